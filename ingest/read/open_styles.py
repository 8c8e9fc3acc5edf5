"""Reads the styles of an OpenDocument text: how text of a style looks, which are headings, and how lists count."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.read.looks import UNKNOWN, Look
from ingest.read.xml_tree import Element, attribute, child, local, number

OUTLINE = "/outline"  # the list that numbers the headings
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75}


@dataclass(frozen=True, slots=True)
class Mark:
    """How the items of one level of a list are marked; `shown` levels are in the number; no `form`: not at all."""

    form: str
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class OpenStyles:
    """The styles of one document by name; those of text, paragraphs and cells share `looks` under (family, name)."""

    looks: Mapping[tuple[str, str], Look] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    lists: Mapping[str, Mapping[int, Mark]] = field(default_factory=dict)
    list_of: Mapping[str, str] = field(default_factory=dict)


def open_styles(*roots: Element | None) -> OpenStyles:
    """Return the styles of the given roots (styles.xml, content.xml); a later one wins."""
    stated: dict[tuple[str, str], Element] = {}
    lists: dict[str, dict[int, Mark]] = {}
    for root in roots:
        for group in root if root is not None else ():
            for one in group:
                if local(one) in ("style", "default-style"):
                    stated[attribute(one, "family") or "", _name(one)] = one
                elif local(one) in ("list-style", "outline-style"):
                    lists[OUTLINE if local(one) == "outline-style" else _name(one)] = _marks(one)
    looks = {key: _look(key, stated) for key in stated}
    titles = frozenset(name for family, name in stated if family == "paragraph" and _is_title(name, stated))
    of = {name: told for (_, name), one in stated.items() if (told := attribute(one, "list-style-name"))}
    return OpenStyles(looks, titles, lists, of)


def _name(style: Element) -> str:
    return attribute(style, "name") or ""


def _chain(key: tuple[str, str], stated: Mapping[tuple[str, str], Element]) -> list[Element]:
    """Return a style and those it is based on, the nearest first; a circle ends where it began."""
    family, name = key
    seen: dict[str, Element] = {}
    while (family, name) in stated and name not in seen:
        seen[name] = stated[family, name]
        name = attribute(seen[name], "parent-style-name") or ""
    return list(seen.values())


def _is_title(name: str, stated: Mapping[tuple[str, str], Element]) -> bool:
    return any(_name(one) in ("Title", "Titel") for one in _chain(("paragraph", name), stated))


def _look(key: tuple[str, str], stated: Mapping[tuple[str, str], Element]) -> Look:
    look = Look()
    for one in _chain(key, stated):
        look = look.over(_stated_look(one))
    return look


def _stated_look(style: Element) -> Look:
    text = child(style, "text-properties")
    around = next(
        (one for one in style if local(one).endswith("-properties") and local(one) != "text-properties"), None
    )
    ground = _ground(text) or _ground(around)
    display = attribute(text, "display")
    shown = None if display is None else display != "none"
    colour = UNKNOWN if attribute(text, "use-window-font-color") == "true" else _colour(attribute(text, "color"))
    weight = attribute(text, "font-weight")
    bold = None if weight is None else weight in ("bold", "600", "700", "800", "900")
    return Look(shown, colour, ground, _size(attribute(text, "font-size")), bold)


def _ground(properties: Element | None) -> str | None:
    """Return the colour behind a text; that of a frame counts only when it is filled."""
    if attribute(properties, "fill") in ("bitmap", "gradient", "hatch"):
        return UNKNOWN
    filled = attribute(properties, "fill-color") if attribute(properties, "fill") == "solid" else None
    return _colour(attribute(properties, "background-color") or filled)


def _colour(value: str | None) -> str | None:
    return value[1:].lower() if value and value.startswith("#") else None


def _size(value: str | None) -> float | None:
    """Return a length in points, None for a share of something else."""
    unit = _POINTS.get((value or "")[-2:])
    try:
        return float((value or "")[:-2]) * unit if unit else None
    except ValueError:
        return None


def _marks(style: Element) -> dict[int, Mark]:
    found = {}
    for one in style:
        level = number(one, "level") or 1
        if local(one) == "list-level-style-bullet":
            found[level] = Mark("bullet", bullet=True)
        elif local(one) in ("list-level-style-number", "outline-level-style"):
            start = number(one, "start-value")
            found[level] = Mark(
                attribute(one, "num-format") or "",
                attribute(one, "num-prefix") or "",
                attribute(one, "num-suffix") or "",
                1 if start is None else start,
                number(one, "display-levels") or 1,
            )
    return found
