"""How sure the difference of two runs is: both are drawn together, question by question. Pure; seeds fix the result."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from evals.intervals import Interval, interval

if TYPE_CHECKING:
    from evals.intervals import Statistic, Values


class Side(NamedTuple):
    """A measure in one of two runs: its value, where the questions it speaks of stand, its statistic over these."""

    value: float
    at: Sequence[int]
    statistic: "Statistic"


def paired_interval(n: int, a: Side, b: Side, seed: int = 0) -> Interval:
    """Return the interval of B's value minus A's over n questions (paired percentile bootstrap, Efron 1979).

    >>> from evals.intervals import ratio_of
    >>> a = Side(1.0, range(100), ratio_of([(1, 1)] * 100))
    >>> paired_interval(100, a, a)
    (0.0, 0.0)
    >>> low, high = paired_interval(100, a, Side(0.9, range(100), ratio_of([(0, 1)] * 10 + [(1, 1)] * 90)))
    >>> -0.2 < low < -0.1 < high < 0
    True
    """
    return interval(n, lambda counts: _drawn(b, counts) - _drawn(a, counts), seed)


def _drawn(side: Side, counts: "Values") -> "Values":
    """Return the side's value in each resample; none where not one of its questions was drawn."""
    import numpy as np

    own = counts[:, side.at]
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Values = np.where(own.any(axis=1), side.statistic(own), np.nan)
    return found
