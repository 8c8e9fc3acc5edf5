"""Counts attempts to sign in, per account and per address; the counts hold over restarts and for all processes."""

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from sqlalchemy import Engine, case, delete, or_, update
from sqlalchemy.dialects import postgresql, sqlite

from api.store.tables_advisors import LOGIN_ATTEMPTS
from api.store.transaction import transaction, utc

WINDOW = timedelta(minutes=15)
OF_ACCOUNT, OF_ADDRESS = 10, 50  # attempts in a window


class StoredAttempts:
    """Attempts in SQL, SQLite and PostgreSQL alike; each is counted before its password is looked at."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def wait_s(self, login: str, address: str) -> int:
        """Count an attempt and return 0 where it may go on, else the seconds to wait. Raises StoreUnavailable."""
        address_wait = self._count(_of_address(address), OF_ADDRESS)
        return address_wait or self._count(_of_account(login), OF_ACCOUNT)

    def forget(self, login: str, address: str = "") -> None:
        """Count an account anew after signing in, and give its address this one attempt back.

        Raises StoreUnavailable.
        """
        key, count, since = LOGIN_ATTEMPTS.c.key, LOGIN_ATTEMPTS.c["count"], LOGIN_ATTEMPTS.c.since
        old = since <= self._now().astimezone(UTC) - WINDOW  # rows that count for nobody any more
        fewer = update(LOGIN_ATTEMPTS).where(key == _of_address(address), count > 0).values(count=count - 1)
        with transaction(self._engine) as connection:
            connection.execute(delete(LOGIN_ATTEMPTS).where(or_(key == _of_account(login), old)))
        with transaction(self._engine) as connection:
            connection.execute(fewer)

    def _count(self, key: str, limit: int) -> int:
        now = self._now().astimezone(UTC)
        over = LOGIN_ATTEMPTS.c.since <= now - WINDOW
        more = {
            "since": case((over, now), else_=LOGIN_ATTEMPTS.c.since),
            "count": case((over, 1), else_=LOGIN_ATTEMPTS.c["count"] + 1),
        }
        first = self._insert(LOGIN_ATTEMPTS).values(key=key, since=now, count=1)
        counted = first.on_conflict_do_update(index_elements=["key"], set_=more)
        with transaction(self._engine) as connection:
            since, count = connection.execute(
                counted.returning(LOGIN_ATTEMPTS.c.since, LOGIN_ATTEMPTS.c["count"])
            ).one()
        if count <= limit:
            return 0
        return max(1, math.ceil((utc(since) + WINDOW - now).total_seconds()))


def _of_account(login: str) -> str:
    """Return a key that hides what was typed: it may be a password in the wrong field."""
    return "account:" + sha256(login.casefold().encode(errors="replace")).hexdigest()


def _of_address(address: str) -> str:
    """Return the key of an address; of IPv6 the network of one connection counts, for each may use all of it."""
    try:
        known = ip_address(address)
    except ValueError:
        return "address:" + sha256(address.encode(errors="replace")).hexdigest()
    return f"address:{known.packed[:8].hex()}" if isinstance(known, IPv6Address) else f"address:{known}"
