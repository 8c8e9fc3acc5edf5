"""Reads slides (PPTX, PPTM, POTX): one section per slide, with its notes; hidden slides are told apart."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.read.extract import Extract
from ingest.read.left_out import left_out
from ingest.read.looks import Look
from ingest.read.outline import Heading, plain, sections_of
from ingest.read.refusing import readable, with_text
from ingest.read.slide_shapes import (
    Backdrop,
    Shape,
    in_reading_order,
    is_out_of_sight,
    is_title,
    leaves,
    look_of_shape,
    placeholder_of,
)
from ingest.read.slide_text import ShapeText, text_of_body
from ingest.read.table_rows import Cell
from ingest.read.tables_in_text import Piece, blocks_of_table
from ingest.read.titles import sensible, title_from
from ingest.read.xml_tree import attribute, below, child
from ingest.split import Block

_ON_EVERY_SLIDE = ("sldNum", "dt", "ftr", "hdr")
_BULLETED = ("obj", "body")


class SlidesReader:
    """Reads one document from each file."""

    version = "slides-1"

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        """Yield the document in `data`. Raises DocumentInvalid when it is broken, of another kind, or empty."""
        from pptx.exc import PythonPptxError

        with readable(name, "PowerPoint-Präsentation", PythonPptxError):
            extract = _extract(name, data)
        yield with_text(name, extract)


READER = SlidesReader()


@dataclass(slots=True)
class _Told:
    """What the slides hold."""

    pieces: list[Piece] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    pictures: int = 0
    hidden_slides: int = 0


def _extract(name: str, data: bytes) -> Extract:
    from pptx import Presentation

    deck: Any = Presentation(io.BytesIO(data))
    told = _Told()
    for page, slide in enumerate(deck.slides, 1):
        _slide(slide, page, deck.slide_width or 1, deck.slide_height or 1, told)
    title = sensible(next(iter(told.titles), "")) or sensible(deck.core_properties.title) or title_from(name)
    notes = left_out(hidden_slides=told.hidden_slides, pictures=told.pictures)
    return Extract(title, sections_of(told.pieces, title), hidden=tuple(told.hidden), notes=notes)


def _slide(slide: Any, page: int, width: int, height: int, told: _Told) -> None:
    heading, blocks, hidden, pictures = "", [], [], 0
    backdrop = Backdrop(slide)
    for shape in in_reading_order(slide.shapes, height):
        if placeholder_of(shape) in _ON_EVERY_SLIDE:
            continue
        leaf_shapes = list(leaves(shape, height))
        pictures += sum(map(_is_picture, leaf_shapes))
        said = _joined(_shape(leaf, backdrop.behind(shape), page) for leaf in leaf_shapes)
        hidden += said.hidden
        if is_out_of_sight(shape, width, height):
            hidden += [block.text for block in said.blocks]
        elif is_title(shape) and not heading:
            heading = " ".join(block.text for block in said.blocks)
        else:
            blocks += said.blocks
    notes = _notes(slide, page)
    if slide._element.get("show") in ("0", "false"):
        told.hidden_slides += 1
        told.hidden += [" ".join(filter(None, (heading, *(block.text for block in (*blocks, *notes))))), *hidden]
        return
    told.titles += [heading] if heading else []
    told.pieces += [Heading(1, heading or f"Folie {page}"), *blocks]
    told.pieces += [Heading(2, "Notizen"), *notes] if notes else []
    told.hidden += hidden
    told.pictures += pictures


def _joined(parts: Iterable[ShapeText]) -> ShapeText:
    said = list(parts)
    return ShapeText([block for part in said for block in part.blocks], [text for part in said for text in part.hidden])


def _shape(shape: Shape, ground: str, page: int) -> ShapeText:
    look = look_of_shape(shape, ground)
    if getattr(shape, "has_table", False):
        return _table(shape.table, page)
    if getattr(shape, "has_text_frame", False):
        bulleted = placeholder_of(shape) in _BULLETED and len(shape.text_frame.paragraphs) > 1
        return text_of_body(shape.text_frame._txBody, look, page, bulleted)
    return ShapeText([Block("- ", text, page=page) for text in _diagram(shape)])


def _table(table: Any, page: int) -> ShapeText:
    """Return the rows of a table; what is behind its text is its style's matter."""
    told = ShapeText()
    rows = []
    for place, row in enumerate(table.rows):
        cells = []
        for cell in row.cells:
            if cell.is_spanned:
                continue
            said = text_of_body(cell.text_frame._txBody, Look(ground="?"), page, bulleted=False)
            told.hidden += said.hidden
            names = bool(table.first_row) and place == 0
            cells.append((Cell("", cell.span_width, cell.span_height, names), said.blocks))
        rows.append(cells)
    told.blocks = [piece for piece in blocks_of_table(rows, page=page) if isinstance(piece, Block)]
    return told


def _diagram(shape: Shape) -> list[str]:
    """Return the texts of a drawn diagram (SmartArt), in the order in which they were written."""
    reference = next(below(shape._element, "relIds"), None)
    key = attribute(reference, "dm")
    if key is None:
        return []
    from pptx.oxml import parse_xml

    points = below(parse_xml(shape.part.related_part(key).blob), "pt")
    texts = (plain(" ".join(one.text or "" for one in below(point, "t"))) for point in points)
    return [text for text in texts if text]


def _notes(slide: Any, page: int) -> list[Block]:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return text_of_body(frame._txBody, Look(), page, bulleted=False).blocks if frame is not None else []


def _is_picture(shape: Shape) -> bool:
    return child(shape._element, "blipFill") is not None or bool(getattr(shape, "has_chart", False))
