"""The application database is brought to its present form, from nothing and from older forms, once and for all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select, text

from api.store.every_table import METADATA
from api.store.tables import CONVERSATIONS, HANDOFFS
from api.store.upgrading import _SCRIPTS, HEAD, TABLE, StoreTooNew, StoreUnavailable, upgrade
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine


def differences(engine: Engine) -> list[object]:
    """Compare the tables with what the code expects; the registry's own are its own matter."""
    own = set(METADATA.tables)
    with engine.connect() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or name in own, "compare_type": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


def test_an_empty_database_gets_all_tables_as_the_code_knows_them(empty: Engine) -> None:
    upgrade(empty)
    assert set(METADATA.tables) | {TABLE} == set(inspect(empty).get_table_names())
    assert differences(empty) == []


def _upgraded_to(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_a_database_of_the_version_without_numbers_keeps_its_rows(empty: Engine) -> None:
    Registry(empty)
    _upgraded_to(empty, "0001")
    with empty.begin() as connection:
        connection.execute(text(f"DROP TABLE {TABLE}"))
        connection.execute(
            text("INSERT INTO conversations (id, state, updated_at) VALUES ('talk', 'HE', :at)"),
            {"at": datetime(2026, 1, 1, tzinfo=UTC)},
        )
    upgrade(empty)
    upgrade(empty)
    with empty.connect() as connection:
        assert connection.execute(select(CONVERSATIONS.c.state)).scalars().all() == ["HE"]
    assert differences(empty) == []


def test_of_two_old_handoffs_of_a_conversation_the_newer_stays_open(empty: Engine) -> None:
    _upgraded_to(empty, "0002")
    old = text(
        "INSERT INTO handoffs (number, reason, question, language, conversation_id, message_id, tried, created_at) "
        "VALUES (:n, 'asked_for', 'Wie?', 'de', 'talk', :n, '[]', :at)"
    )
    with empty.begin() as connection:
        for day, number in enumerate(("L-A", "L-B"), start=1):
            connection.execute(old, {"n": number, "at": datetime(2026, 1, day, tzinfo=UTC)})
    upgrade(empty)
    with empty.connect() as connection:
        kept = connection.execute(select(HANDOFFS.c.number, HANDOFFS.c.status).order_by(HANDOFFS.c.number)).all()
        codes = connection.execute(select(HANDOFFS.c.code)).scalars().all()
    assert [tuple(row) for row in kept] == [("L-A", "closed"), ("L-B", "open")]
    assert [len(code) for code in codes] == [14, 14]
    assert len(set(codes)) == 2


def test_several_processes_may_start_at_once(database_url: str) -> None:
    engines = [open_engine(database_url) for _ in range(6)]
    with ThreadPoolExecutor(6) as starting:
        list(starting.map(upgrade, engines))
    assert differences(engines[0]) == []
    for engine in engines:
        engine.dispose()


def test_a_step_that_fails_leaves_the_database_as_it_was(empty: Engine) -> None:
    with empty.begin() as connection:  # an index of this name is in the way of the last but one table
        connection.execute(text("CREATE TABLE other (a INTEGER)"))
        connection.execute(text("CREATE INDEX turns_of_conversation ON other (a)"))
    with pytest.raises(StoreUnavailable, match="LOTSE_DATABASE_URL"):
        upgrade(empty)
    assert inspect(empty).get_table_names() == ["other"]


def test_a_database_of_a_newer_version_is_not_touched(empty: Engine) -> None:
    upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text(f"UPDATE {TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreTooNew, match="neueren Lotse-Version"):
        upgrade(empty)


def test_the_number_in_the_code_is_that_of_the_newest_step() -> None:
    assert ScriptDirectory(str(_SCRIPTS)).get_current_head() == HEAD
