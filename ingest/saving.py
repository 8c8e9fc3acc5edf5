"""Writes a batch: registry, history, quarantine, proposals and noted items in one transaction, or nothing of it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Column, Connection, Table, delete, select, update

from ingest.batch import Batch, Taken
from ingest.history import Overtaken, Touched, remember
from ingest.noted import give_back, lose, note, unnote
from ingest.proposals import Proposals
from ingest.quarantine import Quarantine
from ingest.tables.proposals import PROPOSED
from ingest.tables.quarantine import QUARANTINE, SCREENED, WITHDRAWN
from ingest.transaction import now, parts, transaction
from knowledge.registry import Registry
from knowledge.registry_rows import REFILE_DOCUMENT, FiledDocument
from knowledge.registry_tables import DOCUMENTS, HEAD


class Saving:
    """Writes what one run finds in one source."""

    def __init__(
        self, registry: Registry, source: str, run: int, versions: str, clock: Callable[[], datetime] = now
    ) -> None:
        self._registry = registry
        self._quarantine, self._proposals = Quarantine(registry.engine), Proposals(registry.engine)
        self._source, self._run, self._versions, self._now = source, run, versions, clock

    def save(self, batch: Batch) -> frozenset[str]:
        """Write a batch and return the documents that were left out: another run has written them.

        Raises RegistryUnavailable, and then nothing was written.
        """
        left = frozenset[str]()
        while True:
            try:
                self._write(batch)
            except Overtaken as error:  # whoever wrote them cannot be undone by us, so each round leaves fewer
                left |= error.documents
                batch = batch.without(error.documents)
            else:
                return left

    def _write(self, batch: Batch) -> None:
        filed = [
            FiledDocument(one.screened.document, one.name) for one in batch.taken.values() if one.screened.document
        ]
        emptied = [key for key, one in batch.taken.items() if one.screened.document is None]
        if filed or emptied or batch.removed:
            beside = partial(self._beside, batch)
            self._registry.apply(self._source, filed, [*batch.removed, *emptied], beside=beside)
        elif batch:
            with transaction(self._registry.engine) as connection:
                connection.execute(update(HEAD).values(revision=HEAD.c.revision))  # queues us with the other writers
                self._beside(batch, connection, 0)

    def _beside(self, batch: Batch, connection: Connection, _revision: int) -> None:
        unnote(connection, self._source, batch.unnoted)
        touched = [Touched(key, one.action, one.content) for key, one in batch.taken.items()]
        touched += [Touched(key, "moved") for key in batch.moved]
        touched += [Touched(key, "removed") for key in batch.removed]
        _still_mine(connection, self._source, batch.removed)
        _as_they_were(connection, self._source, batch)
        remember(connection, self._run, touched)
        self._hold(connection, batch)
        self._propose(connection, batch)
        lose(connection, batch.lost)
        give_back(connection, batch.removed)
        _refile(connection, self._source, batch)
        _welcome_back(connection, batch.back)
        note(connection, self._source, batch.noted, self._versions)

    def _hold(self, connection: Connection, batch: Batch) -> None:
        """Write what is held of the documents; most have nothing held, now or before, and cost nothing."""
        there = _known(connection, QUARANTINE, QUARANTINE.c.document_id, list(batch.taken))
        pairs = [
            (FiledDocument(one.document, one.name), one.screened)
            for key, one in batch.taken.items()
            if one.screened.held or key in there
        ]
        self._quarantine.write(connection, self._source, pairs, self._now())
        self._quarantine.forget(connection, batch.removed)

    def _propose(self, connection: Connection, batch: Batch) -> None:
        there = _known(connection, PROPOSED, PROPOSED.c.document_id, [*batch.taken, *batch.removed])
        for key, one in batch.taken.items():
            if one.proposals or key in there:
                self._proposals.replace(connection, key, one.proposals)
        for key in batch.removed:
            if key in there:
                self._proposals.forget(connection, key)


def _still_mine(connection: Connection, source: str, removed: Sequence[str]) -> None:
    """Raise Overtaken for documents that another source has taken over since the pass began."""
    foreign: set[str] = set()
    for part in parts(removed):
        query = select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.in_(part), DOCUMENTS.c.source != source)
        foreign.update(connection.scalars(query))
    if foreign:
        raise Overtaken(frozenset(foreign))


def _as_they_were(connection: Connection, source: str, batch: Batch) -> None:
    """Raise Overtaken for documents that were to be written as they stand, and that somebody has changed since."""
    settled = {key: one for key, one in batch.taken.items() if one.action == "moved"}
    wanted = {key: (source, one.name, one.document.digest) for key, one in settled.items()}
    now: dict[str, tuple[str, str, str]] = {}
    for part in parts(list(wanted)):
        for table in (SCREENED, DOCUMENTS):
            query = select(table.c.id, table.c.source, table.c.path, table.c.digest).where(table.c.id.in_(part))
            now.update({row.id: (row.source, row.path, row.digest) for row in connection.execute(query)})
    changed = {key for key, stood in wanted.items() if now.get(key) != stood}
    changed |= _decided_on(connection, list(settled.values()))
    if changed:
        raise Overtaken(frozenset(changed))


def _decided_on(connection: Connection, settled: Sequence[Taken]) -> set[str]:
    """Return the documents of which an editor has released or rejected something since they were read."""
    read = sorted({passage.id for one in settled for passage in one.document.passages})
    keys = {held.passage.id: held.key for one in settled for held in one.screened.held}
    found: set[str] = set()
    for part in parts(read):
        query = select(QUARANTINE).where(QUARANTINE.c.id.in_(part), QUARANTINE.c.state != "held")
        for row in connection.execute(query):
            if row.state == "rejected" or row.key == keys.get(row.id):
                found.add(row.document_id)
    return found


def _known(connection: Connection, table: Table, column: "Column[str]", documents: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for part in parts(documents):
        found.update(connection.scalars(select(column).select_from(table).where(column.in_(part)).distinct()))
    return found


def _refile(connection: Connection, source: str, batch: Batch) -> None:
    """Note which item of the source holds documents that did not change otherwise."""
    if not batch.moved:
        return
    rows = [{"key": key, "source": source, "path": name} for key, name in batch.moved.items()]
    connection.execute(REFILE_DOCUMENT, rows)
    for key, name in batch.moved.items():
        connection.execute(update(SCREENED).where(SCREENED.c.id == key).values(source=source, path=name))


def _welcome_back(connection: Connection, documents: set[str]) -> None:
    """Forget that the removal of documents was taken back: their files are there again."""
    for part in parts(sorted(documents)):
        connection.execute(delete(WITHDRAWN).where(WITHDRAWN.c.document_id.in_(part), WITHDRAWN.c.digest == ""))
