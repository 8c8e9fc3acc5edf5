"""Finds the records in a table: the row with the names of the columns, and what stands below it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.read import limits
from ingest.read.columns import fields_of
from ingest.read.grids import Broken, Grid, TableBounds
from ingest.read.mapping import Mapping
from ingest.read.records import Record

BOUNDS = TableBounds(limits.RECORDS, limits.COLUMNS, limits.UNPACKED_BYTES)
_NAMES_WITHIN = 20  # rows: above the names a title, a date or an explanation may stand
_LOOKED_AT = 200  # rows that tell how well a text was taken for a table


@dataclass(frozen=True, slots=True)
class Table:
    """A grid and the names of its columns, from 1; its records begin below row `head`, 0 where there is none."""

    grid: Grid
    head: int
    names: dict[int, str]

    def records(self) -> Iterator[Record]:
        """Yield what the visible rows say, in order; of merged cells each row says the same."""
        sheet = f"Blatt „{self.grid.name}“, " if self.grid.name else ""
        for row in range(self.head + 1, len(self.grid.rows) + 1):
            if row in self.grid.hidden_rows:
                continue
            told = {name: _text(self.grid, row, column) for column, name in self.names.items()}
            yield Record(f"{sheet}Zeile {row}", told)

    def notes(self) -> tuple[str, ...]:
        """Return what was left out because people do not see it."""
        where = f" im Blatt „{self.grid.name}“" if self.grid.name else ""
        rows = sum(1 for row in self.grid.hidden_rows if row > self.head)
        columns = len(self.grid.hidden_columns)
        found = [f"{rows} ausgeblendete Zeilen{where} wurden nicht gelesen."] if rows else []
        return (*found, *([f"{columns} ausgeblendete Spalten{where} wurden nicht gelesen."] if columns else ()))


def table_of(grid: Grid, mapping: Mapping) -> Table | None:
    """Return the table in a grid, None for an empty one or one without the columns that are mapped."""
    filled = [n for n, row in enumerate(grid.rows, start=1) if any(cell is not None for cell in row)]
    if not filled:
        return None
    head = mapping.head_row or max(filled[:_NAMES_WITHIN], key=lambda row: _likeness(grid, row, mapping))
    if not mapping.head_row and _likeness(grid, head, mapping) <= 0:
        head = 0
    width = max(len(row) for row in grid.rows)
    names: dict[int, str] = {}
    for column in range(1, width + 1):
        if column not in grid.hidden_columns:
            name = " ".join((_text(grid, head, column) if head else "").split()) or f"Spalte {column}"
            names[column] = name if name not in names.values() else f"{name} ({column})"
    return Table(grid, head, names) if set(mapping.columns) <= set(names.values()) else None


def _likeness(grid: Grid, row: int, mapping: Mapping) -> float:
    """Return how much a row looks like the names of columns: mapped and known names first, then short texts."""
    cells = [_text(grid, row, column) for column in range(1, len(grid.rows[row - 1]) + 1)]
    names = [" ".join(cell.split()) for cell in cells if cell]
    if len(set(names)) < len(names) or not names or (len(names) == 1 < max(map(len, grid.rows[:_LOOKED_AT]))):
        return 0
    worded = sum(any(map(str.isalpha, name)) and len(name) <= 80 for name in names) / len(names)
    mapped = sum(name in mapping.columns for name in names)
    return 100 * mapped + 10 * len(fields_of(names)) + (worded if worded > 0.8 else 0) - row / 1_000


def fitness(grid: Grid) -> float:
    """Return how well a text was taken for a table: many columns, alike in all rows."""
    rows = [len(row) for row in grid.rows[:_LOOKED_AT] if any(row)]
    if not rows:
        return 0
    usual = max(set(rows), key=rows.count)
    return rows.count(usual) / len(rows) * (1 if usual == 1 else 2 + min(usual, 20) / 100)


def _text(grid: Grid, row: int, column: int) -> str:
    value = grid.at(row, column)
    return "" if value is None or isinstance(value, Broken) else str(value)
