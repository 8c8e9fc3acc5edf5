"""Keeps the parts that advisors put into many answers: a title to find them by, and a text."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from api.store.audit import record
from api.store.tables_drafts import CANNED_PARTS
from api.store.transaction import transaction
from knowledge.errors import LotseError


class TitleTaken(LotseError):
    """Another part has this title."""

    code = "title_taken"


@dataclass(frozen=True, slots=True)
class CannedPart:
    """A part that can be put into an answer."""

    number: int
    title: str
    text: str


class StoredCannedParts:
    """Parts in SQL, SQLite and PostgreSQL alike. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def every(self) -> tuple[CannedPart, ...]:
        """Return all parts by title."""
        with transaction(self._engine) as connection:
            rows = connection.execute(select(CANNED_PARTS).order_by(CANNED_PARTS.c.title)).all()
        return tuple(CannedPart(row.number, row.title, row.text) for row in rows)

    def add(self, title: str, text: str, by: str) -> int:
        """Keep a new part and return its number. Raises TitleTaken."""
        made = insert(CANNED_PARTS).values(title=title, text=text, **self._changed(by))
        with transaction(self._engine) as connection:
            try:
                number: int = connection.execute(made.returning(CANNED_PARTS.c.number)).scalar_one()
            except IntegrityError as error:
                raise TitleTaken("Diesen Titel gibt es schon. Wählen Sie einen anderen.") from error
            record(connection, self._now(), by, "canned.added", str(number), title)
            return number

    def change(self, number: int, title: str, text: str, by: str) -> bool:
        """Give a part another title and text; return whether there is such a part. Raises TitleTaken."""
        changed = update(CANNED_PARTS).where(CANNED_PARTS.c.number == number)
        with transaction(self._engine) as connection:
            try:
                done = connection.execute(changed.values(title=title, text=text, **self._changed(by))).rowcount > 0
            except IntegrityError as error:
                raise TitleTaken("Diesen Titel gibt es schon. Wählen Sie einen anderen.") from error
            if done:
                record(connection, self._now(), by, "canned.changed", str(number), title)
            return done

    def remove(self, number: int, by: str) -> bool:
        """Delete a part; answers that hold it keep its text. Return whether there was one."""
        with transaction(self._engine) as connection:
            done = connection.execute(delete(CANNED_PARTS).where(CANNED_PARTS.c.number == number)).rowcount > 0
            if done:
                record(connection, self._now(), by, "canned.removed", str(number))
            return done

    def _changed(self, by: str) -> dict[str, object]:
        return {"changed_by": by, "changed_at": self._now().astimezone(UTC)}
