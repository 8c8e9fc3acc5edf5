"""Gathers the review list: all heads, and what the stores of ingestion count by document."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select

from ingest.proposals import Proposals
from ingest.review import Counts, Row, review
from ingest.tables.quarantine import QUARANTINE
from ingest.transaction import transaction
from ingest.web.cited import Link, LinkState
from ingest.web.link_findings import link_findings
from knowledge.registry import Registry

OFTEN = 3  # checks in a row without an answer: once or twice a server may be down


def reviewed(registry: Registry, today: date, cited: Mapping[str, int] | None = None) -> tuple[Row, ...]:
    """Return the review list of all that is filed; `cited` says how many answers cite a document, where that is known.

    Raises RegistryUnavailable.
    """
    known = registry.known()
    counts = Counts(Proposals(registry.engine).open(), _held(registry), _dead_links(registry), cited or {})
    return review(registry.heads(sorted(known)), {key: one.source for key, one in known.items()}, today, counts)


def _dead_links(registry: Registry) -> Counter[str]:
    """Return how many addresses of a document led nowhere when they were checked last."""
    dead = (one for one in link_findings(registry) if _is_dead(one.link))
    return Counter(document for one in dead for document in one.documents)


def _is_dead(link: Link) -> bool:
    return link.state is LinkState.GONE or (link.state is LinkState.UNREACHABLE and link.failures >= OFTEN)


def _held(registry: Registry) -> dict[str, int]:
    query = (
        select(QUARANTINE.c.document_id, func.count())
        .where(QUARANTINE.c.state == "held")
        .group_by(QUARANTINE.c.document_id)
    )
    with transaction(registry.engine) as connection:
        return {str(key): int(number) for key, number in connection.execute(query)}
