"""Finds the evidence of an answer: numbered passages, and the confidence that they suffice."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from assistant.abbreviations import spelt_out
from assistant.confidence import Signals, confidence, signals_of
from assistant.subject import lifted, subject_of
from assistant.topical import topical, without_concession
from knowledge.asked import wanted
from knowledge.german import stems_of, words
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
    `typed` are the terms in the asker's own words, where `terms` has some in words that the documents have.
    `signals` is what the confidence was computed from; bench/confidence.py fits it to them.
    """

    hits: tuple[Hit, ...]
    terms: tuple[Term, ...]
    confidence: float
    unit: float = math.inf
    signals: Signals = field(default_factory=Signals)
    typed: tuple[Term, ...] = ()


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
    unit = search.rarity([NOWHERE])[NOWHERE]
    read = spelt_out(without_concession(query), vocabulary, search.rarity, unit) if language == "de" else query
    typed, terms = (_terms(text, search, aside) for text in (query, read))
    hits = _found(read, subject_of(read, terms) if language == "de" else (), search, profile)
    signals = signals_of(read, topical(read, terms, unit), hits, unit, vocabulary.named_in(stems_of(read)))
    sure = confidence(signals, foreign=language != "de")
    return Evidence(tuple(hits), terms, sure, unit, signals, typed)


def _found(question: str, subject: tuple[Term, ...], search: SearchPart, profile: Profile) -> list[Hit]:
    """Return the passages; who asks what a subject is or is good for gets the documents named after it first."""
    if not subject or not wanted(question) & {"meaning", "effect"}:
        return search(question, PASSAGES, per_passage=True, profile=profile)
    stems = {term.stem for term in subject}
    alone = " ".join(word for word in words(question) if stems.intersection(stems_of(word)))
    return lifted(search(alone or question, 2 * PASSAGES, per_passage=True, profile=profile), subject)[:PASSAGES]


def _terms(text: str, search: SearchPart, aside: frozenset[str]) -> tuple[Term, ...]:
    asked = terms_of(text, search.rarity(stems_of(text)))
    return tuple(term for term in asked if term.stem not in aside) or asked
