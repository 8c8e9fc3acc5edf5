"""One transaction on the application database, and the moment a database gives back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from api.store.upgrading import StoreUnavailable


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose work is kept whole or not at all. Raises StoreUnavailable."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreUnavailable(
            "Die Datenbank ist gerade nicht erreichbar. Versuchen Sie es in einigen Sekunden noch einmal."
        ) from error


def utc(moment: datetime) -> datetime:
    """Return a moment that the database gave, in UTC; SQLite gives it without a zone.

    >>> utc(datetime(2026, 11, 27, 14, 5)).isoformat()
    '2026-11-27T14:05:00+00:00'
    """
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
