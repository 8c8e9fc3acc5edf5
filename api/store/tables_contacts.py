"""Table of the people in municipalities who agreed to be asked about their case study."""

from sqlalchemy import Column, DateTime, Integer, String, Table, Text

from api.store.metadata import METADATA

CONTACTS = Table(
    "contacts", METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document_id", String(200), nullable=False, index=True),
    Column("municipality", Text, nullable=False),
    Column("person", Text, nullable=False),  # empty after withdrawal, as are email and phone
    Column("email", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("consent_at", DateTime(timezone=True), nullable=False),
    Column("consent_until", DateTime(timezone=True), nullable=False),  # from then on it holds no more
    Column("recorded_by", String(100), nullable=False),  # login
    Column("withdrawn_at", DateTime(timezone=True)),
)  # fmt: skip
