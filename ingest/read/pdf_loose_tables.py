"""Finds tables without rules: rows whose cells stand in line, with clear blanks between their columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.read.pdf_columns import Item
from ingest.read.pdf_paragraphs import mark_of
from ingest.read.pdf_sheet import Box
from ingest.read.pdf_tables import Table
from ingest.read.pdf_words import Piece
from ingest.read.table_rows import Cell

_ROWS = 3  # at least, header included
_BLANK = 1.0  # between columns, by the size of the letters
_DISTANCE = 3.0  # of rows, by the size of the letters, at most
_SLACK = 2.0  # points: how exactly cells stand in line
_CELL_WORDS = 12  # a longer line is running text
_Row = Sequence[Item]


def rows_and_tables(rows: Sequence[_Row]) -> Iterator[list[_Row] | Table]:
    """Yield the rows of a flow in order: runs of text, and tables."""
    text: list[_Row] = []
    at = 0
    while at < len(rows):
        first = rows[at][0]
        run = _run(rows[at:])
        table = first if isinstance(first, Table) else _table(run)
        if table is None:
            text.append(rows[at])
            at += 1
            continue
        if text:
            yield text
            text = []
        yield table
        at += 1 if table is first else len(run)
    if text:
        yield text


def _run(rows: Sequence[_Row]) -> list[list[Piece]]:
    """Return the rows that may belong to a table which begins with the first: cells side by side, close together."""
    run: list[list[Piece]] = []
    for row in rows:
        pieces = [item for item in row if isinstance(item, Piece)]
        if len(pieces) < len(row) or any(piece.words > _CELL_WORDS for piece in pieces):
            break
        if run and pieces[0].base - run[-1][0].base > _DISTANCE * pieces[0].size:
            break
        if len(pieces) == 1 and not (run and _continues(run, pieces[0])):
            break
        run.append(pieces)
    return run


def _continues(run: Sequence[Sequence[Piece]], piece: Piece) -> bool:
    """Tell whether a lone piece goes on with a cell of the row above, right of the first column."""
    above = run[-1]
    return piece.x0 > above[0].x0 + piece.size and any(abs(piece.x0 - cell.x0) < piece.size for cell in above[1:])


def _table(run: Sequence[Sequence[Piece]]) -> Table | None:
    """Return the table that rows make up; None when it is not sure that they do."""
    if len(run) < _ROWS or mark_of(f"{run[0][0].text} x")[0] or mark_of(f"{run[1][0].text} x")[0]:
        return None
    columns = _columns(run)
    told = [[_cell(row, column) for column in columns] for row in run]
    whole = [sum(bool(text) for text, _ in row) == len(columns) for row in told]
    if (
        len(columns) < 2
        or not all(_is_lined_up(run, column) for column in columns)
        or sum(whole) < max(_ROWS, 0.6 * len(run))
        or not all(text for text, _ in told[0][1:])
    ):
        return None
    joined: list[list[tuple[tuple[str, ...], Cell]]] = []
    for row in told:
        if joined and not row[0][0]:
            joined[-1] = [(above + below, Cell(" ".join(above + below), names=cell.names))
                          for (above, cell), (below, _) in zip(joined[-1], row, strict=True)]  # fmt: skip
        else:
            joined.append(row)
    if all(cell.names for row in joined for text, cell in row if text):  # all bold: that tells nothing
        joined = [[(text, Cell(cell.text)) for text, cell in row] for row in joined]
    pieces = [piece for row in run for piece in row]
    box = Box(columns[0][0], pieces[0].box.y0, columns[-1][1], pieces[-1].box.y1)
    return Table(box, tuple(map(tuple, joined)))


def _columns(run: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """Return the edges of the columns: where pieces of all rows together leave no blank."""
    columns: list[tuple[float, float]] = []
    for piece in sorted((piece for row in run for piece in row), key=lambda piece: piece.x0):
        if columns and piece.x0 - columns[-1][1] < _BLANK * piece.size:
            columns[-1] = columns[-1][0], max(columns[-1][1], piece.x1)
        else:
            columns.append((piece.x0, piece.x1))
    clear = all(b[0] - a[1] >= _BLANK for a, b in pairwise(columns))
    return columns if clear else []


def _is_lined_up(run: Sequence[Sequence[Piece]], column: tuple[float, float]) -> bool:
    """Tell whether the cells of a column begin on one line, or end on one where they are figures.

    The lines of justified text end on one line, too, but what follows their blanks begins anywhere.
    """
    cells = [piece for row in run for piece in row if column[0] <= piece.x0 <= column[1]]
    figures = sum(any(map(str.isdigit, cell.text)) for cell in cells) >= len(cells) / 2
    sides = [[cell.x0 for cell in cells], *([[cell.x1 for cell in cells]] if figures else [])]
    return any(sum(abs(place - median(side)) <= _SLACK for place in side) >= 0.8 * len(side) for side in sides)


def _cell(row: Sequence[Piece], column: tuple[float, float]) -> tuple[tuple[str, ...], Cell]:
    own = [piece for piece in row if column[0] <= piece.x0 <= column[1]]
    lines = (" ".join(piece.text for piece in own),) if own else ()
    return lines, Cell(" ".join(lines), names=bool(own) and all(piece.bold for piece in own))
