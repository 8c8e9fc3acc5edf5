"""Verified answers and the documents that they rest on."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "verified_answers",
        sa.Column("document_id", sa.String(200), primary_key=True),
        sa.Column("handoff_number", sa.String(20), index=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("owner", sa.String(100), nullable=False),
        sa.Column("verified_on", sa.Date, nullable=False),
        sa.Column("review_on", sa.Date, nullable=False, index=True),
        sa.Column("status", sa.String(20), nullable=False, index=True),
        sa.Column("why", sa.Text, nullable=False, server_default=""),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "verified_sources",
        sa.Column(
            "document_id", sa.String(200), sa.ForeignKey("verified_answers.document_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("source_id", sa.String(200), primary_key=True, index=True),
        sa.Column("digest", sa.String(64), nullable=False),
    )  # fmt: skip
