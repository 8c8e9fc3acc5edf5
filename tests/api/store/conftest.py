"""A database of each kind, empty, and with the tables of the application."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from api.store.upgrading import upgrade
from knowledge.registry_tables import open_engine


@pytest.fixture
def empty(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def both(empty: Engine) -> Engine:
    upgrade(empty)
    return empty
