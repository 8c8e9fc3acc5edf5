"""Looks closely at the best documents: whether the question's words stand together, and which topic they agree on.

Pure. BM25 forgives a missing word when another is frequent, and does
not see that two words stand side by side; a person who asked for both does.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from knowledge.german import content_words, stem

SIDE_BY_SIDE, NEARBY = 2, 5  # content words apart: in full, and half
_SHARPNESS = 6.0  # of the agreement: a document with half the best score has a twentieth of its say

Pair = tuple[str, str, float]  # neighbouring stems of a question and their rarity together


def pairs_of(question: str, rarity: Mapping[str, float]) -> tuple[Pair, ...]:
    """Return the neighbouring content words of a question.

    >>> pairs_of("Wartung der Pegelsensoren am Bach", {"wartung": 2.0, "pegelsensor": 3.0, "bach": 1.0})
    (('wartung', 'pegelsensor', 5.0), ('pegelsensor', 'bach', 4.0))
    """
    said = [stem(word) for word in content_words(question)]
    return tuple(
        (one, other, rarity.get(one, 0.0) + rarity.get(other, 0.0)) for one, other in pairwise(said) if one != other
    )


def pairs_within(pairs: Sequence[Pair], stems: Collection[str]) -> list[Pair]:
    """Return the pairs of which a document has both words: no passage of it can hold another."""
    return [pair for pair in pairs if pair[0] in stems and pair[1] in stems]


def closeness(pairs: Sequence[Pair], stems: Sequence[str], total: float) -> float:
    """Return the rarity of the pairs that stand close together in a passage, as a share of a total above 0.

    >>> closeness([("offen", "dat", 2.0)], ["stadt", "gibt", "offen", "dat", "frei"], total=4.0)
    0.5
    """
    if not pairs:
        return 0.0
    wanted = {term for one, other, _ in pairs for term in (one, other)}
    where: dict[str, list[int]] = {}
    for at, term in enumerate(stems):
        if term in wanted:
            where.setdefault(term, []).append(at)
    return sum(weight * _near(where.get(one, ()), where.get(other, ())) for one, other, weight in pairs) / total


def _near(one: Sequence[int], other: Sequence[int]) -> float:
    apart = min((abs(i - j) for i in one for j in other), default=math.inf)
    return 1.0 if apart <= SIDE_BY_SIDE else 0.5 if apart <= NEARBY else 0.0


def agreement(documents: Sequence[tuple[float, Sequence[str]]]) -> dict[str, float]:
    """Return how far the best documents, (score, topics) each, agree on a topic, 0 to 1; a better one has more say.

    >>> {topic: round(share, 2) for topic, share in agreement([(10.0, ["mobilitaet"]), (5.0, ["ki"])]).items()}
    {'mobilitaet': 0.95, 'ki': 0.05}
    """
    best = max((score for score, _ in documents), default=0.0)
    if best <= 0.0:
        return {}
    say = [(math.exp((score / best - 1.0) * _SHARPNESS), topics) for score, topics in documents]
    total = sum(weight for weight, _ in say)
    found: dict[str, float] = {}
    for weight, topics in say:
        for topic in topics:
            found[topic] = found.get(topic, 0.0) + weight / total / math.sqrt(len(topics))
    return found


def on_topic(topics: Sequence[str], agreed: Mapping[str, float]) -> float:
    """Return how well a document's topics fit those agreed on, 0 to 1."""
    return min(1.0, sum(agreed.get(topic, 0.0) for topic in topics) / math.sqrt(len(topics))) if topics else 0.0
