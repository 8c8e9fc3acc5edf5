"""Keeps drafts of answers in versions; of two people who save at once, one is told, and both texts stay."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from api.store.audit import record
from api.store.tables_drafts import DRAFT_VERSIONS, DRAFTS
from api.store.transaction import transaction, utc
from assistant.people.cited import CitedText, decoded, encoded
from assistant.people.drafts import LOTSE, Draft, DraftVersion, Saved
from assistant.people.errors import HandoffGone


class StoredDrafts:
    """Drafts in SQL, SQLite and PostgreSQL alike. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def of(self, number: str) -> Draft:
        """Return the draft of a handoff."""
        with transaction(self._engine) as connection:
            row = _row(connection, number)
            return Draft(_head(connection, number), row.released) if row else Draft()

    def version(self, number: str, version: int) -> DraftVersion | None:
        """Return one version."""
        with transaction(self._engine) as connection:
            return _version(connection, number, version)

    def versions(self, number: str) -> tuple[DraftVersion, ...]:
        """Return all versions, oldest first."""
        of_it = select(DRAFT_VERSIONS).where(DRAFT_VERSIONS.c.handoff_number == number)
        with transaction(self._engine) as connection:
            return tuple(map(_read, connection.execute(of_it.order_by(DRAFT_VERSIONS.c.version))))

    def propose(self, number: str, answer: CitedText) -> Draft:
        """Keep the assistant's proposal as the first version, unless there is one. Raises HandoffGone."""
        with transaction(self._engine) as connection:
            _begin(connection, number)
            if _moved(connection, number, 0):
                self._add(connection, number, 1, 0, answer, LOTSE)
        return self.of(number)

    def save(self, number: str, base: int, answer: CitedText, by: str) -> Saved:
        """Keep an answer that was made from version `base`, and return it. Raises HandoffGone.

        When `base` does not count any more, the answer is kept as a parallel version, and the other one goes on
        counting. An answer that is the same as the version that counts makes no new one.
        """
        with transaction(self._engine) as connection:
            _begin(connection, number)
            before = _head(connection, number)
            if before and before.answer == answer:
                return Saved(before, before)
            counts = _moved(connection, number, base)
            if not counts:
                _set_aside(connection, number)
            made = self._add(connection, number, _row(connection, number).latest, base, answer, by)
            head = made if counts else _head(connection, number)
            return Saved(made, head or made, parallel=not counts)

    def approve(self, number: str, version: int, by: str) -> bool:
        """Note that somebody else than its writer approves the version that counts; return whether that is so."""
        head = select(DRAFTS.c.head).where(DRAFTS.c.handoff_number == number).scalar_subquery()
        approved = update(DRAFT_VERSIONS).where(
            DRAFT_VERSIONS.c.handoff_number == number,
            DRAFT_VERSIONS.c.version == version,
            DRAFT_VERSIONS.c.version == head,
            DRAFT_VERSIONS.c.written_by != by,
            DRAFT_VERSIONS.c.approved_by.is_(None),
        )
        at = self._now().astimezone(UTC)
        with transaction(self._engine) as connection:
            done = connection.execute(approved.values(approved_by=by, approved_at=at)).rowcount > 0
            if done:
                record(connection, at, by, "draft.approved", number, f"Fassung {version}")
            return done

    def note_released(self, number: str, version: int) -> None:
        """Remember which version the asker got."""
        with transaction(self._engine) as connection:
            connection.execute(update(DRAFTS).where(DRAFTS.c.handoff_number == number).values(released=version))

    def _add(
        self, connection: Connection, number: str, version: int, base: int, answer: CitedText, by: str
    ) -> DraftVersion:
        at = self._now().astimezone(UTC)
        row = {
            "handoff_number": number, "version": version, "base": base, "text": answer.text,
            "sources": encoded(answer.sources), "written_by": by, "written_at": at,
        }  # fmt: skip
        connection.execute(insert(DRAFT_VERSIONS).values(row))
        record(connection, at, by, "draft.saved", number, f"Fassung {version}")
        return DraftVersion(number, version, base, answer, by, at)


def _begin(connection: Connection, number: str) -> None:
    """Make sure that there is a row to change. Raises HandoffGone."""
    upsert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = {"handoff_number": number, "head": 0, "latest": 0, "released": 0}
    try:
        connection.execute(upsert(DRAFTS).values(row).on_conflict_do_nothing())
    except IntegrityError as error:
        raise HandoffGone("Diese Übergabe gibt es nicht oder nicht mehr.") from error


def _moved(connection: Connection, number: str, base: int) -> bool:
    """Make the next version the one that counts, if `base` still does."""
    forward = update(DRAFTS).where(DRAFTS.c.handoff_number == number, DRAFTS.c.head == base)
    return connection.execute(forward.values(head=DRAFTS.c.latest + 1, latest=DRAFTS.c.latest + 1)).rowcount > 0


def _set_aside(connection: Connection, number: str) -> None:
    """Take the next number for a version that does not count."""
    further = update(DRAFTS).where(DRAFTS.c.handoff_number == number)
    connection.execute(further.values(latest=DRAFTS.c.latest + 1))


def _row(connection: Connection, number: str) -> Any:
    return connection.execute(select(DRAFTS).where(DRAFTS.c.handoff_number == number)).one_or_none()


def _head(connection: Connection, number: str) -> DraftVersion | None:
    row = _row(connection, number)
    return _version(connection, number, row.head) if row else None


def _version(connection: Connection, number: str, version: int) -> DraftVersion | None:
    of_it = (DRAFT_VERSIONS.c.handoff_number == number) & (DRAFT_VERSIONS.c.version == version)
    row = connection.execute(select(DRAFT_VERSIONS).where(of_it)).one_or_none()
    return _read(row) if row else None


def _read(row: Row[*tuple[Any, ...]]) -> DraftVersion:
    approved_at = utc(row.approved_at) if row.approved_at else None
    return DraftVersion(
        row.handoff_number, row.version, row.base, CitedText(row.text, decoded(row.sources)), row.written_by,
        utc(row.written_at), row.approved_by, approved_at,
    )  # fmt: skip
