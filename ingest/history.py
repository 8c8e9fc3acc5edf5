"""What documents were before a run changed them: written in the run's own transactions, read by a rollback."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update

from ingest import snapshots
from ingest.tables.history import HISTORY
from ingest.tables.runs import RUNS
from ingest.transaction import parts, prepare, transaction


@dataclass(frozen=True, slots=True)
class Touched:
    """A document that a run is about to change.

    `action` is added, changed, removed or moved; `content` the digest of the bytes that were read, empty for none.
    """

    document: str
    action: str
    content: str = ""


class Overtaken(Exception):
    """A run that began later has written these documents already; nothing of the batch was written."""

    def __init__(self, documents: frozenset[str]) -> None:
        super().__init__()
        self.documents = documents


def remember(connection: Connection, run: int, touched: Sequence[Touched]) -> None:
    """Keep what documents are now, before they change; of what a run touches twice, the first state is kept.

    Raises Overtaken when a later run has written some of them.
    """
    ids = [one.document for one in touched]
    if overtaken := _written(connection, ids, HISTORY.c.run > run):
        raise Overtaken(overtaken)
    again = _written(connection, ids, HISTORY.c.run == run)
    fresh = {one.document: one for one in touched if one.document not in again}
    before = snapshots.take(connection, list(fresh))
    rows = [
        {"run": run, "document_id": key, "action": one.action, "content": one.content, "before": before[key]}
        for key, one in fresh.items()
    ]
    if rows:
        connection.execute(insert(HISTORY), rows)
    for one in touched:
        if one.document in again:
            mine = (HISTORY.c.run == run, HISTORY.c.document_id == one.document)
            connection.execute(update(HISTORY).where(*mine).values(content=one.content))


def later_runs(connection: Connection, run: int) -> tuple[int, ...]:
    """Return the runs after `run` that have changed documents that it changed, oldest first.

    A run that was taken back does not count, nor does what took it back.
    """
    mine = select(HISTORY.c.document_id).where(HISTORY.c.run == run)
    query = select(HISTORY.c.run).distinct().join(RUNS, RUNS.c.id == HISTORY.c.run)
    stands = RUNS.c.undone_by.is_(None) & (RUNS.c.undoes.is_(None) | (RUNS.c.undoes <= run))
    later = query.where(HISTORY.c.document_id.in_(mine), HISTORY.c.run > run, stands)
    return tuple(connection.scalars(later.order_by(HISTORY.c.run)))


def last_changes(connection: Connection, documents: Sequence[str]) -> dict[str, int]:
    """Return the last run that has changed each of `documents`, as far as the history goes back."""
    found: dict[str, int] = {}
    for part in parts(documents):
        query = select(HISTORY.c.document_id, func.max(HISTORY.c.run)).where(HISTORY.c.document_id.in_(part))
        found.update({key: int(run) for key, run in connection.execute(query.group_by(HISTORY.c.document_id))})
    return found


class History:
    """The history in the registry's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        prepare(engine)

    def documents(self, run: int, action: str | None = None, limit: int = 100, offset: int = 0) -> list[str]:
        """Return documents that a run has added, changed, removed or moved, by id."""
        query = select(HISTORY.c.document_id).where(HISTORY.c.run == run).order_by(HISTORY.c.document_id)
        if action is not None:
            query = query.where(HISTORY.c.action == action)
        with transaction(self._engine) as connection:
            return list(connection.scalars(query.limit(limit).offset(offset)))

    def of(self, document: str) -> list[tuple[int, str]]:
        """Return (run, what it did) of the runs that have changed a document, newest first."""
        query = select(HISTORY.c.run, HISTORY.c.action).where(HISTORY.c.document_id == document)
        with transaction(self._engine) as connection:
            return [(row.run, row.action) for row in connection.execute(query.order_by(HISTORY.c.run.desc()))]

    def expire(self, before: datetime) -> int:
        """Forget what documents were before the runs that ended earlier; return how many states were forgotten."""
        old = select(RUNS.c.id).where(RUNS.c.finished_at < before)
        with transaction(self._engine) as connection:
            return int(connection.execute(delete(HISTORY).where(HISTORY.c.run.in_(old))).rowcount)

    def size(self) -> int:
        """Return how many states are kept."""
        with transaction(self._engine) as connection:
            return int(connection.execute(select(func.count()).select_from(HISTORY)).scalar_one())


def _written(connection: Connection, documents: Sequence[str], when: ColumnElement[bool]) -> frozenset[str]:
    found: set[Any] = set()
    for part in parts(documents):
        query = select(HISTORY.c.document_id).where(HISTORY.c.document_id.in_(part), when)
        found.update(connection.scalars(query))
    return frozenset(found)
