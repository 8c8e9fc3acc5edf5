"""Gathers the review list: all heads, and what the stores of ingestion count by document."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from ingest.proposals import Proposals
from ingest.review import Counts, Row, review
from ingest.tables.quarantine import QUARANTINE
from ingest.transaction import transaction
from knowledge.registry import Registry


def reviewed(
    registry: Registry,
    today: date,
    *,
    cited: Mapping[str, int] | None = None,
    dead_links: Mapping[str, int] | None = None,
) -> tuple[Row, ...]:
    """Return the review list of all that is filed; `cited` and `dead_links` count by document, where they are known.

    Raises RegistryUnavailable.
    """
    known = registry.known()
    counts = Counts(Proposals(registry.engine).open(), _held(registry), dead_links or {}, cited or {})
    return review(registry.heads(sorted(known)), {key: one.source for key, one in known.items()}, today, counts)


def _held(registry: Registry) -> dict[str, int]:
    query = (
        select(QUARANTINE.c.document_id, func.count())
        .where(QUARANTINE.c.state == "held")
        .group_by(QUARANTINE.c.document_id)
    )
    with transaction(registry.engine) as connection:
        return {str(key): int(number) for key, number in connection.execute(query)}
