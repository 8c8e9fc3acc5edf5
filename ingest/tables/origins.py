"""The table of sources that are kept fresh: where they are, and when they are due."""

from sqlalchemy import Boolean, Column, DateTime, String, Table, Text

from ingest.tables import METADATA

ORIGINS = Table(
    "ingest_origins", METADATA,
    Column("source", String(500), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("place", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("schedule", String(40), nullable=False),  # empty: only when somebody asks for it
    Column("due_at", DateTime(timezone=True), index=True),
    Column("asked", Boolean, nullable=False),  # due because somebody asked, not because of its schedule
    Column("added_at", DateTime(timezone=True), nullable=False),
)  # fmt: skip
