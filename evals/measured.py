"""An answer with what it counts for in each measure, worked out once: groups and gaps only add up. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.amounts import MEANS, PERCENTILES, Prices, cost
from evals.citations import Share
from evals.intervals import Figure, mean_interval, percentile_interval, ratio_interval
from evals.measures import percentile
from evals.run import Answered
from evals.shares import SHARES

AVERAGED = (*SHARES, *MEANS, "cost")  # measures that are so much out of so much


@dataclass(frozen=True, slots=True)
class Measured:
    """What an answer counts for: so much out of so much, and values to take percentiles of; nothing where it is silent.

    A mean counts as its value out of one.
    """

    answered: Answered
    counts: dict[str, Share]
    values: dict[str, float]


def measured(answered: Answered, prices: Prices | None) -> Measured:
    """Return an answer with its counts; its cost only where there are prices."""
    counts = {name: share(answered) for name, share in SHARES.items()}
    means = {name: amount(answered) for name, amount in MEANS.items()}
    means["cost"] = cost(answered, prices) if prices else None
    counts |= {name: (amount, 1.0) for name, amount in means.items() if amount is not None}
    values = {name: amount(answered) for name, (amount, _) in PERCENTILES.items()}
    return Measured(
        answered,
        {name: count for name, count in counts.items() if count[1]},
        {name: value for name, value in values.items() if value is not None},
    )


def pairs_of(name: str, cases: Iterable[Measured]) -> list[Share]:
    """Return (part, whole) of each case that a measure says something of."""
    return [case.counts[name] for case in cases if name in case.counts]


def average(name: str, cases: Iterable[Measured], seed: int) -> Figure | None:
    """Return the figure of one of AVERAGED, None where it says nothing of any case."""
    pairs = pairs_of(name, cases)
    if not pairs:
        return None
    value = sum(part for part, _ in pairs) / sum(whole for _, whole in pairs)
    if name in SHARES:
        return Figure(value, len(pairs), ratio_interval(pairs, seed))
    return Figure(value, len(pairs), mean_interval([part for part, _ in pairs], seed))


def quantile(name: str, cases: Sequence[Measured], seed: int) -> Figure | None:
    """Return the figure of one of PERCENTILES, None where it says nothing of any case."""
    values = [case.values[name] for case in cases if name in case.values]
    if not values:
        return None
    share = PERCENTILES[name][1]
    return Figure(percentile(values, share), len(values), percentile_interval(values, share, seed))
