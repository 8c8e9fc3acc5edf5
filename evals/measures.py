"""Measures of ranking, as pure functions of one query: a ranking (best first) and the relevant ids. All are 0 to 1."""

import math
from collections.abc import Collection, Sequence
from itertools import groupby


def hit(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1 when a relevant id is among the first k, else 0.

    >>> hit(["b", "a"], {"a"}, 1), hit(["b", "a"], {"a"}, 2)
    (0.0, 1.0)
    """
    return float(any(key in relevant for key in ranking[:k]))


def recall(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the share of the relevant ids that are among the first k.

    >>> recall(["a", "x", "b"], {"a", "b"}, 2)
    0.5
    """
    return len(set(ranking[:k]) & set(relevant)) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return 1 over the rank of the first relevant id among the first k, 0 if there is none; its mean is MRR@k.

    >>> reciprocal_rank(["x", "a"], {"a"}, 10)
    0.5
    """
    return next((1.0 / rank for rank, key in enumerate(ranking[:k], start=1) if key in relevant), 0.0)


def ndcg(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """Return the normalised discounted cumulative gain with binary relevance (Järvelin & Kekäläinen 2002; log2).

    >>> ndcg(["a", "x"], {"a"}, 10), round(ndcg(["x", "a"], {"a"}, 10), 4)
    (1.0, 0.6309)
    """
    gain = sum(1.0 / math.log2(rank + 1) for rank, key in enumerate(ranking[:k], start=1) if key in relevant)
    ideal = sum(1.0 / math.log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gain / ideal if ideal else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie (nearest rank); 0 for none.

    >>> percentile([3.0, 1.0, 2.0], 0.5)
    2.0
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))] if ordered else 0.0


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Return the chance that a positive case scores above a negative one, ties half (Mann-Whitney); 0.5 for one class.

    >>> auroc([0.9, 0.8, 0.4], [True, False, False]), auroc([0.1, 0.9], [True, False]), auroc([0.5, 0.5], [True, False])
    (1.0, 0.0, 0.5)
    """
    positives = sum(positive)
    negatives = len(positive) - positives
    if not positives or not negatives:
        return 0.5
    ordered = sorted(zip(scores, positive, strict=True))
    ranks = wins = 0.0
    for _, tied in groupby(ordered, key=lambda pair: pair[0]):
        group = [is_positive for _, is_positive in tied]
        wins += sum(group) * (ranks + (len(group) - sum(group)) / 2)
        ranks += len(group) - sum(group)
    return wins / (positives * negatives)


def ece(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Return the expected calibration error, 0 to 1: mean gap of confidence and share right over bins of equal width.

    Each bin weighs as many as fall into it (Naeini et al. 2015); 0 for none.

    >>> ece([1.0, 1.0, 0.0], [True, True, False]), round(ece([0.8, 0.8], [True, False]), 2)
    (0.0, 0.3)
    """
    binned: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in zip(confidences, right, strict=True):
        binned.setdefault(min(bins - 1, int(confidence * bins)), []).append((confidence, is_right))
    gaps = (abs(sum(c for c, _ in cases) - sum(is_right for _, is_right in cases)) for cases in binned.values())
    return sum(gaps) / len(confidences) if confidences else 0.0
