"""People in municipalities who agreed to be asked about their case study."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document_id", sa.String(200), nullable=False, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("municipality", "person", "email", "phone")),
        sa.Column("consent_at", _MOMENT, nullable=False),
        sa.Column("consent_until", _MOMENT, nullable=False),
        sa.Column("recorded_by", sa.String(100), nullable=False),
        sa.Column("withdrawn_at", _MOMENT),
    )
