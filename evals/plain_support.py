"""A second, simple rule for whether passages support a statement, so that the product's check is not its own judge.

It shares no code with assistant/checking: all figures of the statement stand in the passages, and at least SHARE of
its content words do, each counted by its length. It sees neither denial nor order nor which figure belongs to what.
"""

from functools import lru_cache

from evals.nuggets import terms_by_length
from knowledge.figures import figures
from knowledge.matching import Words, coverage, words_of

SHARE = 0.8  # set before any figure was seen: one word in five may be the wording's own


def plainly_supported(statement: str, passages: str) -> bool:
    """Return whether passages support a statement by the rule above; the passages' titles belong to them.

    >>> passages = "Der Rufbus im Landkreis Hof kostete 2023 genau 1.200 Euro."
    >>> [plainly_supported(text, passages) for text in (
    ...     "1200 Euro kostete der Rufbus.", "Der Rufbus kostete 1.300 Euro.", "Der Rufbus begeistert Jugendliche.")]
    [True, False, False]
    """
    if not figures(statement) <= _figures_in(passages):
        return False
    terms = terms_by_length(statement)
    return not terms or coverage(terms, _words_in(passages)) >= SHARE


@lru_cache(maxsize=512)  # the statements of an answer often cite the same passage
def _words_in(passages: str) -> Words:
    return words_of(passages)


@lru_cache(maxsize=512)
def _figures_in(passages: str) -> frozenset[str]:
    return figures(passages)
