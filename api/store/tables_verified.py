"""Tables of verified answers, and of the documents that each rests on."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Integer, String, Table, Text

from api.store.metadata import METADATA

VERIFIED = Table(
    "verified_answers", METADATA,
    Column("document_id", String(200), primary_key=True),
    Column("handoff_number", String(20), index=True),  # no foreign key: the answer outlives its handoff
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),  # text and sources, as JSON
    Column("topics", Text, nullable=False),  # as JSON
    Column("owner", String(100), nullable=False),
    Column("verified_on", Date, nullable=False),
    Column("review_on", Date, nullable=False, index=True),
    Column("status", String(20), nullable=False, index=True),
    Column("why", Text, nullable=False, server_default=""),  # why it was reopened or withdrawn
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)  # fmt: skip
VERIFIED_SOURCES = Table(
    "verified_sources", METADATA,
    Column(
        "document_id", String(200), ForeignKey("verified_answers.document_id", ondelete="CASCADE"), primary_key=True
    ),
    Column("source_id", String(200), primary_key=True, index=True),
    Column("digest", String(64), nullable=False),
)  # fmt: skip
