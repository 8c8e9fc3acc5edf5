"""The registry's tables and how its database is opened; SQLite and PostgreSQL alike."""

import sqlite3
import time
from pathlib import Path

from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    inspect,
)  # fmt: skip
from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import RegistryUnavailable

METADATA = MetaData()
HEAD = Table(
    "registry_head", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
)  # fmt: skip
REVISIONS = Table(
    "revisions", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("stamp", String(32), nullable=False),
)  # fmt: skip
SOURCES = Table(
    "sources", METADATA,
    Column("name", String(500), primary_key=True),
    Column("digest", String(64), nullable=False),
)  # fmt: skip
DOCUMENTS = Table(
    "documents", METADATA,
    Column("id", String(200), primary_key=True),
    Column("source", String(500), nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("meta", Text, nullable=False),
    Column("revision", Integer, nullable=False, index=True),
)  # fmt: skip
PASSAGES = Table(
    "passages", METADATA,
    Column("id", String(220), primary_key=True),
    Column("document_id", String(200), ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("headings", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sentences", Text, nullable=False),
    Column("place", Text),
    Column("revision", Integer, nullable=False, index=True),
)  # fmt: skip
REMOVED = Table(
    "removed", METADATA,
    Column("id", String(220), primary_key=True),
    Column("revision", Integer, nullable=False, index=True),
)  # fmt: skip


def make_tables(engine: Engine, metadata: MetaData = METADATA) -> None:
    """Make the tables that are missing, and the columns that an older version did not know; those may be empty."""
    metadata.create_all(engine)
    with engine.begin() as connection:
        there = inspect(connection)
        for table in metadata.sorted_tables:
            known = {column["name"] for column in there.get_columns(table.name)}
            for column in table.columns:
                if column.name not in known:
                    kind = column.type.compile(engine.dialect)
                    connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}")


def open_engine(url: str) -> Engine:
    """Return an engine; SQLite runs in WAL mode, waits 30 s for a writer and survives a power cut.

    Raises RegistryUnavailable when the address is wrong or its folder cannot be made.
    """
    try:
        if url.startswith("sqlite:///"):
            Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(url, connect_args={"timeout": 30})
            event.listen(engine, "connect", _prepare_sqlite)
            return engine
        return create_engine(url, pool_pre_ping=True)
    except (OSError, SQLAlchemyError, ImportError) as error:
        raise RegistryUnavailable(
            "Die Datenbank lässt sich nicht öffnen. Prüfen Sie LOTSE_DATABASE_URL, LOTSE_DATA_DIR und die Rechte."
        ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    _keep_a_log(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _keep_a_log(connection: sqlite3.Connection, tries: int = 50) -> None:
    """Turn the write-ahead log on, once for the file: SQLite does not wait for others while it does so, so we do."""
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError:
        if tries == 1:
            raise
        time.sleep(0.02)
        _keep_a_log(connection, tries - 1)
