"""Reads and writes tables as text (CSV): any usual encoding and delimiter in, what a German Excel opens out."""

import csv
import io
from collections.abc import Callable

from ingest.read.encodings import decoded
from ingest.read.grids import Grid, Table, TableBounds, TableUnreadable, looks_like_formula

_DELIMITERS = (";", ",", "\t", "|")
_END = "\0"  # no text holds it: what stands after the last line is cut off


def read_text(data: bytes, fitness: Callable[[Grid], float], bounds: TableBounds) -> Grid:
    """Return the table in a text of any usual encoding (see `table_in`). Raises TableUnreadable."""
    found = decoded(data)
    if found is None:
        raise TableUnreadable("ist kein Text in UTF-8 oder Windows-1252")
    return table_in(found.text, fitness, bounds)


def table_in(text: str, fitness: Callable[[Grid], float], bounds: TableBounds) -> Grid:
    """Return the table in a text; of the usual delimiters the one that makes it fittest. Raises TableUnreadable."""
    grids = (_grid(text, delimiter, bounds) for delimiter in _DELIMITERS)
    grid, closed = max(grids, key=lambda found: fitness(found[0]))
    if not closed:
        raise TableUnreadable("öffnet ein Anführungszeichen, das nicht wieder geschlossen wird")
    return grid


def _grid(text: str, delimiter: str, bounds: TableBounds) -> tuple[Grid, bool]:
    """Return the table, and whether every quotation mark in it is closed."""
    rows: list[tuple[str | None, ...]] = []
    escape = "\\" if '\\"' in text and '""' not in text else None  # how databases write a quotation mark
    lines = [*io.StringIO(text, newline=""), _END]
    try:
        for cells in csv.reader(lines, delimiter=delimiter, escapechar=escape):
            rows.append(tuple(as_written(cell.strip()) or None for cell in cells[: bounds.columns]))
            bounds.refuse_more_rows(len(rows) - 1)
    except csv.Error as error:
        raise TableUnreadable("ist keine Tabelle: Eine Zelle ist zu lang oder nicht lesbar") from error
    return Grid(None, tuple(rows[:-1])), rows[-1] == (_END,)


def write_text(table: Table) -> bytes:
    """Return the table as CSV: semicolons, UTF-8 with a byte order mark, no cell that is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.title for column in table.columns)
    for row in table.rows:
        writer.writerow("" if cell is None else harmless(str(cell)) for cell in row)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Return a cell so that a spreadsheet shows it instead of computing it; `as_written` takes that back.

    >>> harmless("=1+1"), as_written(harmless("=1+1")), as_written("'ne Frage")
    ("'=1+1", '=1+1', "'ne Frage")
    """
    return f"'{cell}" if looks_like_formula(cell) else cell


def as_written(cell: str) -> str:
    """Return a cell as it was before `harmless`."""
    return cell[1:] if cell.startswith("'") and looks_like_formula(cell[1:]) else cell
