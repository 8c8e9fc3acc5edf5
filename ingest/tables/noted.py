"""The table of items that need not be read again, and of documents that another source has taken over."""

from sqlalchemy import Column, String, Table, Text

from ingest.tables import METADATA

NOTED = Table(
    "ingest_noted", METADATA,
    Column("key", String(64), primary_key=True),  # of source and name: an address may be too long for an index
    Column("source", String(500), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("versions", String(64), nullable=False),
)  # fmt: skip
LOST = Table(
    "ingest_lost", METADATA,
    Column("document_id", String(200), primary_key=True),
    Column("source", String(500), primary_key=True),
    Column("name", Text, nullable=False),
)  # fmt: skip
