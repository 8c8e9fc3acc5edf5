"""Joins rankings into one: weighted sums of scores, pure functions.

BM25 sums keep their scale from question to question, so they are added as they are; measured on the
starter corpus this ranks as well as per-question normalisation, with fewer parameters (docs/log.md).
"""

from collections.abc import Mapping, Sequence

Ranking = Sequence[tuple[str, float]]


def fuse(rankings: Mapping[str, Ranking], weights: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Return {id: {ranking's name: weight x score}} for every id that any ranking holds.

    >>> fuse({"a": [("x", 2.0)], "b": [("x", 1.0), ("y", 1.0)]}, {"a": 1.0, "b": 0.5})
    {'x': {'a': 2.0, 'b': 0.5}, 'y': {'b': 0.5}}
    """
    found: dict[str, dict[str, float]] = {}
    for name, ranking in rankings.items():
        for key, score in ranking:
            found.setdefault(key, {})[name] = weights[name] * score
    return found


def best_first(parts: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return the ids by their summed score, best first; equal scores by id, so that the order is always the same.

    >>> best_first({"x": {"a": 1.0}, "y": {"a": 1.0, "b": 0.5}})
    ['y', 'x']
    """
    return [key for _, key in sorted([(-sum(own.values()), key) for key, own in parts.items()])]
