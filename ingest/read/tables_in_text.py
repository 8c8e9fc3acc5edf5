"""Puts a table into the text around it: as rows said in words, or, where it only serves the layout, cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.read.outline import Heading
from ingest.read.table_rows import Cell, lines_said, rows_said, spread
from ingest.split import Block

Piece = Heading | Block
CELL_CHARS = 800  # a longer cell is prose that happens to stand in a table


def blocks_of_table(
    rows: Sequence[Sequence[tuple[Cell, Sequence[Piece]]]], *, page: int | None = None, layout: bool = False
) -> Iterator[Piece]:
    """Yield the pieces of a table in reading order; each cell comes with the pieces inside it, its text is ignored.

    `layout`: the file says itself that the table only puts things beside each other.
    """
    if layout or all(len(row) < 2 for row in rows) or any(_is_layout(pieces) for row in rows for _, pieces in row):
        for row in rows:
            for _, pieces in row:
                yield from pieces
        return
    texts, heads = spread([[replace(cell, text=_text(pieces)) for cell, pieces in row] for row in rows])
    for text in rows_said(texts, heads):
        yield Block("", text, page=page, row=True)


def _is_layout(pieces: Sequence[Piece]) -> bool:
    """Tell whether a cell holds what no table of data does: headings, a table of its own, or long prose."""
    if any(isinstance(piece, Heading) or piece.row for piece in pieces):
        return True
    return sum(len(piece.text) for piece in pieces) > CELL_CHARS


def _text(pieces: Sequence[Piece]) -> str:
    return lines_said(_line(piece) for piece in pieces)


def _line(piece: Piece) -> str:
    mark = "" if isinstance(piece, Heading) or piece.prefix in ("- ", "– ") else piece.prefix
    return mark + piece.text
