"""Reads the styles of a Word document: which are headings, which belong to lists, and how text of a style looks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.read.looks import UNKNOWN, WHITE, Look
from ingest.read.xml_tree import Element, attribute, below, child, local, number

DEFAULT = ""  # the key of what holds where a paragraph names no style
_HEADING = re.compile(r"(?:heading|(?:ü|ue)?berschrift|titre|kop) ?([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|titel", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|verzeichnis|inhaltsverzeichnis) ?\d?|(?:toc heading|inhaltsverzeichnisüberschrift)", re.I
)
_OFF = ("0", "false", "off", "none")
_MARKER_COLOURS = {
    "black": "000000", "white": WHITE, "yellow": "ffff00", "green": "00ff00", "cyan": "00ffff", "magenta": "ff00ff",
    "blue": "0000ff", "red": "ff0000", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080",
    "lightGray": "c0c0c0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListPlace:
    """The list that a paragraph belongs to, and how deep in it; None: where the list says it for the style."""

    list_id: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says: heading `level` (0: none), title of the whole, part of a table of contents, list, look.

    Of a table: whether any cell of it is filled, and whether its first row looks unlike the others.
    """

    level: int = 0
    title: bool = False
    contents: bool = False
    place: ListPlace | None = None
    look: Look = field(default_factory=Look)
    shaded: bool = False
    first_row: bool = False


def styles_of(root: Element | None) -> dict[str, Style]:
    """Return the styles by id, each with what it takes over from the one it is based on."""
    if root is None:
        return {DEFAULT: Style()}
    stated = {attribute(one, "styleId") or "": one for one in root if local(one) == "style"}
    usual = Style(look=look_of(child(root, "docDefaults", "rPrDefault", "rPr")))
    found: dict[str, Style] = {}
    for key in stated:
        _resolve(key, stated, usual, found)
    default = next((key for key, one in stated.items() if _is_default(one)), None)
    return {DEFAULT: found[default] if default is not None else usual, **found}


def _is_default(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and (attribute(style, "default") or "0") not in _OFF


def _resolve(key: str, stated: Mapping[str, Element], usual: Style, found: dict[str, Style]) -> None:
    """File a style and those it is based on; a circle of styles ends where it began."""
    chain: list[str] = []
    while key in stated and key not in found and key not in chain:
        chain.append(key)
        key = attribute(child(stated[key], "basedOn"), "val") or DEFAULT
    own = bool(chain) and attribute(stated[chain[0]], "type") == "character"  # else it would hide its paragraph's look
    below_it = found.get(key, Style() if own else usual)
    for one in reversed(chain):
        below_it = found[one] = _stated(stated[one], one, below_it)


def _stated(style: Element, key: str, based_on: Style) -> Style:
    name = attribute(child(style, "name"), "val") or key
    heading = _HEADING.fullmatch(name) or _HEADING.fullmatch(key)
    outline = outline_of(child(style, "pPr"))
    level = outline if outline is not None else int(heading.group(1)) if heading else based_on.level
    return Style(
        level,
        bool(_TITLE.fullmatch(name)) or based_on.title,
        bool(_CONTENTS.fullmatch(name)),
        place_of(child(style, "pPr")) or based_on.place,
        look_of(child(style, "rPr"), child(style, "pPr", "shd")).over(based_on.look),
        based_on.shaded or any(_fill(one) not in (None, WHITE) for one in below(style, "shd")),
        based_on.first_row or any(attribute(one, "type") == "firstRow" for one in below(style, "tblStylePr")),
    )


def outline_of(properties: Element | None) -> int | None:
    """Return the heading level that the properties of a paragraph state, 0 for body text, None where they do not."""
    level = number(child(properties, "outlineLvl"), "val")
    return None if level is None else level + 1 if 0 <= level < 9 else 0


def place_of(properties: Element | None) -> ListPlace | None:
    """Return the list that the properties of a paragraph name; list "0" takes it out of its style's list."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    return ListPlace(attribute(child(numbering, "numId"), "val") or "", number(child(numbering, "ilvl"), "val"))


def look_of(run: Element | None, shading: Element | None = None) -> Look:
    """Return how the properties of a run make it look; `shading` is that of its paragraph or cell."""
    ground = _fill(child(run, "shd")) or _fill(shading)
    marker = _MARKER_COLOURS.get(attribute(child(run, "highlight"), "val") or "")
    look = Look(colour=_colour(child(run, "color")), ground=marker or ground)
    half_points = number(child(run, "sz"), "val")
    vanish = child(run, "vanish")
    shown = None if vanish is None else not is_on(vanish)
    bold = child(run, "b")
    return replace(
        look,
        shown=shown,
        size=None if half_points is None else half_points / 2,
        bold=None if bold is None else is_on(bold),
    )


def is_on(switch: Element | None) -> bool:
    """Tell whether a switch is set: it is there, and does not say that it is off."""
    return switch is not None and (attribute(switch, "val") or "1") not in _OFF


def _colour(element: Element | None) -> str | None:
    value = (attribute(element, "val") or "").lower()
    if value == "auto":  # black or white, whatever can be read
        return UNKNOWN
    if not value and attribute(element, "themeColor") in ("background1", "light1"):
        return WHITE
    return value or None


def _fill(shading: Element | None) -> str | None:
    if shading is None:
        return None
    if attribute(shading, "val") == "solid":
        return _colour_or_unknown(attribute(shading, "color"))
    fill = (attribute(shading, "fill") or "").lower()
    return None if fill in ("", "auto") else fill


def _colour_or_unknown(value: str | None) -> str:
    return UNKNOWN if value in (None, "", "auto") else str(value).lower()
