"""Finds the evidence of an answer: numbered passages, and the confidence that they suffice."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from assistant.confidence import Signals, confidence, signals_of
from assistant.topical import topical
from knowledge.german import stems_of
from knowledge.matching import Term, terms_of
from knowledge.profile import Profile
from knowledge.search import Hit
from knowledge.vocabulary import Vocabulary

PASSAGES = 12  # an answer may use at most
NOWHERE = ""  # a stem that no passage holds: its rarity is the unit of confidence


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
    """The passages one answer may use, best first, the question's terms, and how sure we are that they suffice.

    `unit` is the rarity of a word that no passage holds: a term that weighs as much is unknown to the knowledge.
    `signals` is what the confidence was computed from; bench/confidence.py fits it to them.
    """

    hits: tuple[Hit, ...]
    terms: tuple[Term, ...]
    confidence: float
    unit: float = math.inf
    signals: Signals = field(default_factory=Signals)


def retrieve(
    query: str,
    profile: Profile,
    search: SearchPart,
    *,
    language: str = "de",
    vocabulary: Vocabulary = Vocabulary(()),
    aside: frozenset[str] = frozenset(),
) -> Evidence:
    """Return the evidence for a standalone question; the vocabulary speaks for one in another language than German.

    `aside` are stems that only tell who asks: no document has to speak about them.
    """
    stems = stems_of(query)
    rarity = search.rarity([*stems, NOWHERE])
    asked = terms_of(query, rarity)
    terms = tuple(term for term in asked if term.stem not in aside) or asked
    hits = search(query, PASSAGES, per_passage=True, profile=profile)
    signals = signals_of(query, topical(query, terms), hits, rarity[NOWHERE], vocabulary.named_in(stems))
    sure = confidence(signals, foreign=language != "de")
    return Evidence(tuple(hits), terms, sure, rarity[NOWHERE], signals)
