"""Tables of what screening holds back: passages, the documents they belong to, and bytes that were rolled back."""

from sqlalchemy import Column, DateTime, Integer, String, Table, Text

from ingest.tables import METADATA

QUARANTINE = Table(
    "quarantine", METADATA,
    Column("id", String(220), primary_key=True),  # of the passage
    Column("document_id", String(200), nullable=False, index=True),
    Column("key", Text, nullable=False),  # what a decision covers: the passage, and what else was reported
    Column("position", Integer, nullable=False),
    Column("headings", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sentences", Text, nullable=False),
    Column("place", Text),
    Column("reasons", Text, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("held_at", DateTime(timezone=True), nullable=False),
    Column("decided_by", Text),
    Column("decided_at", DateTime(timezone=True)),
)  # fmt: skip
SCREENED = Table(
    "quarantine_documents", METADATA,
    Column("id", String(200), primary_key=True),
    Column("source", String(500), nullable=False, index=True),
    Column("path", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("meta", Text, nullable=False),
)  # fmt: skip
WITHDRAWN = Table(
    "withdrawn", METADATA,
    Column("document_id", String(200), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
)  # fmt: skip
