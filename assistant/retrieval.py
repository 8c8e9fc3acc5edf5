"""Finds the evidence of an answer: numbered passages, and the confidence that they suffice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from assistant.confidence import confidence, signals_of
from knowledge.german import stems_of
from knowledge.matching import Term, terms_of
from knowledge.profile import Profile
from knowledge.search import Hit

PASSAGES = 12  # an answer may use at most


class SearchPart(Protocol):
    """Finds passages; knowledge.search.Search is the real one."""

    def __call__(
        self, question: str, limit: int = 10, *, per_passage: bool = False, profile: Profile = Profile()
    ) -> list[Hit]:
        """Return hits, best first. Raises KnowledgeError."""
        ...

    def rarity(self, stems: Iterable[str]) -> dict[str, float]:
        """Return the inverse document frequency of each stem."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passages one answer may use, best first, the question's terms, and how sure we are that they suffice."""

    hits: tuple[Hit, ...]
    terms: tuple[Term, ...]
    confidence: float


def retrieve(query: str, profile: Profile, search: SearchPart) -> Evidence:
    """Return the evidence for a standalone question of a municipality."""
    terms = terms_of(query, search.rarity(stems_of(query)))
    hits = search(query, PASSAGES, per_passage=True, profile=profile)
    return Evidence(tuple(hits), terms, confidence(signals_of(terms, hits)))
