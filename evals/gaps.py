"""Whether askers of some states or sizes are served worse: the largest gap between groups in each measure. Pure.

Groups of a few questions differ by chance. So only groups of at least SMALLEST count, and beside each gap stands how
large it gets when the same questions are dealt out to the groups at random: only a larger one says something.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.groups import grouped
from evals.intervals import LEVEL, Figure, difference_interval
from evals.measured import AVERAGED, Measured, average, pairs_of

SMALLEST = 10  # questions in a group that the measure says something of
COMPARED = ("per_state", "per_size")
_DEALS = 200
Gap = dict[str, Any]


def gaps(cases: Sequence[Measured], seed: int) -> dict[str, dict[str, Gap]]:
    """Return {per_state: {measure: gap}, per_size: …}, without measures that fewer than two groups say something of.

    A gap holds: `value`, the difference of the highest and the lowest group; `low` and `high`, the interval of the
    difference of these two (picked for being apart, so it flatters the gap); `by_chance`, the value that 95 % of random
    deals stay below; `highest` and `lowest` with `group`, `value` and `n`; `groups`, how many.
    """
    members = {kind: grouped(cases, kind) for kind in COMPARED}
    found = {kind: {name: _gap(name, groups, seed) for name in AVERAGED} for kind, groups in members.items()}
    return {kind: {name: gap for name, gap in each.items() if gap} for kind, each in found.items()}


def _gap(name: str, groups: Mapping[str, Sequence[Measured]], seed: int) -> Gap | None:
    told = {key: average(name, cases, seed) for key, cases in groups.items()}
    large = {key: figure for key, figure in told.items() if figure and figure.n >= SMALLEST}
    if len(large) < 2:
        return None
    lowest, *_, highest = sorted(large, key=lambda key: large[key].value)
    low, high = difference_interval(large[highest], large[lowest])
    return {
        "value": round(large[highest].value - large[lowest].value, 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "by_chance": round(_by_chance([pairs_of(name, groups[key]) for key in large], seed), 4),
        "highest": _end(highest, large[highest]),
        "lowest": _end(lowest, large[lowest]),
        "groups": len(large),
    }


def _end(group: str, figure: Figure) -> dict[str, Any]:
    return {"group": group, "value": round(figure.value, 4), "n": figure.n}


def _by_chance(groups: Sequence[Sequence[tuple[float, float]]], seed: int) -> float:
    """Return the gap that 95 % of random deals of the same questions to groups of the same sizes stay below."""
    import numpy as np

    pairs = np.asarray([pair for each in groups for pair in each])
    starts = np.cumsum([0, *map(len, groups)])[:-1]
    random = np.random.default_rng(seed)
    dealt = pairs[random.permuted(np.tile(np.arange(len(pairs)), (_DEALS, 1)), axis=1)]
    sums = np.add.reduceat(dealt, starts, axis=1)
    shares = sums[:, :, 0] / sums[:, :, 1]
    return float(np.quantile(np.ptp(shares, axis=1), LEVEL))
