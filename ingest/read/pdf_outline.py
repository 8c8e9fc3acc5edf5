"""Turns the flows of all pages into headings and blocks: what goes on over columns and pages is put together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.read.outline import Heading, plain
from ingest.read.pdf_columns import Flow
from ingest.read.pdf_joining import Joining
from ingest.read.pdf_loose_tables import rows_and_tables
from ingest.read.pdf_paragraphs import Look, Paragraph, ended, paragraphs_of
from ingest.read.pdf_tables import Table
from ingest.read.table_rows import Cell, rows_said, spread
from ingest.split import Block
from knowledge.sentences import spans

_LARGER = 1.12  # times the size of most letters: that of a heading
_MUCH_LARGER = 1.3  # so large a text is a heading also when it ends like a sentence
_HEADING_CHARS, _BOLD_CHARS, _HEADING_LINES = 200, 110, 4
_SMALLER = 0.93  # times the size of most letters: that of a footnote
_FOOTNOTE = re.compile(r"(\d{1,3})\s+\S")
FOOTNOTES = "Fußnoten"


@dataclass(frozen=True, slots=True)
class PageFlows:
    """The flows of a page, with its number and height."""

    number: int
    height: float
    flows: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class _PagedTable:
    """A table on a page; `top` says that nothing stands above it in its column."""

    page: int
    table: Table
    top: bool


_Part = Paragraph | _PagedTable


def pieces_of(pages: Iterable[PageFlows], look: Look, joining: Joining) -> Iterator[Heading | Block]:
    """Yield headings and blocks in reading order; footnotes stand at the end of their section."""
    parts, notes = _together(pages, look)
    levels = _levels((part for part in parts if isinstance(part, Paragraph)), look)
    waiting = list(reversed(notes))
    head: list[list[str]] = []
    for at, part in enumerate(parts):
        page = part.page if isinstance(part, _PagedTable) else part.pages[0]
        if isinstance(part, _PagedTable):
            goes_on = at > 0 and _continues(parts[at - 1], part)
            rows, head = _rows(part, head if goes_on else [], joining)
            if len(part.table.rows) > 1 or goes_on or not _continues(part, *parts[at + 1 : at + 2]):
                yield from rows
            else:  # its head alone stands here
                head = [[cell.text for _, cell in part.table.rows[0]]]
        elif level := _level(part, levels, look):
            yield from _footnotes(waiting, page, joining)
            yield Heading(level, plain(joining.joined(_with_mark(part))[0]))
        else:
            yield from _blocks(part, joining)
    yield from _footnotes(waiting, None, joining)


def _together(pages: Iterable[PageFlows], look: Look) -> tuple[list[_Part], list[Paragraph]]:
    """Return paragraphs and tables of all pages, those that go on joined, and the footnotes."""
    parts: list[_Part] = []
    notes: list[Paragraph] = []
    for page in pages:
        for flow in page.flows:
            own, below = _parted(list(_parts(flow, page, look)), look)
            notes += below
            last, first = parts[-1] if parts else None, own[0] if own else None
            if isinstance(last, Paragraph) and isinstance(first, Paragraph) and _goes_on(last, first, look):
                parts[-1] = replace(
                    last, lines=last.lines + first.lines, pages=last.pages + first.pages, open=first.open
                )
                own = own[1:]
            parts += own
    return parts, notes


def _parts(flow: Flow, page: PageFlows, look: Look) -> Iterator[_Part]:
    for place, part in enumerate(rows_and_tables(flow.rows)):
        if isinstance(part, Table):
            yield _PagedTable(page.number, part, top=place == 0)
        else:
            yield from paragraphs_of(part, flow, page.number, page.height, look)


def _parted(parts: list[_Part], look: Look) -> tuple[list[_Part], list[Paragraph]]:
    """Return the parts of a flow without the footnotes at its end, and these."""
    for at, part in enumerate(parts):
        below = [one for one in parts[at:] if isinstance(one, Paragraph) and one.size <= _SMALLER * look.size]
        if len(below) == len(parts) - at and isinstance(part, Paragraph) and part.low and _FOOTNOTE.match(part.text):
            return parts[:at], below
    return parts, []


def _goes_on(last: Paragraph, first: Paragraph, look: Look) -> bool:
    """Tell whether a paragraph goes on in another column or page."""
    if first.prefix or last.bold != first.bold or abs(last.size - first.size) > 0.6:
        return False
    if last.size >= _LARGER * look.size or (last.bold and not look.bold):
        return False
    return first.lines[0][:1].islower() or (last.open and not ended(last.lines[-1]))


# --- headings ---


def _is_heading(part: Paragraph, look: Look) -> bool:
    text = part.text
    if part.apart or part.prefix == "- " or len(part.lines) > _HEADING_LINES or len(text) > _HEADING_CHARS:
        return False
    if sum(map(str.isalpha, text)) < 2 or text[-1] in ";,":
        return False
    if part.size >= _MUCH_LARGER * look.size:
        return True
    if ended(text) and not text.endswith("?"):
        return False
    larger = part.size >= _LARGER * look.size
    return larger or (part.bold and not look.bold and len(text) <= _BOLD_CHARS and part.size >= 0.95 * look.size)


def _levels(parts: Iterable[Paragraph], look: Look) -> dict[tuple[float, bool], int]:
    """Return the level of each look of headings: the larger the higher, bold before light."""
    looks = {(part.size, part.bold) for part in parts if _is_heading(part, look)}
    return {one: level for level, one in enumerate(sorted(looks, key=lambda one: (-one[0], not one[1])), start=1)}


def _level(part: Paragraph, levels: dict[tuple[float, bool], int], look: Look) -> int | None:
    return levels[part.size, part.bold] if _is_heading(part, look) else None


def _with_mark(part: Paragraph) -> list[str]:
    """Return the lines of a heading; what looked like the mark of a list item is its number."""
    return [part.prefix + part.lines[0], *part.lines[1:]]


# --- blocks ---


def _blocks(part: Paragraph, joining: Joining) -> Iterator[Block]:
    """Yield a paragraph as a block; where it goes on over pages, one for the sentences that begin on each."""
    text, begins = joining.joined(part.lines)
    turns = [
        begin for begin, page, before in zip(begins[1:], part.pages[1:], part.pages, strict=False) if page != before
    ]
    pages = list(dict.fromkeys(part.pages))
    starts = [start for start, _ in spans(text)]
    cuts = [0, *(next((start for start in starts if start >= turn), len(text)) for turn in turns), len(text)]
    prefix = part.prefix
    for page, start, end in zip(pages, cuts, cuts[1:], strict=False):
        if told := plain(text[start:end]):
            yield Block(prefix, told, page=page)
            prefix = ""


def _footnotes(waiting: list[Paragraph], before: int | None, joining: Joining) -> Iterator[Heading | Block]:
    """Yield the footnotes of the pages before a heading's, under a heading of their own."""
    told = False
    while waiting and (before is None or waiting[-1].pages[0] < before):
        note = waiting.pop()
        if not told:
            yield Heading(9, FOOTNOTES)
            told = True
        yield from _blocks(note, joining)


def _continues(part: _Part, following: _Part | None = None) -> bool:
    """Tell whether a table goes on at the top of the next column or page."""
    return isinstance(part, _PagedTable) and isinstance(following, _PagedTable) and following.top


def _rows(part: _PagedTable, head: list[list[str]], joining: Joining) -> tuple[list[Block], list[list[str]]]:
    """Return the rows of a table as blocks, and the rows that name its columns, for a table that goes on."""
    cells = [[_joined(lines, cell, joining) for lines, cell in row] for row in part.table.rows]
    texts, heads = spread(cells)
    if head and len(head[0]) == max(map(len, texts), default=0) and not heads:
        texts, heads = head + [row for row in texts if row not in head], len(head)
    elif heads is None:
        heads = 1 if len(rows_said(texts[:2])) == 1 < len(texts) else 0
    told = rows_said(texts, heads)
    return [Block("", plain(text), page=part.page, row=True) for text in told], texts[:heads]


def _joined(lines: Sequence[str], cell: Cell, joining: Joining) -> Cell:
    return replace(cell, text=plain(joining.joined(lines)[0]))
