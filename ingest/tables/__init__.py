"""The tables of ingestion, beside those of the registry and in the same database; each module here declares some."""

from sqlalchemy import MetaData

METADATA = MetaData()

from ingest.tables import history, noted, origins, proposals, quarantine, runs, sketches, web  # noqa: E402, F401 - they declare them
