"""Reads each page of a PDF to lines and tables, and says what stands in the way of that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.read.pdf_file import PdfFile
from ingest.read.pdf_marks import drawn_marks
from ingest.read.pdf_sheet import Sheet
from ingest.read.pdf_tables import Table, taken_out
from ingest.read.pdf_unseen import SCANNED, seen_and_unseen
from ingest.read.pdf_words import Piece, Word, pieces_of, words_of

_FEW_LETTERS = 15  # on the picture of a scan: a stamp or the number of the page, not its text
_MANY_UNREADABLE = 0.3  # share of the shapes: the rest makes no sense alone
_SIDEWAYS = 15  # glyphs: fewer are the label of a picture


class Recognising(Protocol):
    """Recognises the text in the picture of a page."""

    def words(self, picture: bytes, width: float) -> list[Word] | None:
        """Return the words in a PGM picture of a page that is `width` points wide; None when that failed."""
        ...


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What was read on a page, `state` is how: read, scan (not read), recognised, failed, garbled, broken or empty."""

    number: int
    height: float
    pieces: tuple[Piece, ...] = ()
    tables: tuple[Table, ...] = ()
    unseen: str = ""
    state: str = "read"


def pages_of(file: PdfFile, recognising: Recognising | None) -> Iterator[ReadPage]:
    """Yield the pages in order."""
    for number in range(1, file.pages + 1):
        sheet = file.sheet(number)
        if sheet is None:
            yield ReadPage(number, 0.0, state="broken")
            continue
        page = _page(sheet)
        if page.state in ("scan", "garbled") and recognising is not None:
            words = recognising.words(file.picture(number), sheet.width)
            state = "failed" if words is None else "recognised"
            page = _laid_out(sheet, words or [], page.unseen, state)
        yield page


def _page(sheet: Sheet) -> ReadPage:
    shapes = len(sheet.glyphs) + sheet.unreadable
    if sheet.unreadable > _MANY_UNREADABLE * shapes:
        return ReadPage(sheet.number, sheet.height, state="garbled")
    glyphs, unseen = seen_and_unseen(sheet, sheet.glyphs)
    letters = sum(glyph.text.isalnum() for glyph in glyphs)
    if sheet.pictured >= SCANNED and letters < _FEW_LETTERS:
        return ReadPage(sheet.number, sheet.height, unseen=unseen, state="scan")
    words = words_of(glyphs)
    return _laid_out(sheet, [*words, *drawn_marks(sheet, words)], unseen, "read" if letters else "empty")


def _laid_out(sheet: Sheet, words: Sequence[Word], unseen: str, state: str) -> ReadPage:
    tables, rest = taken_out(words, sheet.rules)
    pieces = [*pieces_of(rest), *_sideways(sheet)]
    return ReadPage(sheet.number, sheet.height, tuple(pieces), tuple(tables), unseen, state)


def _sideways(sheet: Sheet) -> Iterator[Piece]:
    """Yield what is set at a right angle to the rest, below the page: it has no place among its lines."""
    for glyphs in sheet.sideways:
        if len(glyphs) >= _SIDEWAYS:
            seen, _ = seen_and_unseen(sheet, glyphs)
            yield from pieces_of(words_of(seen))
