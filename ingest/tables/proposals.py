"""The tables of proposals: what was read from texts, what editors have confirmed, and what they do not want again."""

from sqlalchemy import Column, DateTime, Integer, String, Table, Text

from ingest.tables import METADATA

PROPOSED = Table(
    "proposed_values", METADATA,
    Column("document_id", String(200), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("field", String(80), nullable=False),
    Column("value", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("by", String(20), nullable=False),
)  # fmt: skip
CONFIRMED = Table(
    "confirmed_values", METADATA,
    Column("document_id", String(200), primary_key=True),
    Column("field", String(80), primary_key=True),
    Column("value", Text, nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)  # fmt: skip
# A digest of field, value and words, not the words: what was deleted leaves none of its text here.
REJECTED = Table(
    "rejected_values", METADATA,
    Column("document_id", String(200), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("by", String(200), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)  # fmt: skip
