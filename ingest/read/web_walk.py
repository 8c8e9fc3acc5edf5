"""Walks a part of a web page: headings, paragraphs, items of lists, tables and definitions, in reading order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.read.html_tree import stated
from ingest.read.list_marks import bullet, letters, roman
from ingest.read.outline import LEVELS, Heading, plain
from ingest.read.table_rows import Cell
from ingest.read.tables_in_text import Piece, blocks_of_table
from ingest.read.web_furniture import is_said_by_a_button
from ingest.split import Block

if TYPE_CHECKING:
    from ingest.read.html_tree import Node

_IN_LINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike
    strong sub sup time tt u var wbr picture output ruby rb nobr""".split()
)
_SILENT = frozenset("script style noscript template button head title del s strike rp rt".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_FORMS: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda count: letters(count).upper(),
    "i": roman,
    "I": lambda count: roman(count).upper(),
}


@dataclass(slots=True)
class _Said:
    """What was walked so far; `line` is the text of the block that is still open, `mark` that of its list item."""

    pieces: list[Piece] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    mark: str = ""
    level: int = 1
    broken: bool = False

    def say(self, text: str) -> None:
        """Go on with the block that is open."""
        self.line.append(text)
        self.broken = self.broken and not text.strip()

    def break_line(self, joint: str) -> None:
        """Begin a new line, or after an empty one a new block."""
        if self.broken:
            self.close()
        self.line.append(joint if "".join(self.line).strip() else " ")
        self.broken = True

    def close(self) -> None:
        """End the block that is open."""
        text = plain("".join(self.line))
        self.line, self.broken = [], False
        if text and not is_said_by_a_button(text):
            self.pieces.append(Block(self.mark, text))
            self.mark = ""

    def head(self, level: int, text: str) -> None:
        """Begin what is under a heading."""
        self.close()
        self.level = min(LEVELS, level)
        self.pieces.append(Heading(self.level, text))


def pieces_of(node: "Node", level: int = 1) -> list[Piece]:
    """Return what stands in an element; `level` is that of the heading above it."""
    said = _Said(level=level)
    _walk(node, said, 0)
    said.close()
    return said.pieces


def _walk(node: "Node", said: _Said, depth: int) -> None:
    """Walk what is inside `node`; `depth` counts the lists around it."""
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if child.is_text_node:
            said.say(child.text_content or "")
        elif not child.is_element_node or tag in _SILENT or _points_to_a_note(child):
            continue
        elif tag in _IN_LINE:
            _walk(child, said, depth)
        elif tag == "br":
            said.break_line(", " if node.tag == "address" else " ")
        else:
            _block(child, tag, said, depth)


def _points_to_a_note(node: "Node") -> bool:
    """Tell whether an element is the small number of a footnote rather than a power."""
    return node.tag == "sup" and node.css_first("a") is not None and len(text_of(node)) < 6


def _block(node: "Node", tag: str, said: _Said, depth: int) -> None:
    """Walk an element that begins on a line of its own."""
    if tag in _HEADINGS or stated(node, "role") == "heading":
        _heading(node, tag, said)
        return
    if tag == "summary":
        said.head(said.level + 1, text_of(node))
        return
    said.close()
    if tag in ("ul", "ol", "menu"):
        _list(node, said, depth)
    elif tag == "table":
        _table(node, said)
    elif tag == "dl":
        _definitions(node, said)
    elif tag == "details":
        _details(node, said, depth)
    else:
        _walk(node, said, depth)
    said.close()


def _heading(node: "Node", tag: str, said: _Said) -> None:
    level = stated(node, "aria-level") or (tag[1:] if tag in _HEADINGS else "")
    said.head(max(1, _number(level, 2)), text_of(node))


def _list(node: "Node", said: _Said, depth: int) -> None:
    form = _FORMS.get(stated(node, "type"), str)
    count = _number(stated(node, "start"), 1)
    for child in node.iter():
        if child.tag != "li":
            _walk(child, said, depth + 1)
            said.close()
            continue
        count = _number(stated(child, "value"), count)
        said.mark = f"{form(count)}. " if node.tag == "ol" else bullet(depth)
        count += 1
        _walk(child, said, depth + 1)
        said.close()
        said.mark = ""


def _number(value: str, otherwise: int) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else otherwise


def _table(node: "Node", said: _Said) -> None:
    rows = []
    for row in _rows(node):
        if row.tag == "caption":
            said.line.append(text_of(row))
            said.close()
        else:
            rows.append([(_cell(cell, row), pieces_of(cell, said.level)) for cell in _cells(row)])
    said.pieces.extend(blocks_of_table(rows, layout=stated(node, "role") in ("presentation", "none")))


def _rows(table: "Node") -> "Iterator[Node]":
    for child in table.iter():
        if child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.iter() if row.tag == "tr")
        elif child.tag in ("tr", "caption"):
            yield child


def _cells(row: "Node") -> "Sequence[Node]":
    return [cell for cell in row.iter() if cell.tag in ("td", "th")]


def _cell(cell: "Node", row: "Node") -> Cell:
    heads = cell.tag == "th" and stated(cell, "scope") not in ("row", "rowgroup")
    names = heads or (row.parent is not None and row.parent.tag == "thead")
    return Cell("", _number(stated(cell, "colspan"), 1), _number(stated(cell, "rowspan"), 1), names)


def _definitions(node: "Node", said: _Said) -> None:
    """Say each term with its definition, so that it is understood alone."""
    terms: list[str] = []
    told = False
    for child in _terms(node):
        if child.tag == "dt":
            terms = [text_of(child)] if told else [*terms, text_of(child)]
            told = False
            continue
        term = ", ".join(filter(None, terms)).rstrip(":")
        pieces = pieces_of(child, said.level)
        told = True
        if term and len(pieces) == 1 and isinstance(pieces[0], Block) and not pieces[0].prefix:
            joint = " " if term[-1] in "?!" else ": "
            said.pieces.append(Block("", f"{term}{joint}{pieces[0].text}", row=True))
        else:
            said.pieces.extend([Block("", f"{term}:"), *pieces] if term and pieces else pieces)


def _terms(node: "Node") -> "Iterator[Node]":
    for child in node.iter():
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag == "div":
            yield from (inner for inner in child.iter() if inner.tag in ("dt", "dd"))


def _details(node: "Node", said: _Said, depth: int) -> None:
    """Take what a person unfolds as a section of its own, which ends with it."""
    around = said.level
    _walk(node, said, depth)
    said.head(around + 1, "")
    said.level = around


def text_of(node: "Node") -> str:
    """Return the text of an element in one line."""
    parts = (one.text_content if one.is_text_node else " " * (one.tag == "br") for one in _all_in(node))
    return plain("".join(part or "" for part in parts))


def _all_in(node: "Node") -> "Iterator[Node]":
    return node.traverse(include_text=True)
