"""Measures of ranking, as pure functions of one query: a ranking (best first) and the relevant ids. All are 0 to 1."""

import math
from collections.abc import Collection, Sequence


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
