"""Takes the text of a Word paragraph apart: what is seen, what is not, and what hangs on it (notes, text boxes)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.read.drawing_fill import ground_of
from ingest.read.looks import Look
from ingest.read.outline import plain
from ingest.read.word_styles import Style, look_of
from ingest.read.xml_tree import Element, attribute, child, local

_GONE = ("del", "moveFrom")
_SILENT = ("instrText", "delText", "pPr", "rPr", "sdtPr", "Fallback", "rt", "del", "moveFrom")
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": " "}
_SHAPES = ("wsp", "shape", "rect", "roundrect", "oval")
_PICTURES = ("blip", "imagedata")
_NOTES = ("footnoteReference", "endnoteReference")


@dataclass(slots=True)
class Runs:
    """The text of one paragraph in pieces; `boxes` come with the colour behind them, `notes` as (kind, id).

    `bold`: nothing in it is not.
    """

    seen: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[tuple[Element, str | None]] = field(default_factory=list)
    pictures: int = 0
    deleted: bool = False
    bold: bool = True

    @property
    def text(self) -> str:
        """What a person reads."""
        return plain("".join(self.seen))

    @property
    def unseen(self) -> str:
        """What a person does not see."""
        return plain("".join(self.hidden))


def runs_of(paragraph: Element, look: Look, styles: Mapping[str, Style]) -> Runs:
    """Return what a paragraph (or a note) holds; `look` is that of its style and of what is around it."""
    runs = Runs()
    _gather(paragraph, look, None, styles, runs)
    return runs


def _gather(parent: Element, look: Look, ground: str | None, styles: Mapping[str, Style], runs: Runs) -> None:
    for one in parent:
        name = local(one)
        if name == "t":
            (runs.seen if look.seen else runs.hidden).append(one.text or "")
            runs.bold &= bool(look.bold) or not (one.text or "").strip()
        elif name == "r":
            _gather(one, _look_of_run(one, look, styles), ground, styles, runs)
        elif name in _SHAPES:
            _gather(one, look, ground_of(one) or ground, styles, runs)
        elif name not in _SILENT and not _noted(one, name, ground, runs):
            _gather(one, look, ground, styles, runs)
        runs.deleted |= name in _GONE


def _noted(one: Element, name: str, ground: str | None, runs: Runs) -> bool:
    """File what is no text itself; False when there may be text inside."""
    if name == "txbxContent":
        runs.boxes.append((one, ground))
    elif name in _NOTES:
        runs.notes.append((name.removesuffix("Reference"), attribute(one, "id") or ""))
    elif name in _PICTURES:
        runs.pictures += 1
    elif name in _SIGNS:
        runs.seen.append(_SIGNS[name])
    else:
        return False
    return True


def _look_of_run(run: Element, look: Look, styles: Mapping[str, Style]) -> Look:
    properties = child(run, "rPr")
    if properties is None:
        return look
    style = styles.get(attribute(child(properties, "rStyle"), "val") or "?")
    return look_of(properties).over(style.look if style else Look()).over(look)
