"""The registry: the only truth about documents and passages. Each change is one transaction and one revision.

Indexes are derived from it by the follower; a hit whose id is not here is dropped.
"""

import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    Connection,
    Engine,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError, SQLAlchemyError

from knowledge.documents import FrontMatter, Passage
from knowledge.errors import RegistryUnavailable
from knowledge.recent import Recent
from knowledge.registry_rows import (
    REFILE_DOCUMENT,
    FiledDocument,
    Known,
    head_of,
    passage_of_row,
    write_documents,
    write_passages,
    write_positions,
)
from knowledge.registry_tables import DOCUMENTS, HEAD, PASSAGES, REMOVED, REVISIONS, SOURCES, make_tables

V = TypeVar("V")
HEADS_KEPT, PASSAGES_KEPT = 1_000, 2_000  # those that registry_rows keeps too
_IN_MANY = 500  # ids per statement: SQLite and PostgreSQL both take this many parameters
# Made once: every search reads by id, and making such a statement takes as long as running it.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_PASSAGES = select(PASSAGES).where(PASSAGES.c.id.in_(_IDS))
_PASSAGES_OF = select(PASSAGES).where(PASSAGES.c.document_id.in_(_IDS))
_HEADS = select(DOCUMENTS.c.id, DOCUMENTS.c.meta).where(DOCUMENTS.c.id.in_(_IDS))
_REVISION = select(HEAD.c.revision)


@dataclass(frozen=True, slots=True)
class Change:
    """A part of what the indexes have to do; once it is done they stand at `revision`.

    `fresh` are the passages of `documents` that are new since then; the others of these documents are as they were.
    """

    revision: int
    documents: tuple[str, ...] = ()
    fresh: frozenset[str] = frozenset()
    removed: tuple[str, ...] = ()
    stamp: str = ""


class Registry:
    """Documents and passages in a SQL database; safe for several processes and threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._heads, self._passages = Recent[FrontMatter](HEADS_KEPT), Recent[Passage](PASSAGES_KEPT)
        with self._translated():
            self._prepare()

    def _prepare(self, tries: int = 5) -> None:
        """Make what is missing; another process may be doing the same at this moment, so try again."""
        try:
            make_tables(self._engine)
            with self._engine.begin() as connection:
                if connection.execute(select(HEAD.c.id)).first() is None:
                    connection.execute(insert(HEAD).values(id=1, revision=0))
        except (OperationalError, ProgrammingError, IntegrityError):
            if tries == 1:
                raise
            time.sleep(0.05)
            self._prepare(tries - 1)

    @property
    def engine(self) -> Engine:
        """The database, for tables that lie beside the registry's."""
        return self._engine

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise RegistryUnavailable(sentence_of(error)) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._translated(), self._engine.connect() as connection:
            yield connection

    def apply(
        self, source: str, changed: Sequence[FiledDocument] = (), removed: Sequence[str] = (),
        beside: Callable[[Connection, int], None] | None = None,
    ) -> int:  # fmt: skip
        """Take `changed` documents in and `removed` ids out, all or nothing; return the new revision.

        Passages that stay the same keep their revision, so that indexes touch only what is new. `beside` is called
        first, with the new revision, while the registry says what it said before: what it writes stands or falls
        with the change.
        """
        with self._translated(), self._engine.begin() as connection:
            # First the write to the head: it queues writers, so that revisions commit in order.
            connection.execute(update(HEAD).values(revision=HEAD.c.revision + 1))
            revision = int(connection.execute(select(HEAD.c.revision)).scalar_one())
            if beside is not None:
                beside(connection, revision)
            documents = [item.document for item in changed]
            touched = [*removed, *(d.id for d in documents)]
            before = {i for part in _parts(touched) for i in _passage_ids_of(connection, part)}
            gone = sorted(before - {p.id for d in documents for p in d.passages})
            for part in _parts(gone):
                connection.execute(delete(PASSAGES).where(PASSAGES.c.id.in_(part)))
            for part in _parts(removed):
                connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id.in_(part)))
            write_documents(connection, source, changed, revision)
            fresh = [p for d in documents for p in d.passages if p.id not in before]
            write_passages(connection, fresh, revision)
            write_positions(connection, [p for d in documents for p in d.passages if p.id in before])
            connection.execute(insert(REVISIONS).values(number=revision, stamp=secrets.token_hex(8)))
            _bury(connection, [*gone, *removed], [*(p.id for p in fresh), *(d.id for d in documents)], revision)
        return revision

    def refile(self, source: str, paths: Mapping[str, str]) -> None:
        """Note that `source` now owns the unchanged documents of `paths` (id: path), and where their files lie."""
        rows = [{"key": key, "source": source, "path": path} for key, path in paths.items()]
        if rows:
            with self._translated(), self._engine.begin() as connection:
                connection.execute(REFILE_DOCUMENT, rows)

    def revision(self) -> int:
        """Return the number of the last change."""
        with self._reading() as connection:
            return int(connection.execute(_REVISION).scalar_one())

    def stamp_of(self, revision: int) -> str:
        """Return the random stamp of a revision, empty for none; two registries never share one."""
        with self._reading() as connection:
            return connection.execute(select(REVISIONS.c.stamp).where(REVISIONS.c.number == revision)).scalar() or ""

    def counts(self) -> tuple[int, int]:
        """Return how many documents and passages there are."""
        with self._reading() as connection:
            return (
                int(connection.execute(select(func.count()).select_from(DOCUMENTS)).scalar_one()),
                int(connection.execute(select(func.count()).select_from(PASSAGES)).scalar_one()),
            )

    def known(self) -> dict[str, Known]:
        """Return where each document comes from, and the digest of its content."""
        columns = (DOCUMENTS.c.id, DOCUMENTS.c.source, DOCUMENTS.c.path, DOCUMENTS.c.digest)
        with self._reading() as connection:
            return {row.id: Known(row.source, row.path, row.digest) for row in connection.execute(select(*columns))}

    def source_digest(self, name: str) -> str | None:
        """Return the digest noted for a whole source, or None."""
        with self._reading() as connection:
            return connection.execute(select(SOURCES.c.digest).where(SOURCES.c.name == name)).scalar()

    def note_source(self, name: str, digest: str) -> None:
        """Remember the digest of a whole source."""
        with self._translated(), self._engine.begin() as connection:
            connection.execute(delete(SOURCES).where(SOURCES.c.name == name))
            connection.execute(insert(SOURCES).values(name=name, digest=digest))

    def changes_after(self, revision: int, limit: int) -> Iterator[Change]:
        """Yield what happened after `revision` in parts of at most `limit` documents; the last bears its number."""
        with self._reading() as connection:
            last = int(connection.execute(select(HEAD.c.revision)).scalar_one())
            if last == revision:
                return
            gone = connection.execute(_later(REMOVED, revision, last)).scalars().all()
            changed = connection.execute(_later(DOCUMENTS, revision, last).order_by(DOCUMENTS.c.id)).scalars().all()
        for part in _parts(gone, limit):
            yield Change(revision, removed=tuple(part))
        for part in _parts(changed, limit):
            yield Change(revision, tuple(part), self._fresh(part, revision))
        yield Change(last, stamp=self.stamp_of(last))

    def _fresh(self, documents: Sequence[str], after: int) -> frozenset[str]:
        found: set[str] = set()
        with self._reading() as connection:
            for part in _parts(documents):
                query = select(PASSAGES.c.id).where(PASSAGES.c.document_id.in_(part), PASSAGES.c.revision > after)
                found.update(connection.execute(query).scalars())
        return frozenset(found)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return the passages that exist among `ids`."""
        return self._recently(self._passages, _PASSAGES, ids, passage_of_row)

    def passages_of(self, documents: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
        """Return the passages of each of `documents` in reading order."""
        if not documents:
            return {}
        with self._reading() as connection:
            found = [passage_of_row(row) for row in _rows(connection, _PASSAGES_OF, documents)]
        grouped: dict[str, list[Passage]] = {}
        for passage in sorted(found, key=lambda p: p.position):
            grouped.setdefault(passage.document_id, []).append(passage)
        return {key: tuple(value) for key, value in grouped.items()}

    def heads(self, documents: Sequence[str]) -> dict[str, FrontMatter]:
        """Return the heads of those of `documents` that exist."""
        return self._recently(self._heads, _HEADS, documents, lambda row: head_of(row.meta))

    def passage_ids(self) -> set[str]:
        """Return the ids of all passages."""
        with self._reading() as connection:
            return set(connection.execute(select(PASSAGES.c.id)).scalars())

    def sample(self, limit: int) -> list[Passage]:
        """Return up to `limit` passages spread evenly over the ids: the same for the same content."""
        with self._reading() as connection:
            ids = connection.execute(select(PASSAGES.c.id).order_by(PASSAGES.c.id)).scalars().all()
        wanted = ids[:: max(1, -(-len(ids) // limit))]
        found = self.passages(wanted)
        return [found[key] for key in wanted if key in found]

    def _recently(
        self, recent: Recent[V], query: Select[Any], ids: Sequence[str], make: Callable[[Row[Any]], V]
    ) -> dict[str, V]:
        """Return what exists among `ids`; what was read before at this revision is not read again."""
        if not ids:
            return {}
        with self._reading() as connection:
            revision = int(connection.execute(_REVISION).scalar_one())
            kept = recent.of(revision)
            found = {key: value for key in ids if (value := kept.get(key)) is not None}
            if missing := [key for key in ids if key not in found]:
                fresh = {row.id: make(row) for row in _rows(connection, query, missing)}
                recent.keep(revision, fresh)
                found |= fresh
        return found


def _rows(connection: Connection, query: Select[Any], ids: Sequence[str]) -> Iterator[Row[Any]]:
    for part in _parts(ids):
        yield from connection.execute(query, {"ids": part})


def _parts(ids: Sequence[str], size: int = _IN_MANY) -> Iterator[list[str]]:
    for start in range(0, len(ids), size):
        yield list(ids[start : start + size])


def _passage_ids_of(connection: Connection, documents: Sequence[str]) -> set[str]:
    return set(connection.execute(select(PASSAGES.c.id).where(PASSAGES.c.document_id.in_(documents))).scalars())


def _later(table: Table, after: int, until: int) -> Select[str]:
    return select(table.c.id).where(table.c.revision > after, table.c.revision <= until)


def _bury(connection: Connection, gone: Sequence[str], back: Sequence[str], revision: int) -> None:
    """Note what is gone, so that indexes forget it; what came back is no longer gone."""
    for part in _parts([*gone, *back]):
        connection.execute(delete(REMOVED).where(REMOVED.c.id.in_(part)))
    if gone:
        connection.execute(insert(REMOVED), [{"id": key, "revision": revision} for key in gone])


def sentence_of(error: SQLAlchemyError) -> str:
    """Return what people read when the database fails."""
    reason = str(getattr(error, "orig", "") or "").lower()
    if "readonly" in reason or "read-only" in reason:
        return "Die Datenbank ist schreibgeschützt. Geben Sie dem Dienst Schreibrechte oder setzen Sie LOTSE_DATA_DIR."
    if "full" in reason:
        return (
            "Der Datenträger ist voll. Schaffen Sie Platz und wiederholen Sie den Befehl; Gesichertes bleibt erhalten."
        )
    if "unable to open" in reason:
        return "Die Datenbank lässt sich nicht öffnen. Prüfen Sie LOTSE_DATA_DIR und die Rechte des Ordners."
    return f"Die Datenbank antwortet nicht ({type(error).__name__}). Prüfen Sie sie mit: lotse doctor."
