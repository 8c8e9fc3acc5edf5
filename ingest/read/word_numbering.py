"""Counts the items of the lists of a Word document, from top to bottom, as Word does it when it shows them."""

from dataclasses import dataclass, field

from ingest.read.list_marks import bullet, letters, roman
from ingest.read.word_styles import ListPlace
from ingest.read.xml_tree import Element, attribute, child, local, number

DEPTH = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one level are marked: form of the number, pattern ("%1.%2"), first number."""

    form: str
    pattern: str
    start: int = 1
    style: str = ""


@dataclass(slots=True)
class _List:
    """The levels of a list; lists of one `family` count on from each other, unless `restarts` says where to begin."""

    family: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one document while it is read."""

    def __init__(self, root: Element | None) -> None:
        self._lists = _lists_of(root) if root is not None else {}
        self._counts: dict[str, dict[int, int]] = {}

    def mark(self, place: ListPlace, style: str) -> str:
        """Return the mark of the next item in its list ("- ", "2. ", "a) "), empty where it has none."""
        one = self._lists.get(place.list_id)
        if one is None:
            return ""
        by_style = (depth for depth, level in one.levels.items() if level.style == style)
        depth = next(by_style, 0) if place.level is None else place.level
        level = one.levels.get(depth)
        if level is None or level.form == "none":
            return ""
        self._count(one, depth)
        if level.form == "bullet":
            return bullet(depth)
        text = level.pattern
        for above in range(min(depth, DEPTH) + 1):
            shown = self._shown(one, above)
            text = text.replace(f"%{above + 1}", shown)
        return f"{text.strip()} " if text.strip() else ""

    def _count(self, one: _List, depth: int) -> None:
        counts = self._counts.setdefault(one.family, {})
        start = one.levels[depth].start
        restart = one.restarts.pop(depth, None)
        counts[depth] = restart if restart is not None else counts.get(depth, start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]

    def _shown(self, one: _List, depth: int) -> str:
        level = one.levels.get(depth, Level("decimal", ""))
        count = self._counts[one.family].setdefault(depth, level.start)
        if level.form.endswith("Letter"):
            return letters(count).upper() if level.form == "upperLetter" else letters(count)
        if level.form.endswith("Roman"):
            return roman(count).upper() if level.form == "upperRoman" else roman(count)
        return f"{count:02}" if level.form == "decimalZero" else str(count)


def _lists_of(root: Element) -> dict[str, _List]:
    kinds = {attribute(one, "abstractNumId") or "": one for one in root if local(one) == "abstractNum"}
    linked = {attribute(child(one, "styleLink"), "val"): key for key, one in kinds.items()}
    found = {}
    for one in root:
        if local(one) != "num":
            continue
        family = attribute(child(one, "abstractNumId"), "val") or ""
        link = attribute(child(kinds.get(family), "numStyleLink"), "val")
        family = linked.get(link, family) if link else family
        found[attribute(one, "numId") or ""] = _list_of(one, family, kinds.get(family))
    return found


def _list_of(one: Element, family: str, kind: Element | None) -> _List:
    levels = _levels_of(kind)
    restarts = {}
    for override in (each for each in one if local(each) == "lvlOverride"):
        levels |= _levels_of(override)
        start = number(child(override, "startOverride"), "val")
        if start is not None:
            restarts[number(override, "ilvl") or 0] = start
    return _List(family, levels, restarts)


def _levels_of(kind: Element | None) -> dict[int, Level]:
    found = [one for one in kind if local(one) == "lvl"] if kind is not None else []
    return {
        number(one, "ilvl") or 0: Level(
            attribute(child(one, "numFmt"), "val") or "decimal",
            attribute(child(one, "lvlText"), "val") or "",
            1 if (start := number(child(one, "start"), "val")) is None else start,
            attribute(child(one, "pStyle"), "val") or "",
        )
        for one in found
    }
