"""What editors keep the knowledge right with, beside ingestion itself. Made in api/wiring.py."""

from collections.abc import Callable
from dataclasses import dataclass

from api.ingesting import Ingestion
from api.store.citations import Citations
from assistant.messages import Question, Reply
from ingest.confirming import Confirming
from knowledge.listing import Listing


@dataclass(frozen=True, slots=True)
class KnowledgeDesk:
    """The knowledge as editors work on it; `quoted` answers a question as the assistant would and keeps nothing."""

    ingestion: Ingestion
    listing: Listing
    confirming: Confirming
    citations: Citations
    quoted: Callable[[Question], Reply]


def knowledge_desk_of(ingestion: Ingestion, quoted: Callable[[Question], Reply]) -> KnowledgeDesk:
    """Return the desk over the database of ingestion."""
    engine = ingestion.registry.engine
    confirming = Confirming(ingestion.registry, ingestion.proposals)
    return KnowledgeDesk(ingestion, Listing(engine), confirming, Citations(engine), quoted)
