"""Walks the body of a Word document: headings, paragraphs, items of lists, tables, text boxes and notes, in order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest.read.looks import UNKNOWN, Look
from ingest.read.outline import Heading, block_of
from ingest.read.table_rows import Cell
from ingest.read.tables_in_text import Piece, blocks_of_table
from ingest.read.word_numbering import Numbering
from ingest.read.word_runs import Runs, runs_of
from ingest.read.word_styles import DEFAULT, ListPlace, Style, is_on, look_of, outline_of, place_of
from ingest.read.xml_tree import Element, attribute, below, child, local, number
from ingest.split import Block

HEADING_CHARS = 300  # a longer one is a paragraph in the wrong style
_GONE = ("del", "moveFrom", "Fallback", "sectPr", "sdtPr")


class Body:
    """The body of one document while it is read; what is no piece of text gathers in its fields."""

    def __init__(self, styles: Mapping[str, Style], numbering: Numbering, notes: Mapping[tuple[str, str], Element]):
        self._styles, self._numbering, self._notes = styles, numbering, notes
        self._notes_said = 0
        self.title = ""
        self.hidden: list[str] = []
        self.pictures = 0
        self.deleted = False

    def pieces(self, container: Element, around: Look) -> Iterator[Piece]:
        """Yield headings and blocks in reading order; `around` is what everything inside looks like at first."""
        for one in container:
            name = local(one)
            if name == "p":
                yield from self._paragraph(one, around)
            elif name == "tbl":
                yield from self._table(one, around)
            elif name in _GONE:
                self.deleted |= name in ("del", "moveFrom")
            elif not _is_contents(one):
                yield from self.pieces(one, around)

    def _paragraph(self, paragraph: Element, around: Look) -> Iterator[Piece]:
        properties = child(paragraph, "pPr")
        key = attribute(child(properties, "pStyle"), "val") or DEFAULT
        style = self._styles.get(key, self._styles[DEFAULT])
        if style.contents:
            return
        shaded = look_of(None, child(properties, "shd"))
        runs = runs_of(paragraph, shaded.over(style.look).over(around), self._styles)
        self._note(runs)
        if runs.text:
            yield from self._said(runs, properties, key, style)
        yield from self._notes_of(runs, around)
        for box, ground in runs.boxes:
            yield from self.pieces(box, replace(around, ground=ground or around.ground))

    def _note(self, runs: Runs) -> None:
        self.pictures += runs.pictures
        self.deleted |= runs.deleted
        if runs.unseen:
            self.hidden.append(runs.unseen)

    def _said(self, runs: Runs, properties: Element | None, key: str, style: Style) -> Iterator[Piece]:
        text = runs.text
        own = place_of(properties)
        place = own or style.place
        if own and style.place and not own.list_id:
            place = ListPlace(style.place.list_id, own.level)
        mark = self._numbering.mark(place, key) if place else ""
        stated = outline_of(properties)
        level = style.level if stated is None else stated
        if style.title and not self.title:
            self.title = text
        elif (level or style.title) and len(text) <= HEADING_CHARS:
            yield Heading(level or 1, text if mark in ("- ", "– ") else mark + text)
        else:
            yield block_of(mark, text, bold=runs.bold)

    def _notes_of(self, runs: Runs, around: Look) -> Iterator[Block]:
        for key in runs.notes:
            note = self._notes.get(key)
            if note is None:
                continue
            self._notes_said += 1
            told = runs_of(note, self._styles[DEFAULT].look.over(around), self._styles)
            self._note(told)
            if told.text:
                yield Block(f"Fußnote {self._notes_said}: ", told.text)

    def _table(self, table: Element, around: Look) -> Iterator[Piece]:
        style = self._styles.get(attribute(child(table, "tblPr", "tblStyle"), "val") or "?")
        behind = Look(ground=UNKNOWN) if style and style.shaded else look_of(None, child(table, "tblPr", "shd"))
        rows = [self._row(row, behind.over(around)) for row in _within(table, "tr") if not self._row_is_gone(row)]
        if style and style.first_row and _shows_first_row(table):
            rows[:1] = [[(replace(cell, names=True), pieces) for cell, pieces in row] for row in rows[:1]]
        yield from blocks_of_table(_downward(rows))

    def _row_is_gone(self, row: Element) -> bool:
        gone = child(row, "trPr", "del") is not None
        self.deleted |= gone
        return gone

    def _row(self, row: Element, around: Look) -> list[tuple[Cell, list[Piece]]]:
        names = is_on(child(row, "trPr", "tblHeader"))
        before = number(child(row, "trPr", "gridBefore"), "val") or 0
        cells: list[tuple[Cell, list[Piece]]] = [(Cell("", before), [])] if before > 0 else []
        for cell in _within(row, "tc"):
            properties = child(cell, "tcPr")
            columns = max(1, number(child(properties, "gridSpan"), "val") or 1)
            joined = child(properties, "vMerge")
            goes_on = joined is not None and attribute(joined, "val") != "restart"
            look = look_of(None, child(properties, "shd")).over(around)
            pieces = list(self.pieces(cell, look))
            cells.append((Cell("", columns, 0 if goes_on else 1, names), pieces))
        return cells


def _shows_first_row(table: Element) -> bool:
    """Tell whether a table uses what its style says of first rows."""
    look = child(table, "tblPr", "tblLook")
    bits = attribute(look, "val") or ""
    stated = attribute(look, "firstRow")
    return (
        stated in ("1", "true")
        if stated
        else bool(re.fullmatch("[0-9A-Fa-f]{1,8}", bits)) and bool(int(bits, 16) & 0x20)
    )


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Yield rows or cells, also those inside content controls and tracked insertions."""
    for one in parent:
        if local(one) == name:
            yield one
        elif local(one) in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _within(one, name)


def _downward(rows: list[list[tuple[Cell, list[Piece]]]]) -> list[list[tuple[Cell, list[Piece]]]]:
    """Return the rows with each cell that goes on from above filled with what stands there."""
    above: dict[int, list[Piece]] = {}
    filled = []
    for row in rows:
        place, told = 0, []
        for cell, pieces in row:
            kept = above.get(place, []) if cell.rows == 0 else pieces
            above[place] = kept
            told.append((replace(cell, rows=1), kept))
            place += cell.columns
        filled.append(told)
    return filled


def _is_contents(one: Element) -> bool:
    """Tell whether a content control is a table of contents."""
    gallery = next(below(one, "docPartGallery"), None) if local(one) == "sdt" else None
    return gallery is not None and "Contents" in (attribute(gallery, "val") or "")
