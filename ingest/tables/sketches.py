"""Table of what documents are compared by; derived from their passages, filled anew where it lags."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from ingest.tables import METADATA

SKETCHES = Table(
    "sketches", METADATA,
    Column("document_id", String(200), primary_key=True),
    Column("digest", String(64), nullable=False),  # of the document it was taken of
    Column("words", Integer, nullable=False),
    Column("sketch", LargeBinary),  # nothing where the text is too short to be compared
    Column("marks", LargeBinary),  # 8 bytes for each passage; nothing in rows of an older version, which are taken anew
)  # fmt: skip
