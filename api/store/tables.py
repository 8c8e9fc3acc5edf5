"""Tables of conversations and handoffs; they live beside the registry's, in the same engine."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from api.store.metadata import METADATA

UNFINISHED_STATUS = ("open", "claimed", "waiting", "reopened")
UNFINISHED = f"status IN {UNFINISHED_STATUS}"
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
    Column("kind", String(20), nullable=False, server_default="answer"),
    Column("status", String(20), nullable=False, server_default="open"),
    Column("version", Integer, nullable=False, server_default="1"),  # counts changes: who changes names the one seen
    Column("type", String(40)),
    Column("phase", String(40)),
    Column("topic", String(40)),
    Column("confidence", Float),
    Column("form", Text, nullable=False, server_default="{}"),  # what the kind asks for, as JSON
    Column("code", String(20)),  # opens the handoff to its asker, without an address
    Column("team", String(40)),
    Column("due_at", DateTime(timezone=True)),  # promised to the asker
    Column("escalate_at", DateTime(timezone=True)),
    Column("escalated_at", DateTime(timezone=True)),
    Column("claimed_by", String(100)),  # login of the person who owns the conversation
    Column("claimed_at", DateTime(timezone=True)),
    Column("answered_at", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
    Column("contact_name", Text),
    Column("contact_email", Text),
    Column("contact_phone", Text),
    Column("consent_at", DateTime(timezone=True)),  # no contact data without it
    Index("handoffs_code", "code", unique=True),
    Index("handoffs_status", "status", "due_at"),
    Index(  # one unfinished handoff of a kind in a conversation: no duplicate, no loop
        "handoffs_unfinished", "conversation_id", "kind", unique=True,
        sqlite_where=text(UNFINISHED), postgresql_where=text(UNFINISHED),
    ),
)  # fmt: skip
CONVERSATIONS = Table(
    "conversations", METADATA,
    Column("id", String(64), primary_key=True),
    Column("state", String(2)),
    Column("population", Integer),
    Column("type", String(40)),
    Column("phase", String(40)),
    Column("updated_at", DateTime(timezone=True), nullable=False, index=True),
    Column("fresh_from", Integer, nullable=False, server_default="0"),  # earlier turns are no context any more
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
    Column("reply", Text),  # all that was said, as JSON; None for turns of Lotse 0.1.0
    Column("topic", String(40)),
    Column("said_at", DateTime(timezone=True)),
    Index("turns_of_conversation", "conversation_id", "number"),
)  # fmt: skip
MESSAGES = Table(
    "messages", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("handoff_number", String(20), ForeignKey("handoffs.number", ondelete="CASCADE"), nullable=False),
    Column("author", String(10), nullable=False),  # asker, advisor, or lotse for a notice such as "closed"
    Column("name", String(200)),  # of the advisor, as the asker reads it
    Column("text", Text, nullable=False),
    Column("sources", Text, nullable=False, server_default="[]"),  # of the marks [n] in the text, as JSON
    Column("said_at", DateTime(timezone=True), nullable=False),
    Index("messages_of_conversation", "conversation_id", "number"),
    Index("messages_of_handoff", "handoff_number", "number"),
)  # fmt: skip
NOTES = Table(
    "notes", METADATA,  # between advisors; never shown to an asker
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("handoff_number", String(20), ForeignKey("handoffs.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("author", String(100), nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", DateTime(timezone=True), nullable=False),
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
