"""Reads and writes tables as text (CSV): any usual encoding and delimiter in, what a German Excel opens out."""

import csv
import io
from collections.abc import Callable

from evals.archives import TableUnreadable
from evals.grids import MAX_COLUMNS, MAX_ROWS, Grid, Table, looks_like_formula

_DELIMITERS = (";", ",", "\t", "|")
_END = "\0"  # no text holds it: what stands after the last line is cut off
_MARKED = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def read_text(data: bytes, fitness: Callable[[Grid], float]) -> Grid:
    """Return the table in a text; of the usual delimiters the one that makes it fittest. Raises TableUnreadable.

    Text without a mark is UTF-8, or Windows-1252 where it is not valid UTF-8.
    """
    text = _decoded(data)
    grid, closed = max((_grid(text, delimiter) for delimiter in _DELIMITERS), key=lambda found: fitness(found[0]))
    if not closed:
        raise TableUnreadable("öffnet ein Anführungszeichen, das nicht wieder geschlossen wird")
    return grid


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKED if data.startswith(mark)), None)
    for candidate in [encoding] if encoding else ["utf-8", "cp1252"]:
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        if _END not in text:
            return text
    raise TableUnreadable("ist kein Text in UTF-8 oder Windows-1252")


def _grid(text: str, delimiter: str) -> tuple[Grid, bool]:
    """Return the table, and whether every quotation mark in it is closed."""
    rows: list[tuple[str | None, ...]] = []
    try:
        for cells in csv.reader([*io.StringIO(text, newline=""), _END], delimiter=delimiter):
            rows.append(tuple(as_written(cell.strip()) or None for cell in cells[:MAX_COLUMNS]))
            if len(rows) > MAX_ROWS + 1:
                raise TableUnreadable(f"hat mehr als {MAX_ROWS:,} Zeilen: Teilen Sie die Datei".replace(",", "."))
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
