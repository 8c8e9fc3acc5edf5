"""Figures of groups of questions side by side: which columns a table has, and where a group is weak. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.report.figures import Figure, figures
from evals.report.themes import GROUPED
from evals.report.wording import GROUPS

ENOUGH = 10  # questions behind a figure before a group is called weak
FEW = 30  # below this a row is marked: its intervals are wide


@dataclass(frozen=True, slots=True)
class Row:
    """One group: its key, its German name, its questions, and its figure in each column, None where it has none."""

    key: str
    name: str
    n: int
    cells: tuple[Figure | None, ...]

    @property
    def few(self) -> bool:
        """Whether the group is so small that its figures are hints."""
        return self.n < FEW


@dataclass(frozen=True, slots=True)
class Table:
    """Groups of one kind; `columns` are names of measures, `heading` says what the groups are."""

    title: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Weakness:
    """The group that is furthest from the best value of a measure; `clear` when its interval leaves out all's value."""

    overall: Figure
    row: Row
    figure: Figure
    clear: bool


def table(kind: str, groups: Mapping[str, Mapping[str, Any]], measures: Sequence[str] = GROUPED) -> Table | None:
    """Return the table of one kind of group, without columns in which no group has a figure; None without rows."""
    title, heading, written = GROUPS[kind]
    found = {name: figures(scores) for name, scores in groups.items()}
    columns = tuple(name for name in measures if any(name in own for own in found.values()))
    rows = [
        Row(name, written(name), int(groups[name]["n"]), tuple(own.get(column) for column in columns))
        for name, own in found.items()
    ]
    return Table(title, heading, columns, tuple(rows)) if rows and columns else None


def weakest(overall: Mapping[str, Figure], shown: Table, enough: int = ENOUGH) -> list[Weakness]:
    """Return for each column the weakest group with enough questions, where it is weaker than all together."""
    found = []
    for n, name in enumerate(shown.columns):
        lacking = [
            (cell.shortfall, row, cell)
            for row in shown.rows
            if (cell := row.cells[n]) and cell.n >= enough and cell.shortfall is not None
        ]
        missing, row, cell = max(lacking, key=lambda entry: entry[0], default=(0.0, None, None))
        if row and cell and missing > (overall[name].shortfall or 0.0):
            found.append(Weakness(overall[name], row, cell, not cell.low <= overall[name].value <= cell.high))
    return found
