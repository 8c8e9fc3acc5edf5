"""The table of runs: what each one is doing or has done."""

from sqlalchemy import Column, DateTime, Integer, String, Table, Text

from ingest.tables import METADATA

RUNS = Table(
    "ingest_runs", METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", String(500), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("finished_at", DateTime(timezone=True)),
    Column("done", Integer, nullable=False),
    Column("total", Integer),
    Column("documents", Integer, nullable=False),
    Column("current", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("undoes", Integer),
    Column("undone_by", Integer),
    sqlite_autoincrement=True,  # a number is never given twice: later runs have higher ones
)  # fmt: skip
