"""What askers and advisors say of an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; it goes with the turn that it is about."""
    op.create_table(
        "feedback",
        sa.Column("message_id", sa.String(64), sa.ForeignKey("turns.message_id", ondelete="CASCADE"), primary_key=True),
        sa.Column("author", sa.String(10), primary_key=True),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String(20)),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
    )
