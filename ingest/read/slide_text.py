"""Reads the paragraphs of a shape on a slide: text with its list marks, and what is not seen of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.read.drawing_fill import colour_of
from ingest.read.list_marks import bullet, letters, roman
from ingest.read.looks import Look
from ingest.read.outline import plain
from ingest.read.xml_tree import Element, attribute, child, local, number
from ingest.split import Block

_BREAKS = ("br", "tab")
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "noFill")


@dataclass(slots=True)
class ShapeText:
    """The blocks of a shape, and the texts in it that nobody sees."""

    blocks: list[Block] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def text_of_body(body: Element | None, around: Look, page: int, bulleted: bool) -> ShapeText:
    """Return what a text body holds; `bulleted`: its paragraphs are items of a list unless they say otherwise."""
    told = ShapeText()
    counts: dict[int, int] = {}
    for paragraph in body if body is not None else ():
        if local(paragraph) != "p":
            continue
        seen, hidden = _runs(paragraph, around)
        if hidden:
            told.hidden.append(hidden)
        if seen:
            told.blocks.append(Block(_mark(child(paragraph, "pPr"), bulleted, counts), seen, page=page))
    return told


def _runs(paragraph: Element, around: Look) -> tuple[str, str]:
    seen: list[str] = []
    hidden: list[str] = []
    for one in paragraph:
        said = seen if _look(child(one, "rPr")).over(around).seen else hidden
        if local(one) in _BREAKS:
            seen.append(" ")
        else:
            said += _texts(one)
    return plain("".join(seen)), plain("".join(hidden))


def _texts(run: Element) -> Iterator[str]:
    return (one.text or "" for one in run.iter() if local(one) == "t")


def _look(properties: Element | None) -> Look:
    hundredths = number(properties, "sz")
    fill = next((one for one in properties if local(one) in _FILLS), None) if properties is not None else None
    if fill is not None and local(fill) == "noFill":
        return Look(shown=False)
    marker = colour_of(child(properties, "highlight"))
    return Look(colour=colour_of(fill), ground=marker, size=None if hundredths is None else hundredths / 100)


def _mark(properties: Element | None, bulleted: bool, counts: dict[int, int]) -> str:
    """Return the mark of a paragraph, and count it when it is numbered."""
    depth = number(properties, "lvl") or 0
    automatic = child(properties, "buAutoNum")
    for deeper in [level for level in counts if level > depth or (level == depth and automatic is None)]:
        del counts[deeper]
    if automatic is not None:
        start = number(automatic, "startAt")
        counts[depth] = counts.get(depth, (1 if start is None else start) - 1) + 1
        return _numbered(attribute(automatic, "type") or "", counts[depth])
    if child(properties, "buNone") is not None:
        return ""
    drawn = child(properties, "buChar") is not None or child(properties, "buBlip") is not None
    return bullet(depth) if bulleted or drawn or depth else ""


def _numbered(form: str, count: int) -> str:
    shown = letters(count) if form.startswith("alpha") else roman(count) if form.startswith("roman") else str(count)
    shown = shown.upper() if "Uc" in form else shown
    if form.endswith("ParenBoth"):
        return f"({shown}) "
    return f"{shown}) " if form.endswith("ParenR") else f"{shown}. "
