"""Bootstrap intervals of what a confidence is worth: AUROC, calibration error, area under the risk-coverage curve."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evals.curves import BINS, bin_of
from evals.intervals import Interval, interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from evals.intervals import Values


def auroc_interval(scores: Sequence[float], positive: Sequence[bool], seed: int = 0) -> Interval:
    """Return the interval of `measures.auroc`; resamples with one class only are left out.

    >>> low, high = auroc_interval([0.9, 0.8, 0.7, 0.6] * 25, [True, False, True, False] * 25)
    >>> 0.6 < low < 0.7 and 0.8 < high < 0.9
    True
    """
    import numpy as np

    order, starts = _levels(scores)
    is_positive = np.asarray(positive, dtype=np.float64)[order]

    def area(counts: "Values") -> "Values":
        drawn = counts[:, order]
        positives = np.add.reduceat(drawn * is_positive, starts, axis=1)
        negatives = np.add.reduceat(drawn * (1 - is_positive), starts, axis=1)
        above = negatives.sum(axis=1, keepdims=True) - np.cumsum(negatives, axis=1)  # of lower confidence
        pairs = positives.sum(axis=1) * negatives.sum(axis=1)
        wins = (positives * (above + negatives / 2)).sum(axis=1)
        areas: Values = np.divide(wins, pairs, out=np.full(len(pairs), np.nan), where=pairs > 0)
        return areas

    return interval(len(scores), area, seed)


def ece_interval(confidences: Sequence[float], right: Sequence[bool], seed: int = 0) -> Interval:
    """Return the interval of `measures.ece`; resampling roughens the bins, so it lies rather too high.

    >>> low, high = ece_interval([0.7] * 100, [True] * 50 + [False] * 50)
    >>> 0.05 < low < 0.15 and 0.25 < high < 0.35
    True
    """
    import numpy as np

    gaps = np.zeros((len(confidences), BINS))
    for n, (confidence, is_right) in enumerate(zip(confidences, right, strict=True)):
        gaps[n, bin_of(confidence)] = confidence - is_right

    def error(counts: "Values") -> "Values":
        errors: Values = np.abs(counts @ gaps).sum(axis=1) / len(confidences)
        return errors

    return interval(len(confidences), error, seed)


def aurc_interval(confidences: Sequence[float], wrong: Sequence[bool], seed: int = 0) -> Interval:
    """Return the interval of `curves.aurc`.

    >>> low, high = aurc_interval([0.5] * 100, [True] * 20 + [False] * 80)
    >>> 0.10 < low < 0.15 and 0.25 < high < 0.30
    True
    """
    import numpy as np

    n = len(confidences)
    order, starts = _levels(confidences)
    is_wrong = np.asarray(wrong, dtype=np.float64)[order]
    harmonic = np.concatenate([[0.0], np.cumsum(1 / np.arange(1, n + 1))])

    def area(counts: "Values") -> "Values":
        drawn = counts[:, order]
        cases = np.add.reduceat(drawn, starts, axis=1)
        errors = np.add.reduceat(drawn * is_wrong, starts, axis=1)
        given = np.cumsum(cases, axis=1)
        before, failed = given - cases, np.cumsum(errors, axis=1) - errors
        rate = np.divide(errors, cases, out=np.zeros_like(cases), where=cases > 0)
        # The k-th answer of a level has the risk (failed + rate * (k - before)) / k; summed over the level's k:
        spent = harmonic[given.astype(np.intp)] - harmonic[before.astype(np.intp)]
        areas: Values = ((failed - rate * before) * spent + errors).sum(axis=1) / n
        return areas

    return interval(n, area, seed)


def _levels(confidences: Sequence[float]) -> "tuple[NDArray[np.intp], NDArray[np.intp]]":
    """Return the order by confidence, highest first, and where in it each distinct confidence starts."""
    import numpy as np

    values = np.asarray(confidences, dtype=np.float64)
    order = np.argsort(-values, kind="stable")
    starts = np.flatnonzero(np.concatenate([[True], np.diff(values[order]) != 0]))
    return order, starts
