"""Finds the evidence of an answer: numbered passages, and the confidence that they suffice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.confidence import confidence, signals_of
from assistant.matching import Term, terms_of
from knowledge.analysis import question_terms
from knowledge.search import Hit

PASSAGES = 12  # an answer may use at most


class SearchPart(Protocol):
    """Finds passages; knowledge.search.Search is the real one."""

    def __call__(self, question: str, limit: int = 10, *, per_passage: bool = False) -> list[Hit]:
        """Return hits, best first. Raises KnowledgeError."""
        ...

    def weights_of(self, terms: Mapping[str, Sequence[str]]) -> dict[str, float]:
        """Return the rarity (IDF) of each stem of a question."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passages one answer may use, best first, the question's terms, and how sure we are that they suffice."""

    hits: tuple[Hit, ...]
    terms: tuple[Term, ...]
    confidence: float


def retrieve(query: str, search: SearchPart) -> Evidence:
    """Return the evidence for a standalone question."""
    terms = terms_of(query, search.weights_of(question_terms(query)))
    hits = search(query, PASSAGES, per_passage=True)
    return Evidence(tuple(hits), terms, confidence(signals_of(terms, hits)))
