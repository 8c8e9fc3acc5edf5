"""Drafts of answers in versions, and parts that advisors put into many answers."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "drafts",
        sa.Column(
            "handoff_number", sa.String(20), sa.ForeignKey("handoffs.number", ondelete="CASCADE"), primary_key=True
        ),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("head", "latest", "released")),
    )
    op.create_table(
        "draft_versions",
        sa.Column(
            "handoff_number", sa.String(20), sa.ForeignKey("drafts.handoff_number", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sources", sa.Text, nullable=False),
        sa.Column("written_by", sa.String(100), nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
        sa.Column("approved_by", sa.String(100)),
        sa.Column("approved_at", _MOMENT),
    )  # fmt: skip
    op.create_table(
        "canned_parts",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("title", sa.String(200), nullable=False, unique=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("changed_by", sa.String(100), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
    )
