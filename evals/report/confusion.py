"""How questions ended against how they should have, as a table of counts. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.outcomes import fits
from evals.report.numbers import written
from evals.report.wording import outcome_text

LEVELS = 4  # shades of a cell, from few of its row to all


@dataclass(frozen=True, slots=True)
class Cell:
    """How many questions ended so; `right` when that was expected, `level` 0 to LEVELS by its share of the row."""

    n: int
    right: bool
    level: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts by expected and actual ending, in German."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, int, tuple[Cell, ...]], ...]  # expected, questions, a cell for each column


def confusion(scores: Mapping[str, Any]) -> Confusion | None:
    """Return the outcomes where the scores count them, else the routes; None where nothing was expected."""
    counted: Mapping[str, Mapping[str, int]] = scores.get("outcome_confusion") or scores.get("confusion") or {}
    taken = {actual: sum(row.get(actual, 0) for row in counted.values()) for row in counted.values() for actual in row}
    columns = sorted(taken, key=lambda actual: (-taken[actual], actual))
    rows = sorted(counted.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    if not rows:
        return None
    return Confusion(
        tuple(map(outcome_text, columns)),
        tuple(
            (outcome_text(expected), sum(row.values()), tuple(_cell(expected, actual, row) for actual in columns))
            for expected, row in rows
        ),
    )


def _cell(expected: str, actual: str, row: Mapping[str, int]) -> Cell:
    n = row.get(actual, 0)
    return Cell(n, fits(expected, actual), math.ceil(LEVELS * n / sum(row.values())) if n else 0)


def per_outcome(scores: Mapping[str, Any]) -> list[tuple[str, str, str, str, int]]:
    """Return (outcome, precision, recall, F1, n) as read by people, the most frequent outcome first."""
    found: Mapping[str, Mapping[str, Any]] = scores.get("outcomes") or {}
    ordered = sorted(found.items(), key=lambda item: (-item[1]["n"], item[0]))
    return [
        (
            outcome_text(name), written(own["precision"], "share"), written(own["recall"], "share"),
            written(own["f1"], "index"), own["n"],
        )
        for name, own in ordered
    ]  # fmt: skip
