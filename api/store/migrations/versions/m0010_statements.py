"""What advisors say of single statements of an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table; it goes with the turn that it is about."""
    op.create_table(
        "statement_feedback",
        sa.Column("message_id", sa.String(64), sa.ForeignKey("turns.message_id", ondelete="CASCADE"), primary_key=True),
        sa.Column("statement_index", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("advisor", sa.String(100), primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String(20)),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
    )
