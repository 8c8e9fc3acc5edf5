"""How sure a figure is: 95 % intervals by the bootstrap over questions. Pure; equal seeds give equal intervals."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.float64]
    Statistic = Callable[[Values], Values]  # how often each question is drawn (resamples, n) -> one value per resample

RESAMPLES = 1000
_CELLS = 2_000_000  # draws held at once
LEVEL = 0.95
Interval = tuple[float, float]


class Figure(NamedTuple):
    """A measure's value, the number of questions behind it, and its interval."""

    value: float
    n: int
    interval: Interval


def interval(n: int, statistic: "Statistic", seed: int = 0) -> Interval:
    """Return the percentile bootstrap interval (Efron 1979) of a statistic of n questions."""
    import numpy as np

    batch = max(1, min(RESAMPLES, _CELLS // n))
    starts = range(0, RESAMPLES, batch)
    drawn = [statistic(_counts(n, min(batch, RESAMPLES - start), seed, start).astype(np.float64)) for start in starts]
    low, high = np.nanquantile(np.concatenate(drawn), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


@lru_cache(maxsize=16)  # one set of questions answers for many measures
def _counts(n: int, resamples: int, seed: int, start: int) -> "NDArray[np.uint16]":
    """Return how often each of n questions is drawn in each resample; a question is drawn a handful of times."""
    import numpy as np

    picked = np.random.default_rng([seed, start]).integers(n, size=(resamples, n))
    picked += np.arange(resamples)[:, None] * n
    return np.bincount(picked.ravel(), minlength=resamples * n).reshape(resamples, n).astype(np.uint16)


def ratio_interval(pairs: Sequence[tuple[float, float]], seed: int = 0) -> Interval:
    """Return the interval of sum(first) / sum(second), a share from 0 to 1; one pair per question.

    When all questions agree on 0 or 1, resampling would claim certainty; the exact binomial bound (Clopper & Pearson
    1934) stands in.

    >>> low, high = ratio_interval([(1, 1)] * 80 + [(0, 1)] * 20)
    >>> 0.70 < low < 0.75 and 0.85 < high < 0.90
    True
    >>> low, high = ratio_interval([(0, 1)] * 30)
    >>> low, round(high, 3)
    (0.0, 0.116)
    """
    value = sum(part for part, _ in pairs) / sum(whole for _, whole in pairs)
    unknown = 1 - ((1 - LEVEL) / 2) ** (1 / len(pairs))
    if value in (0.0, 1.0):
        return (0.0, unknown) if value == 0.0 else (1 - unknown, 1.0)
    return interval(len(pairs), _ratio_of(pairs), seed)


def _ratio_of(pairs: Sequence[tuple[float, float]]) -> "Statistic":
    """Return the statistic sum(first) / sum(second)."""
    import numpy as np

    values = np.asarray(pairs, dtype=np.float64)

    def ratios(counts: "Values") -> "Values":
        sums = counts @ values
        shares: Values = np.divide(sums[:, 0], sums[:, 1], out=np.full(len(sums), np.nan), where=sums[:, 1] > 0)
        return shares

    return ratios


def mean_interval(values: Sequence[float], seed: int = 0) -> Interval:
    """Return the interval of the mean of some values.

    >>> low, high = mean_interval([10.0, 12.0, 14.0] * 20)
    >>> 11.5 < low < 12.0 < high < 12.5
    True
    """
    return interval(len(values), _ratio_of([(value, 1.0) for value in values]), seed)


def difference_interval(one: Figure, other: Figure) -> Interval:
    """Return the interval of one figure less another of other questions, from their intervals (Zou & Donner 2008).

    >>> low, high = difference_interval(Figure(0.9, 50, (0.8, 0.95)), Figure(0.7, 50, (0.6, 0.8)))
    >>> round(low, 3), round(high, 3)
    (0.059, 0.312)
    """
    (low, high), (other_low, other_high) = one.interval, other.interval
    value = one.value - other.value
    down, up = hypot(one.value - low, other_high - other.value), hypot(high - one.value, other.value - other_low)
    return value - down, value + up


def percentile_interval(values: Sequence[float], share: float, seed: int = 0) -> Interval:
    """Return the interval of the value below which `share` of the values lie (nearest rank).

    >>> low, high = percentile_interval(list(range(101)), 0.5)
    >>> 35 < low < 45 and 55 < high < 65
    True
    """
    import numpy as np

    ordered = np.sort(np.asarray(values, dtype=np.float64))
    order = np.argsort(values, kind="stable")

    def nearest_rank(counts: "Values") -> "Values":
        reached = np.cumsum(counts[:, order], axis=1) >= share * len(ordered) - 1e-9
        found: Values = ordered[np.argmax(reached, axis=1)]
        return found

    return interval(len(values), nearest_rank, seed)


def macro_f1_interval(pairs: Sequence[tuple[str, str]], seed: int = 0) -> Interval:
    """Return the interval of the mean F1 over all classes; one (expected, actual) per question.

    >>> low, high = macro_f1_interval([("a", "a")] * 45 + [("b", "b")] * 45 + [("a", "b")] * 10)
    >>> 0.8 < low < 0.9 < high < 1.0
    True
    """
    import numpy as np

    classes = np.asarray(sorted({name for pair in pairs for name in pair}))
    named = np.asarray(pairs)[:, :, None] == classes  # (question, expected or actual, class)
    right, either = named.all(axis=1).astype(np.float64), named.sum(axis=1).astype(np.float64)

    def mean_f1(counts: "Values") -> "Values":
        rights, eithers = counts @ right, counts @ either
        f1s = np.divide(2 * rights, eithers, out=np.full(rights.shape, np.nan), where=eithers > 0)
        return np.asarray(np.nanmean(f1s, axis=1), dtype=np.float64)

    return interval(len(pairs), mean_f1, seed)
