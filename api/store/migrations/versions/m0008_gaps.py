"""Gaps that editors work on, and their questions."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "gap_tasks",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("size", sa.String(20), nullable=False),
        sa.Column("taken_by", sa.String(100), nullable=False),
        sa.Column("taken_at", _MOMENT, nullable=False),
        sa.Column("closed_by", sa.String(100)),
        sa.Column("closed_at", _MOMENT),
        sa.Column("cases", sa.Text, nullable=False),
    )
    op.create_table(
        "gap_questions",
        sa.Column("message_id", sa.String(64), sa.ForeignKey("turns.message_id", ondelete="CASCADE"), primary_key=True),
        sa.Column("task_number", sa.Integer, sa.ForeignKey("gap_tasks.number", ondelete="CASCADE"), nullable=False),
        sa.Column("left_out", sa.String(20)),
        sa.Column("pending", sa.Boolean, nullable=False),
        sa.Column("asked_at", _MOMENT),
        sa.Column("outcome", sa.String(40)),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("documents", sa.Text, nullable=False),
        sa.Column("solved", sa.Boolean, nullable=False),
    )
    op.create_index("gap_questions_of_task", "gap_questions", ["task_number"])
    op.create_index("gap_questions_pending", "gap_questions", ["pending"])
