"""The tables of ingestion, beside those of the registry and in the same database; each module here declares some."""

from sqlalchemy import MetaData

METADATA = MetaData()

from ingest.tables import (  # noqa: E402 - they declare their tables in METADATA
    history as history,
    noted as noted,
    origins as origins,
    proposals as proposals,
    quarantine as quarantine,
    runs as runs,
)
