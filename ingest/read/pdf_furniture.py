"""Finds what is repeated at the edges of pages: running heads and feet, and page numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.read.pdf_words import Piece

_EDGE = 0.12  # share of the height of a page, above and below
_NEAR = 3.0  # points: what is repeated stands at the same height
_PAGES, _FEW = 3, 4  # repeated on so many pages, on two where the document has only a few
_NUMBER = re.compile(
    r"[-–—|•·\s]*(?:Seite|Blatt|S\.|Page|p\.)?\s*(\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|von|of|\|)\s*\d{1,4})?[-–—|•·\s]*",
    re.IGNORECASE,
)
_LARGER = 1.15
_BESIDE_CHARS = 100  # a longer text beside a page number is no running head
_Row = Sequence[Piece]
_Places = dict[str, list[tuple[float, int]]]  # by what a row says: at which height, and on which page


@dataclass(frozen=True, slots=True)
class PagePieces:
    """The pieces of a page, and its number and height."""

    number: int
    height: float
    pieces: tuple[Piece, ...]


def without_furniture(pages: Sequence[PagePieces]) -> dict[int, tuple[Piece, ...]]:
    """Return the pieces of each page, by its number, without what is repeated over pages at their edges."""
    least = 2 if len(pages) <= _FEW else _PAGES
    rows = {page.number: list(_at_the_edge(page)) for page in pages}
    usual = median(sizes) if (sizes := [piece.size for page in pages for piece in page.pieces]) else 0.0
    places: _Places = {}
    for number, own in rows.items():
        for row in own:
            for key in _keys(row, number, usual):
                places.setdefault(key, []).append((row[0].base, number))
    dropped = {
        id(piece)
        for number, own in rows.items()
        for row in own
        if _is_repeated(row, number, places, least, usual)
        for piece in row
    }
    return {page.number: tuple(piece for piece in page.pieces if id(piece) not in dropped) for page in pages}


def _at_the_edge(page: PagePieces) -> Iterator[_Row]:
    """Yield the rows near the upper and lower edge, whole: a word alone may well be repeated."""
    row: list[Piece] = []
    for piece in sorted(page.pieces, key=lambda piece: piece.base):
        if _EDGE * page.height < piece.base < (1 - _EDGE) * page.height:
            continue
        if row and piece.base - row[0].base > _NEAR:
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _keys(row: _Row, page: int, usual: float) -> Iterator[str]:
    """Yield what a row says: as it stands, with a number that goes up with the pages, and that number alone.

    In letters larger than usual, a number is that of a chapter.
    """
    text = " ".join(piece.text for piece in row)
    yield text
    if max(piece.size for piece in row) > _LARGER * usual:
        return
    for found in re.finditer(r"\d{1,4}", text):
        yield f"{text[: found.start()]}{int(found[0]) - page:+d}#"
    for number in _numbers(row):
        yield f"page {number - page:+d}"


def _numbers(row: _Row) -> set[int]:
    """Return the numbers at the left or right end of a row that may be those of a page."""
    ends = sorted(row, key=lambda piece: piece.x0)
    found = [_NUMBER.fullmatch(piece.text) for piece in (ends[0], ends[-1])]
    return {int(one[1]) for one in found if one and one[1].isdigit()}


def _is_repeated(row: _Row, page: int, places: _Places, least: int, usual: float) -> bool:
    text = " ".join(piece.text for piece in row)
    if (found := _NUMBER.fullmatch(text)) and found[1] == str(page):
        return True
    for key in _keys(row, page, usual):
        near = {number for base, number in places[key] if abs(base - row[0].base) <= _NEAR}
        if len(near) >= least and (not key.startswith("page ") or len(text) <= _BESIDE_CHARS):
            return True
    return False
