"""Puts the lines of a flow together to paragraphs and list items, by their spacing, indent, size and marks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.read.pdf_columns import Flow, Item
from ingest.read.pdf_words import Piece

_BULLET = re.compile(r"([•●▪■◦○‣►▶➢➤✓✔→–—*·\uf000-\uf0ff-]|o(?= {1,}[A-ZÄÖÜ]))\s+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")
_LETTER = re.compile(r"\(?[a-z][.)]\s+(?=\S)")
_LEADERS = re.compile(r"(?:[.·_]\s?){5,}\s*\d{0,4}$|…{2,}\s*\d{0,4}$")  # of a table of contents
_ENDS = re.compile(r"[.!?:;…][\"“”»«’')\]]*$")
_SPACING = 1.25  # of the usual distance of lines: a larger one parts paragraphs
_APART = 2.0  # of the size: words so far from each other are cells rather than a line
_INDENT = 0.7  # of the size of the letters: a first line so far in begins a paragraph
_SHORT = 0.3  # of the width of the column: a line that leaves so much free is the last of its paragraph
_LARGER = 1.08  # sizes that differ less are the same


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, each with its page; `prefix` is the mark of a list item.

    `open` says that the last line is full, so that the paragraph may go on elsewhere, `low` that it stands in the lower
    half of its page, `apart` that its words are like the cells of a table.
    """

    prefix: str
    lines: tuple[str, ...]
    pages: tuple[int, ...]
    size: float
    bold: bool
    open: bool
    low: bool
    apart: bool = False

    @property
    def text(self) -> str:
        """Its lines with blanks between them."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Look:
    """How most of a document is set: size and weight of its letters, and the distance of its lines by their size."""

    size: float
    bold: bool
    spacing: float


def look_of(flows: Iterable[Flow]) -> Look:
    """Return how most letters of the flows are set."""
    letters: Counter[tuple[float, bool]] = Counter()
    spacings: list[float] = []
    for flow in flows:
        lines = [line for row in flow.rows if (line := _line(row))]
        for line in lines:
            letters[round(line.size, 1), line.bold] += len(line.text)
        spacings += [
            (b.base - a.base) / a.size
            for a, b in pairwise(lines)
            if abs(a.size - b.size) < 0.2 and 0.9 * a.size < b.base - a.base < 2.2 * a.size
        ]
    (size, bold), _ = letters.most_common(1)[0] if letters else ((10.0, False), 0)
    return Look(size, bold, sorted(spacings)[len(spacings) // 4] if spacings else 1.2)


def _line(row: Sequence[Item]) -> Piece | None:
    """Return what stands on one level as one line; None for a table."""
    pieces = [item for item in row if isinstance(item, Piece)]
    if len(pieces) < len(row) or not pieces:
        return None
    whole = max(pieces, key=lambda piece: len(piece.text))
    text = " ".join(piece.text for piece in pieces)
    apart = any(b.x0 - a.x1 > _APART * whole.size for a, b in pairwise(pieces) if not mark_of(f"{a.text} x")[0])
    first, lettered = pieces[0], [piece for piece in pieces if any(map(str.isalnum, piece.text))]
    return replace(
        whole, text=text, box=whole.box._replace(x0=first.x0, x1=pieces[-1].x1), words=len(text.split()),
        bold=all(piece.bold for piece in lettered), head=first.head,
        starts_bold=(lettered or pieces)[0].starts_bold, apart=apart,
    )  # fmt: skip


def paragraphs_of(
    rows: Iterable[Sequence[Item]], flow: Flow, page: int, height: float, look: Look
) -> Iterator[Paragraph]:
    """Yield the paragraphs that rows of text of a flow make up; lines of a table of contents are left out."""
    run: list[Piece] = []
    for row in rows:
        line = _line(row)
        if line is None or _LEADERS.search(line.text):
            continue
        if run and _begins(run, line, flow, look):
            yield _paragraph(run, flow, page, height)
            run = []
        run.append(line)
    if run:
        yield _paragraph(run, flow, page, height)


def mark_of(text: str) -> tuple[str, str]:
    """Return the list mark of a line, "" where it has none, and the text behind it.

    >>> mark_of("• Bus"), mark_of("2) Bahn"), mark_of("a) Rad"), mark_of("2024 fährt sie.")
    (('- ', 'Bus'), ('2. ', 'Bahn'), ('- ', 'a) Rad'), ('', '2024 fährt sie.'))
    """
    if found := _BULLET.match(text):
        return "- ", text[found.end() :]
    if found := _NUMBER.match(text):
        return f"{int(found[1])}. ", text[found.end() :]
    return ("- ", text) if _LETTER.match(text) else ("", text)


def ended(text: str) -> bool:
    """Tell whether a text ends like a sentence."""
    return bool(_ENDS.search(text))


def _begins(run: Sequence[Piece], line: Piece, flow: Flow, look: Look) -> bool:
    """Tell whether a line begins a paragraph rather than going on with one."""
    last = run[-1]
    distance = line.base - last.base
    if not 0 <= distance <= look.spacing * _SPACING * max(last.size, line.size):
        return True
    if max(last.size, line.size) > _LARGER * min(last.size, line.size):
        return True
    full = _is_full(last, line.head, flow)
    if last.bold != line.bold and not (full and _is_run_in(last, line)):
        return True
    return bool(mark_of(line.text)[0]) or _is_indented(run, line) or (not full and _is_last(last, flow))


def _is_run_in(last: Piece, line: Piece) -> bool:
    """Tell whether bold letters only open a paragraph, or stand within it."""
    return line.text[:1].islower() or line.starts_bold or last.text[-1] in ":-"


def _is_indented(run: Sequence[Piece], line: Piece) -> bool:
    """Tell whether a line stands further in than the one before, or a list item has ended to its left."""
    inward = line.x0 - run[-1].x0
    if mark_of(run[0].text)[0]:
        return (len(run) > 1 and inward < -_INDENT * line.size) or (len(run) == 1 and inward < -_INDENT * line.size)
    return inward > _INDENT * line.size and len(run) > 1


def _is_full(last: Piece, head: float, flow: Flow) -> bool:
    """Tell whether a word of this width would not have fitted into the line."""
    return last.x1 + 0.25 * last.size + head > flow.right - 0.1 * last.size


def _is_last(last: Piece, flow: Flow) -> bool:
    """Tell whether a line that has room for more is the last of its paragraph."""
    free = flow.right - last.x1
    return (ended(last.text) and free > 2 * last.size) or free > max(_SHORT * (flow.right - flow.left), 6 * last.size)


def _paragraph(run: Sequence[Piece], flow: Flow, page: int, height: float) -> Paragraph:
    prefix, first = mark_of(run[0].text)
    lines = (first, *(piece.text for piece in run[1:]))
    size = round(median(piece.size for piece in run) * 2) / 2
    bold = all(piece.bold for piece in run)
    last = run[-1]
    is_open = flow.right - last.x1 < 0.15 * (flow.right - flow.left) or last.text.endswith("-")
    return Paragraph(prefix, lines, (page,) * len(lines), size, bold, is_open, run[0].base > height / 2, run[0].apart)
