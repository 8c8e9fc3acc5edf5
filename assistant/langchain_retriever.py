"""Lotse's search as a LangChain retriever, for chains that others build. The one door to langchain_core.

LangChain sends questions to LangSmith if LANGSMITH_TRACING=true is set: the operator's decision, off by default.
"""

from typing import Annotated, Any, Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field, SkipValidation

from knowledge.documents import STATE_NAMES
from knowledge.search import Hit


class FindsPassages(Protocol):
    """What the retriever needs; knowledge.search.Search has it."""

    def __call__(self, question: str, limit: int = 10, *, per_passage: bool = False) -> list[Hit]:
        """Return up to `limit` hits, best first. Raises KnowledgeError."""
        ...


class LotseRetriever(BaseRetriever):
    """Finds up to `k` passages: the best of each document, or with `per_passage` all that fit. Raises KnowledgeError.

    `ainvoke` searches in a worker thread.
    """

    search: Annotated[FindsPassages, SkipValidation]
    k: int = Field(10, ge=1)
    per_passage: bool = False

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  (the base class passes it by name)
    ) -> list[Document]:
        return [_document(hit) for hit in self.search(query, self.k, per_passage=self.per_passage)]


def _document(hit: Hit) -> Document:
    return Document(id=hit.passage.id, page_content=hit.passage.text, metadata=_metadata(hit))


def _metadata(hit: Hit) -> dict[str, Any]:
    """Return plain values under the same keys for every hit, so that any store or filter takes them."""
    meta, passage, place = hit.meta, hit.passage, hit.meta.municipality
    origins = sorted({origin for sentence in passage.sentences for origin in sentence.origins})
    return {
        "document_id": meta.id,
        "passage_id": passage.id,
        "kind": meta.kind,
        "title": meta.title,
        "heading": passage.heading,
        "score": float(hit.score),
        "reasons": list(hit.reasons),
        "url": meta.url,
        "as_of": meta.as_of,
        "topics": list(meta.topics),
        "phases": list(meta.phases),
        "municipality": place.name if place else None,
        "state": place.state if place else None,
        "state_name": STATE_NAMES[place.state] if place else None,
        "municipality_type": place.type if place else None,
        "population": place.population if place else None,
        "funding_states": list(meta.funding.states) if meta.funding else [],
        "funding_status": meta.funding.status if meta.funding else None,
        "funding_deadline": meta.funding.deadline.isoformat() if meta.funding and meta.funding.deadline else None,
        "technologies": list(meta.technologies),
        "origins": [meta.sources[at].model_dump() for at in origins],
    }
