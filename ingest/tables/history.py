"""The table of what documents were before a run changed them."""

from sqlalchemy import Column, Integer, String, Table, Text

from ingest.tables import METADATA

HISTORY = Table(
    "ingest_history", METADATA,
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("document_id", String(200), primary_key=True, index=True),
    Column("action", String(10), nullable=False),
    Column("content", String(64), nullable=False),  # digest of the bytes that the run read; empty for a removal
    Column("before", Text, nullable=False),
)  # fmt: skip
