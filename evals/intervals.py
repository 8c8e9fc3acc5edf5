"""How sure a figure is: 95 % intervals by the bootstrap over questions. Pure; equal seeds give equal intervals."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.float64]
    Statistic = Callable[[Values], Values]  # (resamples, n, columns) -> one value per resample

RESAMPLES = 1000
_CELLS = 1_000_000  # values held at once
LEVEL = 0.95
Interval = tuple[float, float]


def interval(rows: Sequence[Sequence[float]], statistic: "Statistic", seed: int = 0) -> Interval:
    """Return the percentile bootstrap interval (Efron 1979) of a statistic over one row per question."""
    import numpy as np

    values = np.asarray(rows, dtype=np.float64)
    random = np.random.default_rng(seed)
    batch = max(1, min(RESAMPLES, _CELLS // values.size))
    drawn = []
    for start in range(0, RESAMPLES, batch):
        picked = random.integers(len(values), size=(min(batch, RESAMPLES - start), len(values)))
        drawn.append(statistic(values[picked]))
    low, high = np.nanquantile(np.concatenate(drawn), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


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
    return interval(pairs, _ratios, seed)


def _ratios(drawn: "Values") -> "Values":
    import numpy as np

    sums = drawn.sum(axis=1)
    shares: Values = np.divide(sums[:, 0], sums[:, 1], out=np.full(len(sums), np.nan), where=sums[:, 1] > 0)
    return shares


def percentile_interval(values: Sequence[float], share: float, seed: int = 0) -> Interval:
    """Return the interval of the value below which `share` of the values lie.

    >>> low, high = percentile_interval(list(range(101)), 0.5)
    >>> 35 < low < 45 and 55 < high < 65
    True
    """
    import numpy as np

    def nearest_rank(drawn: "Values") -> "Values":
        quantiles: Values = np.quantile(drawn[:, :, 0], share, axis=1, method="inverted_cdf")
        return quantiles

    return interval([(value,) for value in values], nearest_rank, seed)


def macro_f1_interval(pairs: Sequence[tuple[str, str]], seed: int = 0) -> Interval:
    """Return the interval of the mean F1 over all classes; one (expected, actual) per question.

    >>> low, high = macro_f1_interval([("a", "a")] * 45 + [("b", "b")] * 45 + [("a", "b")] * 10)
    >>> 0.8 < low < 0.9 < high < 1.0
    True
    """
    import numpy as np

    codes = {name: float(n) for n, name in enumerate(sorted({name for pair in pairs for name in pair}))}

    def mean_f1(drawn: "Values") -> "Values":
        per_class = []
        for code in codes.values():
            right = ((drawn[:, :, 0] == code) & (drawn[:, :, 1] == code)).sum(axis=1)
            named = (drawn == code).sum(axis=(1, 2))
            per_class.append(np.divide(2 * right, named, out=np.full(len(drawn), np.nan), where=named > 0))
        return np.asarray(np.nanmean(per_class, axis=0), dtype=np.float64)

    return interval([(codes[wanted], codes[got]) for wanted, got in pairs], mean_f1, seed)
