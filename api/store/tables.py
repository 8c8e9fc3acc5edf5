"""Tables of the application database; they live beside the registry's, in the same engine."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

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
CONVERSATIONS = Table(
    "conversations", METADATA,
    Column("id", String(64), primary_key=True),
    Column("state", String(2)),
    Column("population", Integer),
    Column("type", String(40)),
    Column("phase", String(40)),
    Column("updated_at", DateTime(timezone=True), nullable=False, index=True),
)  # fmt: skip
TURNS = Table(
    "turns", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the order in which turns were kept
    Column("message_id", String(64), nullable=False, unique=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("asked", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("documents", Text, nullable=False),
    Index("turns_of_conversation", "conversation_id", "number"),
)  # fmt: skip
MODEL_USE = Table(
    "model_use", METADATA,
    Column("day", Date, primary_key=True),
    Column("tokens", BigInteger, nullable=False),
)  # fmt: skip
FEEDBACK = Table(
    "feedback", METADATA,
    Column("message_id", String(64), ForeignKey("turns.message_id", ondelete="CASCADE"), primary_key=True),
    Column("author", String(10), primary_key=True),  # asker or advisor
    Column("helpful", Boolean, nullable=False),
    Column("reason", String(20)),
    Column("comment", Text, nullable=False),  # without personal data
    Column("given_at", DateTime(timezone=True), nullable=False),
)  # fmt: skip

import api.store.tables_outbox  # noqa: E402, F401 - METADATA is whole for whoever imports this file
