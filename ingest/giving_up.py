"""Takes back what an editor has confirmed: the file is read again, and the head says what the file tells."""

from collections.abc import Collection

from sqlalchemy import delete, select, update

from ingest.holding import holding
from ingest.proposals import Proposals
from ingest.tables.proposals import CONFIRMED
from ingest.transaction import transaction
from ingest.withdrawing import read_again
from knowledge.errors import DocumentInvalid, Problem
from knowledge.registry import Registry
from knowledge.registry_tables import DOCUMENTS, SOURCES

# A digest that no reading has: whatever is confirmed meanwhile, the next run files the document anew.
_UNREAD = "0" * 64


def give_up(registry: Registry, document: str, fields: Collection[str]) -> tuple[str, ...]:
    """Confirm `fields` of a document no longer, and return those of them that were confirmed.

    What the file tells was never kept: the head stays as it is until the next run of its source, which reads the
    file again whether or not it has changed. No run may be at work on the source now: it would write what it knew was
    confirmed. Raises DocumentInvalid, SourceBusy, RegistryUnavailable.
    """
    known = registry.known().get(document)
    if known is None:
        raise DocumentInvalid((Problem(document, "Dokument", "gibt es nicht mehr"),))
    wanted = tuple(field for field in sorted(Proposals(registry.engine).confirmed(document)) if field in fields)
    if not wanted:
        return ()
    with holding(registry.engine, known.source), transaction(registry.engine) as connection:
        mine = CONFIRMED.c.document_id == document
        connection.execute(delete(CONFIRMED).where(mine, CONFIRMED.c.field.in_(wanted)))
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document).values(digest=_UNREAD))
        read_again(connection, [document])
        source = select(DOCUMENTS.c.source).where(DOCUMENTS.c.id == document).scalar_subquery()
        connection.execute(delete(SOURCES).where(SOURCES.c.name == source))  # it is not as a whole as it was, either
    return wanted
