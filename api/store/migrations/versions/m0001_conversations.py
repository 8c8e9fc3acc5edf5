"""Conversations, turns, handoffs and the use of the model.

Lotse 0.1.0 made these tables without a number, so they may be there already.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables that are not there."""
    there = set(sa.inspect(op.get_bind()).get_table_names())
    for make in (_handoffs, _conversations, _turns, _model_use):
        if make.__name__.removeprefix("_") not in there:
            make()


def _handoffs() -> None:
    op.create_table(
        "handoffs",
        sa.Column("number", sa.String(20), primary_key=True),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("state", sa.String(2)),
        sa.Column("population", sa.Integer),
        sa.Column("conversation_id", sa.String(64), nullable=False, index=True),
        sa.Column("message_id", sa.String(64), nullable=False, unique=True),
        sa.Column("tried", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("state", sa.String(2)),
        sa.Column("population", sa.Integer),
        sa.Column("type", sa.String(40)),
        sa.Column("phase", sa.String(40)),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )


def _turns() -> None:
    op.create_table(
        "turns",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("message_id", sa.String(64), nullable=False, unique=True),
        sa.Column(
            "conversation_id", sa.String(64), sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("documents", sa.Text, nullable=False),
    )
    op.create_index("turns_of_conversation", "turns", ["conversation_id", "number"])


def _model_use() -> None:
    op.create_table(
        "model_use",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("tokens", sa.BigInteger, nullable=False),
    )
