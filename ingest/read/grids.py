"""The cells of a table as plain values, wherever it was kept. Knows no file format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.errors import LotseError

LONGEST = 32_767  # characters that Excel takes in a cell
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TableUnreadable(LotseError):
    """A file cannot be read as a table; the sentence completes "Die Datei …"."""

    code = "table_unreadable"
    exit_code = 2


@dataclass(frozen=True, slots=True)
class TableBounds:
    """How large a table may be: rows, columns (what is beyond is cut), and all parts of its file unpacked."""

    rows: int
    columns: int
    unpacked_bytes: int

    def refuse_more_rows(self, rows: int) -> None:
        """Raise TableUnreadable when a table has too many rows."""
        if rows > self.rows:
            raise TableUnreadable(f"hat mehr als {self.rows:,} Zeilen: Teilen Sie die Datei".replace(",", "."))


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell without a value to work with; `reason` says why."""

    reason: str


Value = str | int | float | bool | date | Broken | None
Position = tuple[int, int]  # row and column, counted from 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet, row by row from the first; `merged` leads from a covered cell to the one that shows.

    Hidden rows and columns, counted from 1, are among the cells.
    """

    name: str | None  # None for the only table of a text file
    rows: tuple[tuple[Value, ...], ...]
    merged: Mapping[Position, Position] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def at(self, row: int, column: int) -> Value:
        """Return the value that a reader sees at a position, None outside of the table."""
        row, column = self.merged.get((row, column), (row, column))
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column - 1] if column <= len(cells) else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column to write: its heading, width in characters, what may be chosen in it, and whether it is to be filled."""

    title: str
    width: float
    choices: tuple[int, ...] = ()
    to_fill: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table to write: its name, columns and rows, and notes for those who fill it."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str | int | None]]
    notes: tuple[str, ...]


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet may compute a text instead of showing it (CSV injection).

    >>> looks_like_formula("=1+1"), looks_like_formula("  @SUM(A1)"), looks_like_formula("Rufbus")
    (True, True, False)
    """
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)


def place_name(row: int, column: int) -> str:
    """Return how spreadsheets name a cell.

    >>> place_name(7, 1), place_name(12, 28)
    ('A7', 'AB12')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
