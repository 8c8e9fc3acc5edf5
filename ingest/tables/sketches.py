"""Table of the sketches by which near duplicates are found; derived from the passages, filled anew where it lags."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from ingest.tables import METADATA

SKETCHES = Table(
    "sketches", METADATA,
    Column("document_id", String(200), primary_key=True),
    Column("digest", String(64), nullable=False),  # of the document it was taken of
    Column("words", Integer, nullable=False),
    Column("sketch", LargeBinary),  # nothing where the text is too short to be compared
)  # fmt: skip
