"""How sure the difference of two runs is: both are drawn together, question by question. Pure; seeds fix the result."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evals.intervals import Interval, interval

if TYPE_CHECKING:
    from evals.intervals import Values

Shares = tuple[float, float, float, float]  # part and whole in A, part and whole in B


def ratio(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return sum(parts) / sum(wholes), None where there is nothing to divide by."""
    whole = sum(whole for _, whole in pairs)
    return sum(part for part, _ in pairs) / whole if whole else None


def ratio_difference(rows: Sequence[Shares], seed: int = 0) -> Interval:
    """Return the interval of B's ratio minus A's, one row per question (paired percentile bootstrap, Efron 1979).

    Both ratios need something to divide by.

    >>> ratio_difference([(1, 1, 1, 1), (0, 1, 0, 1)] * 50)
    (0.0, 0.0)
    >>> low, high = ratio_difference([(1, 1, 1, 1)] * 90 + [(1, 1, 0, 1)] * 10)
    >>> -0.2 < low < -0.1 < high < 0
    True
    """
    import numpy as np

    def difference(drawn: "Values") -> "Values":
        sums = drawn.sum(axis=1)
        nothing = np.full(len(sums), np.nan)
        a, b = (np.divide(sums[:, n], sums[:, n + 1], out=nothing.copy(), where=sums[:, n + 1] > 0) for n in (0, 2))
        found: Values = b - a
        return found

    return interval(rows, difference, seed)


def percentile_difference(pairs: Sequence[tuple[float, float]], share: float, seed: int = 0) -> Interval:
    """Return the interval of the difference between the values below which `share` of B's and of A's values lie.

    >>> percentile_difference([(n, n) for n in range(100)], 0.5)
    (0.0, 0.0)
    >>> percentile_difference([(n, n + 5) for n in range(100)], 0.95)
    (5.0, 5.0)
    """
    import numpy as np

    def difference(drawn: "Values") -> "Values":
        found: Values = np.diff(np.quantile(drawn, share, axis=1, method="inverted_cdf"), axis=1)[:, 0]
        return found

    return interval(pairs, difference, seed)


def macro_f1_difference(triples: Sequence[tuple[str, str, str]], seed: int = 0) -> Interval:
    """Return the interval of B's mean F1 over all classes minus A's; one (expected, in A, in B) per question.

    >>> macro_f1_difference([("a", "a", "a"), ("b", "a", "a")] * 20)
    (0.0, 0.0)
    >>> low, high = macro_f1_difference([("a", "a", "a")] * 50 + [("b", "b", "b")] * 40 + [("b", "b", "a")] * 10)
    >>> -0.2 < low < high < 0
    True
    """
    codes = {name: float(n) for n, name in enumerate(sorted({name for triple in triples for name in triple}))}

    def difference(drawn: "Values") -> "Values":
        return _mean_f1(drawn[:, :, [0, 2]], len(codes)) - _mean_f1(drawn[:, :, [0, 1]], len(codes))

    return interval([tuple(codes[name] for name in triple) for triple in triples], difference, seed)


def _mean_f1(drawn: "Values", classes: int) -> "Values":
    import numpy as np

    per_class = []
    for code in range(classes):
        right = (drawn == code).all(axis=2).sum(axis=1)
        named = (drawn == code).sum(axis=(1, 2))
        per_class.append(np.divide(2 * right, named, out=np.full(len(drawn), np.nan), where=named > 0))
    found: Values = np.nanmean(per_class, axis=0)
    return found
