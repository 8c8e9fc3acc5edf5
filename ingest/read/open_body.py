"""Walks the body of an OpenDocument text: headings, paragraphs, lists, tables, text boxes and notes, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.read.looks import Look
from ingest.read.open_lists import Counting
from ingest.read.open_runs import OpenRuns, drawn_runs, is_drawn, open_runs
from ingest.read.open_styles import OUTLINE, OpenStyles
from ingest.read.outline import Heading, block_of
from ingest.read.table_rows import COLUMNS, Cell
from ingest.read.tables_in_text import Piece, blocks_of_table
from ingest.read.xml_tree import Element, attribute, holds, local, number
from ingest.split import Block

REPEATED = 100  # rows; the repetition of a row with text in it is a slip
_INDEXES = ("table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index")
_SILENT = ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "annotation", *_INDEXES)
_GROUPS = ("table-header-rows", "table-rows", "table-row-group")


@dataclass(frozen=True, slots=True)
class _InList:
    """Where in a list something stands: the list's style, how deep, and the mark of the item that begins here."""

    style: str
    level: int
    mark: str = ""


class OpenBody:
    """The body of one document while it is read; what is no piece of text gathers in its fields."""

    def __init__(self, styles: OpenStyles) -> None:
        self._styles, self._counting = styles, Counting()
        self._notes_said = 0
        self.title = ""
        self.hidden: list[str] = []
        self.pictures = 0
        self.comments = 0
        self.deleted = False

    def pieces(self, container: Element, around: Look, place: _InList | None = None) -> Iterator[Piece]:
        """Yield headings and blocks in reading order; `around` is what everything inside looks like at first."""
        for one in container:
            name = local(one)
            if name in ("p", "h"):
                yield from self._paragraph(one, around, place)
                place = replace(place, mark="") if place else None
            elif name == "list":
                yield from self._list(one, around, place)
            elif name == "table":
                yield from self._table(one, around)
            elif name == "section" and attribute(one, "display") == "none":
                yield from self.pieces(one, Look(shown=False))
            elif name in _SILENT:
                self.deleted |= name == "tracked-changes" and holds(one, "deletion")
            elif is_drawn(one):
                yield from self._boxes(drawn_runs(one, around, self._styles))
            else:
                yield from self.pieces(one, around, place)

    def _paragraph(self, paragraph: Element, around: Look, place: _InList | None) -> Iterator[Piece]:
        style = attribute(paragraph, "style-name") or ""
        look = self._styles.looks.get(("paragraph", style), Look()).over(around)
        runs = open_runs(paragraph, look, self._styles)
        if runs.text:
            level = (number(paragraph, "outline-level") or 1) if local(paragraph) == "h" else 0
            yield from self._said(runs, level, style, place)
        yield from self._boxes(runs)
        for note in runs.notes:
            self._notes_said += 1
            text = " ".join(piece.text for piece in self.pieces(note, around))
            if text:
                yield Block(f"Fußnote {self._notes_said}: ", text)

    def _said(self, runs: OpenRuns, level: int, style: str, place: _InList | None) -> Iterator[Piece]:
        text = runs.text
        mark = place.mark if place else ""
        if style in self._styles.titles and not self.title:
            self.title = text
        elif not level:
            yield block_of(mark, text, bold=runs.bold)
        else:
            outline = self._styles.lists.get(OUTLINE, {})
            if not place and outline and outline.get(level) and outline[level].form:
                mark = self._counting.mark(OUTLINE, outline, level)
            yield Heading(level, text if mark in ("- ", "– ") else mark + text)

    def _boxes(self, runs: OpenRuns) -> Iterator[Piece]:
        self.pictures += runs.pictures
        self.comments += runs.comments
        if runs.unseen:
            self.hidden.append(runs.unseen)
        for box, look in runs.boxes:
            yield from self.pieces(box, look)

    def _list(self, element: Element, around: Look, outer: _InList | None) -> Iterator[Piece]:
        style = attribute(element, "style-name") or (outer.style if outer else "")
        place = _InList(style, outer.level + 1 if outer else 1)
        if attribute(element, "continue-numbering") != "true" and not attribute(element, "continue-list"):
            self._counting.begin(style, place.level)
        for item in element:
            mark = ""
            if local(item) == "list-item" and any(local(one) in ("p", "h") for one in item):
                marks = self._styles.lists.get(style, {})
                mark = self._counting.mark(style, marks, place.level, number(item, "start-value"))
            yield from self.pieces(item, around, replace(place, mark=mark))

    def _table(self, table: Element, around: Look) -> Iterator[Piece]:
        look = self._look_of("table", table).over(around)
        yield from blocks_of_table([row for one, heads in _rows(table) for row in self._row(one, heads, look)])

    def _row(self, row: Element, heads: bool, around: Look) -> list[list[tuple[Cell, list[Piece]]]]:
        cells: list[tuple[Cell, list[Piece]]] = []
        for one in row:
            if local(one) != "table-cell":
                continue
            columns, rows = (number(one, f"number-{side}-spanned") or 1 for side in ("columns", "rows"))
            look = self._look_of("table-cell", one).over(self._look_of("table-row", row)).over(around)
            cell = (Cell("", columns, rows, heads), list(self.pieces(one, look)))
            cells += [cell] * min(number(one, "number-columns-repeated") or 1, COLUMNS)
        return [cells] * min(number(row, "number-rows-repeated") or 1, REPEATED)

    def _look_of(self, family: str, element: Element) -> Look:
        return self._styles.looks.get((family, attribute(element, "style-name") or ""), Look())


def _rows(table: Element, heads: bool = False) -> Iterator[tuple[Element, bool]]:
    for one in table:
        if local(one) == "table-row":
            yield one, heads
        elif local(one) in _GROUPS:
            yield from _rows(one, heads or local(one) == "table-header-rows")
