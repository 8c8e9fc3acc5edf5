"""The tables of ingestion, beside the registry's in the same engine; each module of this package adds its own."""

from sqlalchemy import MetaData

METADATA = MetaData()

from ingest.tables import quarantine as quarantine  # noqa: E402 - it declares itself in METADATA
