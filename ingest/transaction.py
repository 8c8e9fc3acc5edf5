"""Transactions on the registry's database for ingestion's own tables; what fails is said as the registry says it."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from ingest.tables import METADATA
from knowledge.errors import RegistryUnavailable
from knowledge.registry import sentence_of
from knowledge.registry_tables import make_tables


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose writes stand or fall together. Raises RegistryUnavailable."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise RegistryUnavailable(sentence_of(error)) from error


def prepare(engine: Engine, tries: int = 5) -> None:
    """Make the tables of ingestion that are missing; others may do so at this moment. Raises RegistryUnavailable."""
    try:
        make_tables(engine, METADATA)
    except SQLAlchemyError as error:
        if tries == 1:
            raise RegistryUnavailable(sentence_of(error)) from error
        time.sleep(0.05)
        prepare(engine, tries - 1)


def parts(ids: Sequence[str], size: int = 500) -> Iterator[list[str]]:
    """Yield `ids` in parts that one statement takes in both databases."""
    for start in range(0, len(ids), size):
        yield list(ids[start : start + size])


def utc(moment: datetime) -> datetime:
    """Return a moment as it was written; SQLite forgets the zone, which is always UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)
