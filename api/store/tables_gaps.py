"""Tables of gaps that editors work on; their questions go with the conversations they were asked in."""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Index, Integer, String, Table, Text

from api.store.metadata import METADATA

GAP_TASKS = Table(
    "gap_tasks", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("topic", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("size", String(20), nullable=False),
    Column("taken_by", String(100), nullable=False),  # login
    Column("taken_at", DateTime(timezone=True), nullable=False),
    Column("closed_by", String(100)),
    Column("closed_at", DateTime(timezone=True)),
    Column("cases", Text, nullable=False),  # evaluation cases as JSON Lines, without personal data; empty until closed
)  # fmt: skip
GAP_QUESTIONS = Table(
    "gap_questions", METADATA,
    Column("message_id", String(64), ForeignKey("turns.message_id", ondelete="CASCADE"), primary_key=True),
    Column("task_number", Integer, ForeignKey("gap_tasks.number", ondelete="CASCADE"), nullable=False),
    Column("left_out", String(20)),  # why it need not be answered
    Column("pending", Boolean, nullable=False),  # is to be asked again
    Column("asked_at", DateTime(timezone=True)),  # again; None: not yet
    Column("outcome", String(40)),  # of the last time it was asked again
    Column("said", Text, nullable=False),
    Column("documents", Text, nullable=False),  # cited, as JSON
    Column("solved", Boolean, nullable=False),
    Index("gap_questions_of_task", "task_number"),
    Index("gap_questions_pending", "pending"),
)  # fmt: skip
