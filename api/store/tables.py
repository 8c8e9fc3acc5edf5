"""Tables of the application database; they live beside the registry's, in the same engine."""

from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, Text

METADATA = MetaData()
HANDOFFS = Table(
    "handoffs", METADATA,
    Column("number", String(20), primary_key=True),
    Column("reason", String(40), nullable=False),
    Column("question", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("state", String(2)),
    Column("population", Integer),
    Column("conversation_id", String(64), nullable=False, index=True),
    Column("message_id", String(64), nullable=False, unique=True),
    Column("tried", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)  # fmt: skip
