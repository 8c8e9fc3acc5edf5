"""Keeps who is signed in: the browser has a random token, the database only its SHA-256."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, delete, insert, or_, select, update

from api.store import audit
from api.store.advisors import advisor_of
from api.store.tables_advisors import ADVISORS, SESSIONS
from api.store.transaction import transaction, utc
from assistant.people.advisors import Advisor

HALF_WAY = timedelta(minutes=5)  # between password and second factor
_NOTED_EVERY = timedelta(minutes=1)  # so that reading pages does not write each time


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser; `complete` is False until the second factor was given."""

    number: int
    advisor: Advisor
    csrf: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A session as its owner sees it in a list."""

    number: int
    browser: str
    begun_at: datetime
    seen_at: datetime


class StoredSessions:
    """Sessions in SQL, SQLite and PostgreSQL alike; they end `idle` after the last page and `absolute` after login."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], idle: timedelta, absolute: timedelta) -> None:
        self._engine, self._now, self._idle, self._absolute = engine, now, idle, absolute

    def begin(self, advisor: Advisor, browser: str, *, complete: bool = True, old: str = "") -> str:
        """Return the token of a new session in place of the old one. Raises StoreUnavailable."""
        token, now = secrets.token_urlsafe(32), self._now().astimezone(UTC)
        row = {"digest": _digest(token), "advisor_id": advisor.id, "csrf": secrets.token_urlsafe(32)}
        row |= {"complete": complete, "browser": browser[:200], "begun_at": now, "seen_at": now}
        with transaction(self._engine) as connection:
            connection.execute(delete(SESSIONS).where(or_(SESSIONS.c.digest == _digest(old), ~self._alive())))
            connection.execute(insert(SESSIONS).values(row))
            if complete:
                audit.record(connection, now, advisor.login, "login", advisor.login)
        return token

    def find(self, token: str, *, active: bool = True) -> Session | None:
        """Return the living session of a token whose account is open; `active` lets it live on.

        Raises StoreUnavailable.
        """
        now = self._now().astimezone(UTC)
        its = and_(SESSIONS.c.digest == _digest(token), self._alive(), ADVISORS.c.enabled)
        wanted = select(SESSIONS.c.number, SESSIONS.c.csrf, SESSIONS.c.complete, SESSIONS.c.seen_at, ADVISORS)
        wanted = wanted.join(ADVISORS, ADVISORS.c.id == SESSIONS.c.advisor_id).where(its)
        with transaction(self._engine) as connection:
            row = connection.execute(wanted).one_or_none()
            if row is None:
                return None
            if active and row.complete and utc(row.seen_at) < now - _NOTED_EVERY:
                connection.execute(update(SESSIONS).where(SESSIONS.c.number == row.number).values(seen_at=now))
        return Session(row.number, advisor_of(row), row.csrf, row.complete)

    def of(self, advisor: Advisor) -> list[Seen]:
        """Return the living sessions of a person, newest first. Raises StoreUnavailable."""
        columns = (SESSIONS.c.number, SESSIONS.c.browser, SESSIONS.c.begun_at, SESSIONS.c.seen_at)
        its = and_(SESSIONS.c.advisor_id == advisor.id, SESSIONS.c.complete, self._alive())
        with transaction(self._engine) as connection:
            rows = connection.execute(select(*columns).where(its).order_by(SESSIONS.c.number.desc()))
            return [Seen(row.number, row.browser, utc(row.begun_at), utc(row.seen_at)) for row in rows]

    def end(self, session: Session) -> None:
        """End one session: signing out. Raises StoreUnavailable."""
        self._end(SESSIONS.c.number == session.number, session.advisor.login, "logout")

    def end_others(self, advisor: Advisor, kept: int) -> int:
        """End the sessions of a person but for one, and return how many. Raises StoreUnavailable."""
        its = and_(SESSIONS.c.advisor_id == advisor.id, SESSIONS.c.number != kept)
        return self._end(its, advisor.login, "sessions.ended")

    def _end(self, its: ColumnElement[bool], login: str, action: str) -> int:
        with transaction(self._engine) as connection:
            ended = connection.execute(delete(SESSIONS).where(its)).rowcount
            if ended:
                audit.record(connection, self._now(), login, action, login)
            return ended

    def _alive(self) -> Any:
        now = self._now().astimezone(UTC)
        whole = and_(SESSIONS.c.complete, SESSIONS.c.seen_at > now - self._idle)
        half = and_(~SESSIONS.c.complete, SESSIONS.c.begun_at > now - HALF_WAY)
        return and_(SESSIONS.c.begun_at > now - self._absolute, or_(whole, half))


def _digest(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()
