"""How sure we are that the evidence answers the question: 0 to 1, from a few features of the search.

Coverage is the share of the question's inverse document frequency that the evidence speaks about; the score's
share compares the best hit with the score a perfect passage could reach.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.analysis import passage_text
from knowledge.matching import Term, coverage, words_of
from knowledge.search import Hit

BM25_CEILING = 2.2  # k1 + 1: what the rarity of a stem is multiplied by at most


@dataclass(frozen=True, slots=True)
class Signals:
    """What confidence is computed from; the shares are 0 to 1, `score_share` at most 2."""

    document_coverage: float  # of the question's rarity, by the best document: found passages, summary, questions
    score_share: float  # best score over that of a passage holding every stem
    covered: float  # log of 1 + the rarity covered by the document, in nats
    title_coverage: float  # of the question's rarity, by the title of one of the best three hits


# Logistic regression on 185 answerable and 135 unanswerable questions, both classes weighted alike: docs/log.md.
COEFFICIENTS: Mapping[str, float] = {"document_coverage": 3.56, "score_share": 1.34, "covered": 1.76}
INTERCEPT = -8.66


TITLED = 0.8  # a document whose title names everything asked about is on the subject, however short the question


def signals_of(terms: tuple[Term, ...], hits: Sequence[Hit]) -> Signals:
    """Return the signals of a search; `hits` best first, several of one document allowed."""
    total = sum(term.weight for term in terms)
    if not hits or not total:
        return Signals(0.0, 0.0, 0.0, 0.0)
    best = hits[0]
    texts = [passage_text(hit.passage, hit.meta) for hit in hits if hit.meta.id == best.meta.id]
    whole = coverage(terms, words_of("\n".join([*texts, best.meta.summary, *best.meta.questions])))
    return Signals(
        document_coverage=whole,
        score_share=min(2.0, best.score / (total * BM25_CEILING)),
        covered=math.log1p(whole * total),
        title_coverage=max(coverage(terms, words_of(hit.meta.title)) for hit in hits[:3]),
    )


def confidence(signals: Signals) -> float:
    """Return the estimated probability that the evidence answers the question; 0 when it covers none of its words."""
    if signals.covered == 0.0:
        return 0.0
    total = INTERCEPT + sum(weight * getattr(signals, name) for name, weight in COEFFICIENTS.items())
    estimate = 1.0 / (1.0 + math.exp(-total))
    return max(TITLED, estimate) if signals.title_coverage > 0.99 else estimate
