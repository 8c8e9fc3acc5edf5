"""Table of what advisors say of single statements of the assistant's answers."""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, Table, Text

from api.store.metadata import METADATA

STATEMENT_FEEDBACK = Table(
    "statement_feedback", METADATA,  # goes with the turn, as the feedback on whole answers does
    Column("message_id", String(64), ForeignKey("turns.message_id", ondelete="CASCADE"), primary_key=True),
    Column("statement_index", Integer, primary_key=True, autoincrement=False),  # position in the stored reply, from 0
    Column("advisor", String(100), primary_key=True),  # login
    Column("helpful", Boolean, nullable=False),
    Column("reason", String(20)),
    Column("comment", Text, nullable=False),  # without personal data
    Column("given_at", DateTime(timezone=True), nullable=False),
)  # fmt: skip
