"""Erases a document for good: from the registry and its indexes, quarantine, history, and what was noted of it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, delete, select

from ingest.errors import NoSuchDocument
from ingest.holding import holding
from ingest.quarantine_history import withdraw
from ingest.report import Report
from ingest.runs import Runs
from ingest.tables.history import HISTORY
from ingest.tables.noted import LOST
from ingest.tables.proposals import CONFIRMED, PROPOSED, REJECTED
from ingest.tables.quarantine import QUARANTINE, SCREENED, WITHDRAWN
from ingest.tables.runs import RUNS
from ingest.tables.sketches import SKETCHES
from ingest.transaction import now, prepare, transaction
from ingest.withdrawing import FORGOTTEN, read_again
from knowledge.registry import Registry
from knowledge.registry_tables import DOCUMENTS

KIND = "forget"
_TABLES = (
    (HISTORY, HISTORY.c.document_id), (QUARANTINE, QUARANTINE.c.document_id), (SCREENED, SCREENED.c.id),
    (PROPOSED, PROPOSED.c.document_id), (CONFIRMED, CONFIRMED.c.document_id), (REJECTED, REJECTED.c.document_id),
    (WITHDRAWN, WITHDRAWN.c.document_id), (LOST, LOST.c.document_id),
    (SKETCHES, SKETCHES.c.document_id),
)  # fmt: skip


def forget(registry: Registry, document: str, clock: Callable[[], datetime] = now) -> Report:
    """Erase a document, which no run and no rollback brings back; only its id stays, so that its file is passed over.

    Raises NoSuchDocument, SourceBusy.
    """
    engine = registry.engine
    prepare(engine)
    with transaction(engine) as connection:
        source = _source(connection, document)
    with holding(engine, source):
        runs = Runs(engine, clock)
        report = Report(removed=[document], run=(run := runs.begin(source, KIND)))

        def beside(connection: Connection, _revision: int) -> None:
            read_again(connection, [document])
            for table, owner in _TABLES:
                connection.execute(delete(table).where(owner == document))
            withdraw(connection, [(document, FORGOTTEN)], clock())

        report.revision = registry.apply(source, removed=[document], beside=beside)
        runs.finish(run, report)
    return report


def _source(connection: Connection, document: str) -> str:
    """Return the source of a document, also of one of which only the history still tells."""
    for table in (DOCUMENTS, SCREENED):
        found = connection.execute(select(table.c.source).where(table.c.id == document)).scalar()
        if found is not None:
            return str(found)
    known = select(RUNS.c.source).join(HISTORY, HISTORY.c.run == RUNS.c.id).where(HISTORY.c.document_id == document)
    found = connection.execute(known.order_by(RUNS.c.id.desc())).scalar()
    if found is None:
        raise NoSuchDocument(f"Ein Dokument {document} gibt es nicht.")
    return str(found)
