"""What a registry and its quarantine say, as values that compare."""

from sqlalchemy import select

from ingest.tables.proposals import PROPOSED
from ingest.tables.quarantine import QUARANTINE, SCREENED
from knowledge.registry import Registry
from knowledge.registry_tables import DOCUMENTS, PASSAGES

Contents = dict[str, list[tuple[object, ...]]]
_TABLES = (DOCUMENTS, PASSAGES, QUARANTINE, SCREENED, PROPOSED)
_CHANCE = ("revision", "held_at")  # when it was written, not what it says


def contents(registry: Registry) -> Contents:
    """Return every row of documents, passages, quarantine and proposals, but for numbers of revisions and moments."""
    with registry.engine.connect() as connection:
        return {
            table.name: sorted(
                tuple(value for name, value in row.items() if name not in _CHANCE)
                for row in connection.execute(select(table)).mappings()
            )
            for table in _TABLES
        }
