"""The table of what is to be delivered."""

from sqlalchemy import Column, DateTime, Index, Integer, String, Table, Text

from api.store.metadata import METADATA

OUTBOX = Table(
    "outbox", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the order in which entries came
    Column("key", String(200), nullable=False, unique=True),
    Column("channel", String(10), nullable=False),
    Column("recipient", String(320), nullable=False),
    Column("event", String(60), nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("data", Text, nullable=False),  # JSON
    Column("attachments", Text, nullable=False),  # JSON, contents in base64
    Column("state", String(10), nullable=False),  # waiting, failed, sent, dead
    Column("tries", Integer, nullable=False),
    Column("next_at", DateTime(timezone=True), nullable=False),
    Column("claimed_by", String(32)),
    Column("claimed_until", DateTime(timezone=True)),
    Column("error", Text, nullable=False),  # why the last try failed, for people
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("sent_at", DateTime(timezone=True)),
    Index("outbox_due", "state", "next_at"),
)  # fmt: skip
