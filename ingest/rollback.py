"""Takes a run back: every document it has changed becomes what it was before, in registry, quarantine and indexes.

A rollback is a run itself and can be taken back. What a run had brought does not come back with the same bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from ingest import snapshots
from ingest.confirming import Confirming
from ingest.errors import RollbackRefused
from ingest.history import Touched, later_runs, remember
from ingest.holding import holding
from ingest.noted import unnote
from ingest.proposals import Proposals
from ingest.quarantine_history import withdraw
from ingest.report import Report
from ingest.runs import Run, Runs, RunState
from ingest.snapshots import Snapshot
from ingest.tables.history import HISTORY
from ingest.tables.runs import RUNS
from ingest.transaction import now, transaction
from ingest.withdrawing import REMOVAL, read_again, readmit_all
from knowledge.errors import LotseError
from knowledge.registry import Registry

KIND = "rollback"
_UNDONE = {"added": "removed", "removed": "added", "changed": "changed", "moved": "moved"}


@dataclass(frozen=True, slots=True)
class _Was:
    """What a document was before the run, what the run did to it, and from which bytes."""

    snapshot: Snapshot
    action: str
    content: str


def rollback(registry: Registry, run: int, clock: Callable[[], datetime] = now) -> Report:
    """Make registry and quarantine what they were before a run, and return what that changed.

    Raises NoSuchRun, RollbackRefused naming later runs that changed the same documents, SourceBusy.
    """
    runs = Runs(registry.engine, clock)
    source = runs.of(run).source
    with holding(registry.engine, source):
        wanted = runs.of(run)
        if wanted.undone_by is not None:
            raise RollbackRefused(f"Lauf {run} ist schon zurückgenommen, mit Lauf {wanted.undone_by}.")
        before = _history(registry, run)
        mine = runs.begin(source, KIND, undoes=run)
        report = _report(before, mine)
        try:
            _apply(registry, wanted, mine, before, runs, clock())
        except BaseException as error:
            said = str(error) if isinstance(error, LotseError) else type(error).__name__
            runs.finish(mine, Report(run=mine), RunState.FAILED, said)
            raise
        Confirming(registry, Proposals(registry.engine)).again([one.snapshot.id for one in before])
        report.revision = registry.revision()
        runs.finish(mine, report)
    return report


def _history(registry: Registry, run: int) -> list[_Was]:
    query = select(HISTORY).where(HISTORY.c.run == run).order_by(HISTORY.c.document_id)
    with transaction(registry.engine) as connection:
        found = [
            _Was(snapshots.read(row.document_id, row.before), row.action, row.content)
            for row in connection.execute(query)
        ]
    if not found:
        raise RollbackRefused(
            f"Von Lauf {run} ist nichts aufgehoben: Er hat nichts verändert, oder die Frist ist abgelaufen "
            "(LOTSE_ROLLBACK_DAYS)."
        )
    return found


def _apply(registry: Registry, run: Run, mine: int, before: Sequence[_Was], runs: Runs, at: datetime) -> None:
    """Write all of it in one transaction."""
    root, takes_out = _root(runs, run)
    filed = [one.snapshot.filed for one in before if one.snapshot.filed is not None]
    gone = [one.snapshot.id for one in before if one.snapshot.filed is None]

    def beside(connection: Connection, _revision: int) -> None:
        _refuse_overtaken(connection, run.id)
        read_again(connection, [one.snapshot.id for one in before])
        for document in filed:
            unnote(connection, document.source, [document.path])
        remember(connection, mine, [Touched(one.snapshot.id, _UNDONE[one.action]) for one in before])
        snapshots.restore_beside(connection, [one.snapshot for one in before])
        marks = _marks(connection, root)
        withdraw(connection, marks, at) if takes_out else readmit_all(connection, marks)
        connection.execute(update(RUNS).where(RUNS.c.id == run.id).values(undone_by=mine))
        connection.execute(update(RUNS).where(RUNS.c.id == run.undoes).values(undone_by=None))

    registry.apply(run.source, filed, gone, beside=beside)


def _root(runs: Runs, run: Run) -> tuple[int, bool]:
    """Return the run that a chain of rollbacks began with, and whether taking `run` back takes that one out again."""
    takes_out = True
    while run.undoes is not None:
        run, takes_out = runs.of(run.undoes), not takes_out
    return run.id, takes_out


def _refuse_overtaken(connection: Connection, run: int) -> None:
    if later := later_runs(connection, run):
        numbers = ", ".join(map(str, later))
        raise RollbackRefused(
            f"Nach Lauf {run} haben andere dieselben Dokumente geändert: {numbers}. "
            f"Nehmen Sie zuerst Lauf {later[-1]} zurück."
        )


def _marks(connection: Connection, run: int) -> set[tuple[str, str]]:
    """Return (document, digest of the bytes) that a run has brought, and the removals it has made."""
    query = select(HISTORY.c.document_id, HISTORY.c.content, HISTORY.c.action).where(HISTORY.c.run == run)
    found = connection.execute(query.where(HISTORY.c.action != "moved"))
    return {(row.document_id, REMOVAL if row.action == "removed" else row.content) for row in found}


def _report(before: Sequence[_Was], run: int) -> Report:
    report = Report(run=run)
    for one in before:
        getattr(report, "changed" if one.action == "moved" else _UNDONE[one.action]).append(one.snapshot.id)
    return report
