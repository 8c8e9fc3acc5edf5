"""Reads handoffs for those who work on them: the inbox by filters, one by number, how many there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Engine, func, or_, select

from api.store.handoff_rows import handed_of, note_of
from api.store.handoff_steps import by_number
from api.store.tables import HANDOFFS, NOTES
from api.store.transaction import transaction
from assistant.people.handed import HandedOver, Note
from assistant.people.states import Status

Order = Literal["due", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What an inbox shows; what is None, or empty, leaves nothing out.

    `older_than` is a moment: handoffs made before it. `text` is looked for in question and number.
    """

    status: Collection[Status] = ()
    topic: str | None = None
    state: str | None = None
    team: str | None = None
    claimed_by: str | None = None
    kind: str | None = None
    older_than: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Some handoffs in order, and how many there are in all."""

    handoffs: tuple[HandedOver, ...]
    total: int


class HandoffInbox:
    """Reads handoffs in SQL, SQLite and PostgreSQL alike. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def listed(
        self, wanted: InboxFilter = InboxFilter(), order: Order = "due", limit: int = 50, offset: int = 0
    ) -> InboxPage:
        """Return a page of the handoffs that a filter lets through."""
        chosen = _conditions(wanted)
        found = select(HANDOFFS).where(*chosen).order_by(*_ORDERS[order]).limit(limit).offset(offset)
        with transaction(self._engine) as connection:
            total = connection.execute(select(func.count()).select_from(HANDOFFS).where(*chosen)).scalar_one()
            return InboxPage(tuple(handed_of(row) for row in connection.execute(found)), int(total))

    def of_number(self, number: str) -> HandedOver:
        """Return one handoff. Raises HandoffGone."""
        with transaction(self._engine) as connection:
            return by_number(connection, number)

    def notes(self, number: str) -> tuple[Note, ...]:
        """Return what advisors noted for each other, oldest first."""
        of_it = select(NOTES).where(NOTES.c.handoff_number == number).order_by(NOTES.c.number)
        with transaction(self._engine) as connection:
            return tuple(note_of(row) for row in connection.execute(of_it))

    def counts(self) -> dict[Status, int]:
        """Return how many handoffs are in each state."""
        by_status = select(HANDOFFS.c.status, func.count()).group_by(HANDOFFS.c.status)
        with transaction(self._engine) as connection:
            found = {status: int(count) for status, count in connection.execute(by_status).all()}
        return {status: found.get(status, 0) for status in Status}


_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    "due": (HANDOFFS.c.due_at.is_(None), HANDOFFS.c.due_at.asc(), HANDOFFS.c.number.asc()),
    "newest": (HANDOFFS.c.created_at.desc(), HANDOFFS.c.number.asc()),
    "oldest": (HANDOFFS.c.created_at.asc(), HANDOFFS.c.number.asc()),
}


def _conditions(wanted: InboxFilter) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if wanted.status:
        chosen.append(HANDOFFS.c.status.in_([status.value for status in wanted.status]))
    for name in ("topic", "state", "team", "claimed_by", "kind"):
        if value := getattr(wanted, name):
            chosen.append(HANDOFFS.c[name] == value)
    if wanted.older_than:
        chosen.append(HANDOFFS.c.created_at < wanted.older_than.astimezone(UTC))
    if wanted.text:
        said = [column.icontains(wanted.text, autoescape=True) for column in (HANDOFFS.c.question, HANDOFFS.c.number)]
        chosen.append(or_(*said))
    return chosen
