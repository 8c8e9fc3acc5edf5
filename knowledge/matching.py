"""How much of a question a text speaks about: the share of the question's rarity it covers. Pure.

A word counts in full when its stem occurs, and in part when most of its 5-grams do, so that
"Pegelsensorik" speaks of "Pegel" and a typing error is forgiven.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from knowledge.asked import frames
from knowledge.german import content_words, grams, marked, stem

SOFT_FROM = 0.5  # share of a word's 5-grams from which it counts as mentioned
SOFT_WORTH = 0.8  # of an exact mention


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question: its stem, its 5-grams, and its weight (inverse document frequency)."""

    stem: str
    grams: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of a text, and its words marked for 5-grams: a 5-gram is in the text if it is part of `marked`."""

    stems: frozenset[str]
    marked: str


def topic_words(question: str) -> list[str]:
    """Return the words that name a question's topic, or all its content words when none does."""
    said = list(content_words(question))
    return [word for word in said if not frames(word)] or said


def terms_of(question: str, weights: Mapping[str, float]) -> tuple[Term, ...]:
    """Return the distinct terms that name a question's topic; `weights` gives the IDF of each stem."""
    found: dict[str, Term] = {}
    for word in topic_words(question):
        key = stem(word)
        if key not in found and key in weights:
            found[key] = Term(key, frozenset(grams(word)), weights[key])
    return tuple(found.values())


def words_of(text: str) -> Words:
    """Return what a text mentions."""
    return words_among(set(content_words(text)))


def words_among(said: Collection[str]) -> Words:
    """Return what distinct content words mention."""
    return Words(frozenset(map(stem, said)), " ".join(map(marked, said)))


def mention(term: Term, text: Words) -> float:
    """Return how clearly a text mentions a term, 0 to 1."""
    if term.stem in text.stems:
        return 1.0
    size, marked, lost = len(term.grams), text.marked, 0
    bearable = size * (1 - SOFT_FROM)  # most texts fall soon: looking no further takes half the time
    for gram in term.grams:
        if gram not in marked:
            lost += 1
            if lost > bearable:
                return 0.0
    return (size - lost) / size * SOFT_WORTH


def coverage(terms: tuple[Term, ...], text: Words) -> float:
    """Return the share of the terms' weight that a text mentions, 0 to 1.

    >>> terms = terms_of("Pegel am Bach", {"pegel": 3.0, "bach": 1.0})
    >>> coverage(terms, words_of("Der Pegel steigt")), coverage((), words_of("leer"))
    (0.75, 0.0)
    """
    total = sum(term.weight for term in terms)
    return sum(term.weight * mention(term, text) for term in terms) / total if total else 0.0
