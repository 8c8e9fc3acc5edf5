"""Puts the glyphs of a page together to words, and words that stand side by side to pieces of lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.read.pdf_sheet import Box, Glyph

_SPACE = 0.2  # of the size of the letters: a wider gap between two glyphs parts words
_BACK = 0.5  # of the size: a glyph that starts so far to the left does not go on with the word
_LEVEL = 0.15  # of the size: baselines that differ more are not the same
_SAME_ROW = 0.5  # of the size: raised and lowered letters still belong to their row
_GAP = 1.0  # of the size: a wider gap parts pieces; the blanks of justified text are narrower
_NARROW, _OFTEN = 0.5, 4  # of the size: so does a narrower one at a place where it is found in so many rows
_RAISED, _SMALL = 0.15, 0.85  # a mark of a footnote: higher by this, and smaller than this, by the size around it
_MARKS = frozenset("•●▪■◦‣►▶➢➤")  # a list mark opens its line, also that of another column
_UNITS = ("m", "km", "cm", "mm", "dm")


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs in a row without a gap; `after_space` says that a blank is written in front of it."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    after_space: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text, or the part of one that stands in a column, `box` from its capitals to its tails.

    `head` is the width of its first word, `starts_bold` tells that of it; `apart` says that it has a wide blank in it.
    """

    text: str
    box: Box
    base: float
    size: float
    bold: bool
    words: int
    head: float
    starts_bold: bool
    apart: bool = False

    @property
    def x0(self) -> float:
        return self.box.x0

    @property
    def x1(self) -> float:
        return self.box.x1


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """Return the words of glyphs that come in the order of painting, which is that of the letters within a word."""
    words: list[Word] = []
    run: list[Glyph] = []
    space = blank = False
    for glyph in glyphs:
        if glyph.text.isspace():
            space = True
            continue
        if run and (space or not _goes_on(run[-1], glyph)):
            words.append(_word(run, after_space=blank))
            run, blank = [], space
        elif not run:
            blank = space
        space = False
        run.append(glyph)
    return [*words, _word(run, after_space=blank)] if run else words


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.style.size, 1.0)
    level = abs(glyph.base - last.base) <= _LEVEL * size and abs(glyph.style.size - size) <= _LEVEL * size
    return level and -_BACK * size <= glyph.x0 - last.x1 <= _SPACE * size


def _word(run: Sequence[Glyph], *, after_space: bool) -> Word:
    bold = 2 * sum(glyph.style.bold for glyph in run) > len(run)
    text = "".join(glyph.text for glyph in run)
    first = run[0]
    return Word(text, first.x0, max(g.x1 for g in run), first.base, first.style.size, bold, after_space)


def pieces_of(words: Iterable[Word]) -> list[Piece]:
    """Return the pieces of lines from top to bottom, in a row from left to right."""
    rows = [part for row in _rows(words, _SAME_ROW) for part in _parted(sorted(row, key=lambda word: word.x0))]
    edges = _edges(rows)
    return [_piece(run) for row in rows for run in _runs(row, edges)]


def _edges(rows: Iterable[Sequence[Word]]) -> frozenset[int]:
    """Return the places, to a point, where words begin after a blank again and again: left edges of columns."""
    begins = Counter(round(b.x0) for row in rows for a, b in pairwise(row) if b.x0 - a.x1 > _NARROW * b.size)
    often = {edge for edge in begins if sum(begins[edge + by] for by in (-1, 0, 1)) >= _OFTEN}
    return frozenset(edge + by for edge in often for by in (-1, 0, 1))


def _rows(words: Iterable[Word], tolerance: float) -> Iterator[list[Word]]:
    """Yield words on one level; the level is that of the first large word, `tolerance` goes by the size."""
    row: list[Word] = []
    level = size = 0.0
    for word in sorted(words, key=lambda word: word.base):
        if row and word.base - level > tolerance * max(size, word.size):
            yield row
            row = []
        if not row or word.size > size * 1.1:
            level, size = word.base, word.size
        row.append(word)
    if row:
        yield row


def _parted(row: list[Word]) -> Iterator[list[Word]]:
    """Yield a row, or the lines in it where large letters of another column made two lines one."""
    if all(b.x0 >= a.x1 - 0.3 * b.size or abs(a.base - b.base) < _LEVEL * b.size for a, b in pairwise(row)):
        yield row
        return
    yield from (sorted(line, key=lambda word: word.x0) for line in _rows(row, _LEVEL))


def _runs(row: Sequence[Word], edges: frozenset[int]) -> Iterator[Sequence[Word]]:
    run = [row[0]]
    for last, word in pairwise(row):
        gap = (word.x0 - last.x1) / max(min(last.size, word.size), 1)
        if gap > _GAP or (gap > _NARROW and round(word.x0) in edges) or (gap > _SPACE and word.text in _MARKS):
            yield run
            run = []
        run.append(word)
    yield run


def _piece(run: Sequence[Word]) -> Piece:
    letters: Counter[tuple[float, float]] = Counter()
    for word in run:
        letters[word.base, round(word.size, 1)] += len(word.text)
    base, size = max(letters, key=lambda key: (letters[key], key[1]))
    bold = sum(len(word.text) for word in run if word.bold) >= 0.8 * sum(len(word.text) for word in run)
    text = _text(run, base, size)
    box = Box(run[0].x0, base - 0.75 * size, max(word.x1 for word in run), base + 0.25 * size)
    return Piece(text, box, base, size, bold, len(text.split()), run[0].x1 - run[0].x0, run[0].bold)


def _text(run: Sequence[Word], base: float, size: float) -> str:
    """Return the words with blanks between them, without marks of footnotes."""
    text = ""
    last: Word | None = None
    for word in run:
        raised = base - word.base > _RAISED * size and word.size < _SMALL * size
        if raised and last is not None and word.text.strip("()[]").isdigit():
            unit = text.rsplit(" ", 1)[-1].lstrip("(0123456789.,") in _UNITS
            text += word.text if unit and word.text in ("2", "3") else ""
            last = word
            continue
        gap = last is not None and (word.after_space or word.x0 - last.x1 > _SPACE * size)
        text += f" {word.text}" if gap else word.text
        last = word
    return text
