"""Keeps what is to be delivered in the application database: enqueued with what it tells of, leased by workers."""

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, Update, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from api.outbox.entry import Channel, Entry
from api.outbox.states import Claimed, Listed, State
from api.store.outbox_rows import NOTHING, entry_of, listed_of, row_of
from api.store.tables_outbox import OUTBOX
from api.store.upgrading import StoreUnavailable

_FREE = {"claimed_by": None, "claimed_until": None}
_UNSENT = OUTBOX.c.state.in_((State.WAITING, State.FAILED))


def enqueue(connection: Connection, entries: Iterable[Entry], now: datetime) -> None:
    """Keep entries within the caller's transaction, due at once; a key seen before is ignored."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    at = now.astimezone(UTC)
    new = {"state": State.WAITING, "tries": 0, "error": "", "next_at": at, "created_at": at}
    if rows := [row_of(entry) | new for entry in entries]:
        connection.execute(insert(OUTBOX).on_conflict_do_nothing(index_elements=["key"]), rows)


def replay(connection: Connection, key: str | None, now: datetime) -> int:
    """Let one entry that failed or was given up, or with None all that were given up, be tried at once.

    Returns how many there were; an entry that a worker holds is left to it.
    """
    chosen = OUTBOX.c.state == State.DEAD
    if key is not None:
        chosen = OUTBOX.c.state.in_((State.DEAD, State.FAILED)) & (OUTBOX.c.key == key)
    at = now.astimezone(UTC)
    anew = update(OUTBOX).where(chosen, _free(at)).values(state=State.WAITING, tries=0, next_at=at, **_FREE)
    return connection.execute(anew).rowcount


class StoredOutbox:
    """The outbox in SQL, SQLite and PostgreSQL alike; any number of workers may share it.

    Every method raises StoreUnavailable when the database does not answer.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def claim(self, n: int, lease: timedelta, channels: Collection[Channel]) -> list[Claimed]:
        """Return up to `n` entries that are due, least tried first; nobody else gets them before the lease ends."""
        now, claim = self._utc_now(), secrets.token_hex(16)
        due = _UNSENT & (OUTBOX.c.next_at <= now) & _free(now) & OUTBOX.c.channel.in_(channels)
        first = select(OUTBOX.c.number).where(due).order_by(OUTBOX.c.tries, OUTBOX.c.next_at, OUTBOX.c.number)
        with self._begun() as connection:
            # The lock spares workers of PostgreSQL the same choice; what keeps them apart is the condition below.
            chosen = connection.execute(first.limit(n).with_for_update(skip_locked=True)).scalars().all()
            taken = update(OUTBOX).where(OUTBOX.c.number.in_(chosen), due)
            taken = taken.values(claimed_by=claim, claimed_until=now + lease)
            rows = connection.execute(taken.returning(OUTBOX)).all() if chosen else []
        order = {number: place for place, number in enumerate(chosen)}
        return [Claimed(entry_of(row), row.tries, claim) for row in sorted(rows, key=lambda row: order[row.number])]

    def sent(self, one: Claimed) -> None:
        """Note that it was delivered; true even when the lease has ended meanwhile."""
        done = update(OUTBOX).where(OUTBOX.c.key == one.entry.key)
        self._write(done.values(state=State.SENT, tries=one.tries + 1, sent_at=self._utc_now(), error="", **_FREE))

    def failed(self, one: Claimed, error: str, next_at: datetime) -> None:
        """Note why a try failed and when the next one is due; without effect when the lease went to another worker."""
        again = update(OUTBOX).where(*_held(one)).values(state=State.FAILED, tries=one.tries + 1, error=error)
        self._write(again.values(next_at=next_at.astimezone(UTC), **_FREE))

    def dead(self, one: Claimed, error: str) -> None:
        """Give it up and note why; without effect when the lease went to another worker."""
        given_up = update(OUTBOX).where(*_held(one)).values(state=State.DEAD, tries=one.tries + 1, error=error)
        self._write(given_up.values(**_FREE))

    def put_off(self, one: Claimed, to: str | None, until: datetime) -> None:
        """Let all other entries of its channel, or only those to one recipient, wait without counting a try."""
        now, at = self._utc_now(), until.astimezone(UTC)
        same = (OUTBOX.c.channel == one.entry.channel) & (OUTBOX.c.recipient == to if to else True)
        mine_or_free = or_(OUTBOX.c.claimed_by == one.claim, _free(now))
        later = update(OUTBOX).where(_UNSENT, same, mine_or_free, OUTBOX.c.next_at < at)
        self._write(later.values(next_at=at, **_FREE))

    def release(self, claim: str) -> None:
        """Give back what a worker claimed and did not try."""
        self._write(update(OUTBOX).where(OUTBOX.c.claimed_by == claim).values(**_FREE))

    def replay(self, key: str | None = None) -> int:
        """Let one entry, or all that were given up, be tried at once; return how many there were."""
        with self._begun() as connection:
            return replay(connection, key, self._now())

    def listed(self, state: State | None = None, limit: int = 500) -> list[Listed]:
        """Return the newest entries, of one state or of all."""
        found = select(OUTBOX).order_by(OUTBOX.c.number.desc()).limit(limit)
        with self._begun() as connection:
            rows = connection.execute(found.where(OUTBOX.c.state == state) if state else found).all()
        return [listed_of(row) for row in rows]

    def counts(self) -> dict[State, int]:
        """Return how many entries are in each state."""
        by_state = select(OUTBOX.c.state, func.count()).group_by(OUTBOX.c.state)
        with self._begun() as connection:
            found = {state: int(count) for state, count in connection.execute(by_state).all()}
        return {state: found.get(state, 0) for state in State}

    def forget_sent(self, before: datetime) -> int:
        """Forget recipient and message of what was delivered before then and return of how many; keys stay."""
        old = (OUTBOX.c.state == State.SENT) & (OUTBOX.c.sent_at < before.astimezone(UTC)) & (OUTBOX.c.recipient != "")
        return self._write(update(OUTBOX).where(old).values(**NOTHING))

    def _write(self, statement: Update) -> int:
        with self._begun() as connection:
            return connection.execute(statement).rowcount

    def _utc_now(self) -> datetime:
        return self._now().astimezone(UTC)

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreUnavailable("Die Ausgangspost in der Datenbank ist gerade nicht erreichbar.") from error


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(OUTBOX.c.claimed_until.is_(None), OUTBOX.c.claimed_until <= now)


def _held(one: Claimed) -> tuple[ColumnElement[bool], ...]:
    return OUTBOX.c.key == one.entry.key, OUTBOX.c.claimed_by == one.claim
