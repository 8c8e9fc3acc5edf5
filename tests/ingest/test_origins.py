"""Sources are due when their schedule says so, or when somebody asks."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from ingest.errors import NoSuchSource, ScheduleInvalid
from ingest.origins import Origins
from knowledge.registry_tables import open_engine

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def test_a_source_with_a_schedule_is_due_at_once_and_then_at_its_pace(engine: Engine) -> None:
    clock = Clock()
    origins = Origins(engine, clock)
    row = origins.add("folder:/a", "folder", "/a", schedule="täglich")
    assert origins.due() == (row,)
    clock.now = NOON + timedelta(hours=3)
    origins.begun(row)
    assert origins.due() == ()
    clock.now = NOON + timedelta(hours=24)
    assert [one.source for one in origins.due()] == ["folder:/a"]


def test_a_source_without_a_schedule_is_due_once_when_asked_for(engine: Engine) -> None:
    origins = Origins(engine, Clock())
    origins.add("upload", "upload", "/uploads")
    assert origins.due() == ()
    origins.ask("upload")
    [row] = origins.due(asked=True)
    origins.begun(row)
    assert (origins.due(), origins.of("/uploads").due_at) == ((), None)


def test_who_asks_while_a_run_begins_is_not_forgotten(engine: Engine) -> None:
    clock = Clock()
    origins = Origins(engine, clock)
    row = origins.add("folder:/a", "folder", "/a", schedule="6")
    clock.now = NOON + timedelta(minutes=1)
    origins.ask("folder:/a")
    origins.begun(row)
    assert [one.source for one in origins.due(asked=True)] == ["folder:/a"]


def test_a_source_is_changed_and_removed_and_wrong_ones_are_named(engine: Engine) -> None:
    origins = Origins(engine, Clock())
    origins.add("https://example.org/", "web", "https://example.org", {"depth": 2})
    assert origins.change("https://example.org/", schedule="wöchentlich").due_at == NOON + timedelta(days=7)
    assert origins.of("https://example.org").options == {"depth": 2}
    with pytest.raises(ScheduleInvalid, match="täglich"):
        origins.change("https://example.org/", schedule="manchmal")
    origins.remove("https://example.org/")
    assert origins.listed() == ()
    with pytest.raises(NoSuchSource):
        origins.ask("https://example.org/")
