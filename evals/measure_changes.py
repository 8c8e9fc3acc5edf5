"""What became of each measure from one run to another, with the interval of the difference. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.changes import direction
from evals.labels import LABELS
from evals.measured import Measured
from evals.pairing import Side, paired_interval
from evals.shares import SHARES
from evals.sides import sides

FEWEST = 10  # questions; of fewer, a bootstrap interval claims more than it can know
Pair = tuple[Measured, Measured]


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in two runs over their common questions: both values, and B - A with its 95 % interval.

    `n` questions stand behind it. B did better on `wins` of them, worse on `losses`, as well on `ties`; these are None
    for measures that no single question has a share of. `differs`: 0 lies outside the interval; times never differ.
    """

    n: int
    a: float | None
    b: float | None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    differs: bool = False
    wins: int | None = None
    losses: int | None = None
    ties: int | None = None


def measure_changes(pairs: Sequence[Pair], seed: int) -> dict[str, Difference]:
    """Return the difference of every measure that says something of either run."""
    a, b = sides([one for one, _ in pairs]), sides([other for _, other in pairs])
    return {name: _difference(name, pairs, a.get(name), b.get(name), seed) for name in LABELS if name in a or name in b}


def _difference(name: str, pairs: Sequence[Pair], a: Side | None, b: Side | None, seed: int) -> Difference:
    n = len({*(a.at if a else ()), *(b.at if b else ())})
    wins, losses, ties = _ways(name, pairs)
    if a is None or b is None:
        return Difference(n, a and _rounded(a.value), b and _rounded(b.value), wins=wins, losses=losses, ties=ties)
    low, high = paired_interval(len(pairs), a, b, seed)
    return Difference(
        n=n,
        a=_rounded(a.value),
        b=_rounded(b.value),
        difference=_rounded(b.value - a.value),
        low=_rounded(low),
        high=_rounded(high),
        differs=not low <= 0 <= high and n >= FEWEST and LABELS[name].unit != "ms",
        wins=wins,
        losses=losses,
        ties=ties,
    )


def _ways(name: str, pairs: Sequence[Pair]) -> tuple[int | None, int | None, int | None]:
    if name not in SHARES:
        return None, None, None
    ways = [direction(name, a.counts, b.counts) for a, b in pairs]
    return ways.count(1), ways.count(-1), ways.count(0)


def _rounded(value: float) -> float:
    return round(value, 4)
