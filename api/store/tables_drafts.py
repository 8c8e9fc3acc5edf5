"""Tables of drafts: their versions, which of them counts, and the parts that advisors put into many answers."""

from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table, Text

from api.store.metadata import METADATA

DRAFTS = Table(
    "drafts", METADATA,
    Column("handoff_number", String(20), ForeignKey("handoffs.number", ondelete="CASCADE"), primary_key=True),
    Column("head", Integer, nullable=False),  # the version that counts, 0 for none
    Column("latest", Integer, nullable=False),  # the highest version there is
    Column("released", Integer, nullable=False),  # the version that the asker got last, 0 for none
)  # fmt: skip
DRAFT_VERSIONS = Table(
    "draft_versions", METADATA,  # rows are added, and approved; never changed otherwise
    Column("handoff_number", String(20), ForeignKey("drafts.handoff_number", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("base", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("sources", Text, nullable=False),  # of the marks [n] in the text, as JSON
    Column("written_by", String(100), nullable=False),  # a login, or lotse for a proposal
    Column("written_at", DateTime(timezone=True), nullable=False),
    Column("approved_by", String(100)),
    Column("approved_at", DateTime(timezone=True)),
)  # fmt: skip
CANNED_PARTS = Table(
    "canned_parts", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("title", String(200), nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("changed_by", String(100), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)  # fmt: skip
