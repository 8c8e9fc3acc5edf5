"""What handoffs need to be worked on: states, promise, contact; replies and human messages of conversations."""

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_MOMENT = sa.DateTime(timezone=True)
_UNFINISHED = sa.text("status IN ('open', 'claimed', 'waiting', 'reopened')")


def upgrade() -> None:
    """Add columns to the tables that are there, and make the new ones."""
    _handoffs()
    op.add_column("conversations", sa.Column("fresh_from", sa.Integer, nullable=False, server_default="0"))
    for column in (sa.Column("reply", sa.Text), sa.Column("topic", sa.String(40)), sa.Column("said_at", _MOMENT)):
        op.add_column("turns", column)
    _messages()
    _notes()


def _handoffs() -> None:
    columns: tuple[sa.Column[Any], ...] = (
        sa.Column("kind", sa.String(20), nullable=False, server_default="answer"),
        sa.Column("status", sa.String(20), nullable=False, server_default="open"),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        *(sa.Column(name, sa.String(40)) for name in ("type", "phase", "topic")),
        sa.Column("confidence", sa.Float),
        sa.Column("form", sa.Text, nullable=False, server_default="{}"),
        sa.Column("code", sa.String(20)),
        sa.Column("team", sa.String(40)),
        *(sa.Column(name, _MOMENT) for name in ("due_at", "escalate_at", "escalated_at")),
        sa.Column("claimed_by", sa.String(100)),
        *(sa.Column(name, _MOMENT) for name in ("claimed_at", "answered_at", "closed_at")),
        *(sa.Column(name, sa.Text) for name in ("contact_name", "contact_email", "contact_phone")),
        sa.Column("consent_at", _MOMENT),
    )
    for column in columns:
        op.add_column("handoffs", column)
    op.execute(  # two of one conversation were possible; the newer one stays
        "UPDATE handoffs SET status = 'closed' WHERE EXISTS (SELECT 1 FROM handoffs AS newer WHERE "
        "newer.conversation_id = handoffs.conversation_id AND (newer.created_at > handoffs.created_at OR "
        "(newer.created_at = handoffs.created_at AND newer.number > handoffs.number)))"
    )
    _give_codes()
    op.create_index("handoffs_code", "handoffs", ["code"], unique=True)
    op.create_index("handoffs_status", "handoffs", ["status", "due_at"])
    op.create_index(
        "handoffs_unfinished", "handoffs", ["conversation_id", "kind"], unique=True,
        sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED,
    )  # fmt: skip


def _give_codes() -> None:
    """Let askers of older handoffs open theirs too, should an advisor tell them the code."""
    numbers = op.get_bind().execute(sa.text("SELECT number FROM handoffs")).scalars().all()
    for number in numbers:
        code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
        coded = sa.text("UPDATE handoffs SET code = :code WHERE number = :number")
        op.execute(coded.bindparams(code=code, number=number))


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column(
            "conversation_id", sa.String(64), sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "handoff_number", sa.String(20), sa.ForeignKey("handoffs.number", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("author", sa.String(10), nullable=False),
        sa.Column("name", sa.String(200)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sources", sa.Text, nullable=False, server_default="[]"),
        sa.Column("said_at", _MOMENT, nullable=False),
    )
    op.create_index("messages_of_conversation", "messages", ["conversation_id", "number"])
    op.create_index("messages_of_handoff", "messages", ["handoff_number", "number"])


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(
            "handoff_number", sa.String(20), sa.ForeignKey("handoffs.number", ondelete="CASCADE"),
            nullable=False, index=True,
        ),
        sa.Column("author", sa.String(100), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
    )  # fmt: skip
