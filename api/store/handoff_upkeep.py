"""Looks after handoffs by the clock: warns before a promise is missed, deletes what is old."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Engine, delete, func, or_, select, update

from api.outbox.entry import Entry
from api.store.audit import record
from api.store.handoff_endings import NO_CONTACT
from api.store.handoff_rows import handed_of
from api.store.handoff_steps import by_number
from api.store.outbox import enqueue
from api.store.tables import HANDOFFS, UNFINISHED_STATUS
from api.store.transaction import transaction
from assistant.people.handed import HandedOver
from assistant.people.states import Status

_FINISHED_AT = func.coalesce(HANDOFFS.c.closed_at, HANDOFFS.c.answered_at, HANDOFFS.c.created_at)
_AT_WORK = tuple(status for status in UNFINISHED_STATUS if status != Status.WAITING)  # then it is the asker's turn


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a finished handoff is kept, and how long what its asker told to be reached."""

    handoffs: timedelta
    contacts: timedelta


class HandoffUpkeep:
    """What the serving loop does with handoffs; several processes may do it at once. Raises StoreUnavailable.

    `warn` gives what is told of a handoff whose promise is about to be missed.
    """

    def __init__(
        self,
        engine: Engine,
        now: Callable[[], datetime],
        retention: Retention,
        warn: Callable[[HandedOver], Iterable[Entry]],
    ) -> None:
        self._engine, self._now, self._retention, self._warn = engine, now, retention, warn

    def escalate(self) -> int:
        """Tell of every handoff whose promise is about to be missed, each once, and return of how many."""
        return sum(self.mark_escalated(handed.number) for handed in self.due_to_escalate())

    def due_to_escalate(self) -> tuple[HandedOver, ...]:
        """Return the handoffs that somebody has to be told of, the most urgent first."""
        due = select(HANDOFFS).where(*_late(self._now())).order_by(HANDOFFS.c.due_at, HANDOFFS.c.number)
        with transaction(self._engine) as connection:
            return tuple(handed_of(row) for row in connection.execute(due))

    def mark_escalated(self, number: str) -> bool:
        """Tell of one and return whether it was still due to be told of."""
        now = self._now()
        mark = update(HANDOFFS).where(HANDOFFS.c.number == number, *_late(now))
        with transaction(self._engine) as connection:
            marked = mark.values(escalated_at=now.astimezone(UTC))
            if connection.execute(marked).rowcount == 0:
                return False
            enqueue(connection, self._warn(by_number(connection, number)), now)
            record(connection, now, "lotse", "handoff.escalated", number)
            return True

    def expire(self) -> int:
        """Delete what was kept long enough since answer or closing; return from how many handoffs, or how many of them.

        With a handoff goes all that was said and noted in it; contact data goes before.
        """
        now, told = self._now(), or_(*(HANDOFFS.c[name].is_not(None) for name in NO_CONTACT))
        old = delete(HANDOFFS).where(*_finished(now - self._retention.handoffs))
        silent = update(HANDOFFS).where(*_finished(now - self._retention.contacts), told).values(**NO_CONTACT)
        with transaction(self._engine) as connection:
            return connection.execute(old).rowcount + connection.execute(silent).rowcount


def _finished(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return HANDOFFS.c.status.not_in(UNFINISHED_STATUS), before.astimezone(UTC) > _FINISHED_AT


def _late(now: datetime) -> tuple[ColumnElement[bool], ...]:
    at_work = HANDOFFS.c.status.in_(_AT_WORK)
    return at_work, HANDOFFS.c.escalated_at.is_(None), HANDOFFS.c.escalate_at <= now.astimezone(UTC)
