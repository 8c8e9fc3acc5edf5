"""Tells passages that speak of a question from those that are only the least bad of what was found. Pure."""

from collections.abc import Iterable

from knowledge.matching import Term, coverage, words_of
from knowledge.search import Hit

SPEAKS_OF = 0.5  # share of the question's topic, by rarity, that a passage or its title and heading mention


def fitting(terms: tuple[Term, ...], hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the hits whose passage speaks of the question, in the same order."""
    return tuple(hit for hit in hits if coverage(terms, words_of(_said(hit))) >= SPEAKS_OF)


def _said(hit: Hit) -> str:
    return f"{hit.meta.context} {hit.passage.heading} {hit.passage.text}"
