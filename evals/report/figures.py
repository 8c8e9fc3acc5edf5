"""Figures of a run as the report shows them: value, interval, n, and what changed since a baseline. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.labels import LABELS, Label
from evals.measure_changes import Difference
from evals.report.themes import DECIMAL


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of one measure, the number of questions behind it, and its 95 % interval."""

    name: str
    label: Label
    value: float
    n: int
    low: float
    high: float

    @property
    def unit(self) -> str:
        """The unit it is written in."""
        return unit_of(self.name)

    @property
    def shortfall(self) -> float | None:
        """How much is missing to the best value of a share, 0 to 1; None where no direction or no bound is known."""
        if self.label.unit != "share" or self.label.better == "neither":
            return None
        return 1.0 - self.value if self.label.better == "higher" else self.value


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a figure of the baseline.

    `clear` tells whether more than chance explains it; `good` whether it moved in the better direction, None where
    neither is better or nothing moved.
    """

    before: Figure
    difference: float
    clear: bool
    good: bool | None


def label_of(name: str) -> Label:
    """Return how a measure is shown; one without a label is shown by its name and judged by nobody."""
    return LABELS.get(name, Label(name, "neither", "points", ""))


def unit_of(name: str) -> str:
    """Return the unit a measure is written in: its label's, `index` for what lies between 0 and 1 and is no share."""
    return "index" if name in DECIMAL else label_of(name).unit


def figures(scores: Mapping[str, Any]) -> dict[str, Figure]:
    """Return every figure that has a value and an interval, labelled measures first, in the order of the labels."""
    bounds: Mapping[str, Mapping[str, float]] = scores["intervals"]
    names = [*(name for name in LABELS if name in bounds), *(name for name in bounds if name not in LABELS)]
    return {
        name: Figure(name, label_of(name), float(scores[name]), int(own["n"]), own["low"], own["high"])
        for name in names
        if scores.get(name) is not None and (own := bounds[name])
    }


def change(now: Figure, before: Figure, paired: Difference | None) -> Change:
    """Return how a figure differs from the same measure of the baseline.

    Question by question where the runs have questions in common (`paired`), else by whether each value lies outside the
    other's interval, which sees less.
    """
    difference = now.value - before.value
    apart = not before.low <= now.value <= before.high and not now.low <= before.value <= now.high
    clear = paired.differs if paired and paired.low is not None else apart
    moved = difference != 0 and now.label.better != "neither"
    return Change(before, difference, clear, (difference > 0) == (now.label.better == "higher") if moved else None)
