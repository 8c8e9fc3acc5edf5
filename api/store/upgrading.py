"""Brings the tables of the application database to the form that this version of Lotse knows; the door to alembic."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import LotseError

HEAD = "0010"  # the newest file in migrations/versions
TABLE = "lotse_version"
_LOCK = 0x107_5E  # of PostgreSQL, so that two processes do not change tables at once
_SCRIPTS = Path(__file__).parent / "migrations"


class StoreUnavailable(LotseError):
    """The application database does not answer, or its tables cannot be changed."""

    code = "store_unavailable"
    retry = True


class StoreTooNew(LotseError):
    """The tables were made by a newer Lotse; this one does not touch them."""

    code = "store_too_new"


def upgrade(engine: Engine) -> None:
    """Make or change the tables, all or nothing; several processes may do so at once.

    Raises StoreUnavailable, and StoreTooNew when the database belongs to a newer version.
    """
    try:
        with engine.connect() as connection:
            if _version(connection) == HEAD:
                return
        with engine.begin() as connection:
            _lock(connection)
            version = _version(connection)
            if version != HEAD:
                _migrate(connection, version)
    except SQLAlchemyError as error:
        raise StoreUnavailable(
            "Die Tabellen für Gespräche und Übergaben lassen sich nicht anlegen. "
            "Prüfen Sie LOTSE_DATABASE_URL und die Rechte."
        ) from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {TABLE}")).scalar()  # noqa: S608 - a constant
    return str(found) if found else None


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    else:  # SQLite would begin no transaction for changed tables by itself
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _migrate(connection: Connection, version: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        if version:
            ScriptDirectory.from_config(config).get_revision(version)
    except CommandError as error:
        raise StoreTooNew(
            "Die Datenbank gehört zu einer neueren Lotse-Version. "
            "Starten Sie diese, oder spielen Sie eine Sicherung ein."
        ) from error
    command.upgrade(config, "head")
