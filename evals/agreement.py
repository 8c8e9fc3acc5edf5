"""How far raters agree beyond chance: Krippendorff's alpha for any number of raters, Cohen's kappa for two. Pure.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): alpha = 1 - Do / De, the disagreement observed
within units over the disagreement expected when all pairable values are shuffled.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from evals.intervals import Interval, interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

_CELLS = 2_000_000  # of tables held at once
Metric = Literal["nominal", "ordinal", "interval"]
Unit = Sequence[float | None]  # what each rater gave to one thing; None where a rater gave nothing


def alpha(units: Sequence[Unit], metric: Metric) -> float | None:
    """Return alpha: 1 for perfect agreement, 0 for chance, below 0 for systematic disagreement.

    None where it is not defined: fewer than two values of the same unit, or all values equal. The worked example of the
    source, four observers and twelve units:

    >>> a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    >>> b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    >>> c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    >>> d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    >>> [round(alpha(list(zip(a, b, c, d)), metric), 3) for metric in ("nominal", "ordinal", "interval")]
    [0.743, 0.815, 0.849]
    """
    values = _values(units)
    if len(values) < 2:
        return None
    return float(_alphas(_table(units, values)[None], values, metric)[0])


def alpha_interval(groups: Sequence[Sequence[Unit]], metric: Metric, seed: int = 0) -> Interval | None:
    """Return the 95 % interval of alpha, by the bootstrap over groups of units that belong together.

    The statements of one answer are such a group: they share a question and a reader's mood. None where alpha is not
    defined, or where every resample gives the same, so that the data do not tell how sure it is.

    >>> low, high = alpha_interval([[(1, 1)], [(2, 2)], [(3, 3)], [(1, 2)], [(3, 3)], [(2, 2)]] * 5, "nominal")
    >>> 0.4 < low < 0.75 < high < 1.0
    True
    """
    import numpy as np

    values = _values([unit for group in groups for unit in group])
    if len(values) < 2:
        return None
    tables = np.array([_table(group, values).ravel() for group in groups if group])
    at_once = max(1, _CELLS // len(values) ** 2)

    def of_resamples(drawn: "Values") -> "Values":
        parts = (drawn[start : start + at_once] @ tables for start in range(0, len(drawn), at_once))
        return np.concatenate([_alphas(part.reshape(-1, len(values), len(values)), values, metric) for part in parts])

    low, high = interval(len(tables), of_resamples, seed)
    return (low, high) if low < high else None


def kappa(pairs: Sequence[tuple[object, object]]) -> float | None:
    """Return Cohen's kappa (1960) of two raters who rated everything: 1 for perfect agreement, 0 for chance.

    None where it is not defined: nothing rated, or both gave one and the same value throughout.

    >>> kappa([("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15)
    0.4
    """
    if not pairs:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    n = len(pairs)
    observed = sum(one == other for one, other in pairs) * n
    by_chance = sum(count * second[value] for value, count in first.items())
    return None if by_chance == n * n else (observed - by_chance) / (n * n - by_chance)


def equal_share(units: Sequence[Unit]) -> tuple[int, int]:
    """Return how many units got the same value from all their raters, of how many that several raters rated.

    >>> equal_share([(100, 100), (100, 80), (0, None)])
    (1, 2)
    """
    rated = [given for given in map(_given, units) if len(given) > 1]
    return sum(len(set(given)) == 1 for given in rated), len(rated)


def _given(unit: Unit) -> list[float]:
    return [value for value in unit if value is not None]


def _values(units: Sequence[Unit]) -> list[float]:
    """Return the distinct values that can be paired, in order; a value alone in its unit says nothing of agreement."""
    return sorted({value for given in map(_given, units) if len(given) > 1 for value in given})


def _table(units: Sequence[Unit], values: Sequence[float]) -> "Values":
    """Return the coincidences of all units together."""
    import numpy as np

    summed: Values = np.sum([_coincidences(unit, values) for unit in units], axis=0)
    return summed


def _coincidences(unit: Unit, values: Sequence[float]) -> "Values":
    """Return how often each pair of values meets in a unit; a unit counts as much as it has values."""
    import numpy as np

    given = _given(unit)
    table = np.zeros((len(values), len(values)))
    if len(given) < 2:
        return table
    counts = np.array([given.count(value) for value in values], dtype=np.float64)
    pairs: Values = (np.outer(counts, counts) - np.diag(counts)) / (len(given) - 1)
    return pairs


def _alphas(tables: "Values", values: Sequence[float], metric: Metric) -> "Values":
    """Return one alpha for each table of coincidences, nan where it is not defined."""
    import numpy as np

    totals = tables.sum(axis=2)
    n = totals.sum(axis=1)
    apart = _distances(totals, np.asarray(values), metric)
    expected = (totals[:, :, None] * totals[:, None, :] * apart).sum(axis=(1, 2))
    observed = (tables * apart).sum(axis=(1, 2))
    found: Values = 1 - np.divide((n - 1) * observed, expected, out=np.full(len(n), np.nan), where=expected > 0)
    return found


def _distances(totals: "Values", values: "Values", metric: Metric) -> "Values":
    """Return the squared difference of each two values, per table: ordinal ones by the values that lie between."""
    import numpy as np

    if metric == "nominal":
        return np.broadcast_to(1.0 - np.eye(len(values)), (len(totals), len(values), len(values)))
    if metric == "ordinal":
        middles = np.cumsum(totals, axis=1) - totals / 2
        return np.asarray((middles[:, :, None] - middles[:, None, :]) ** 2)
    return np.broadcast_to((values[:, None] - values[None, :]) ** 2, (len(totals), len(values), len(values)))
