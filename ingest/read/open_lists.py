"""Counts the items of the lists of an OpenDocument text."""

from collections.abc import Mapping

from ingest.read.list_marks import bullet, letters, roman
from ingest.read.open_styles import Mark

_USUAL = Mark("bullet", bullet=True)


class Counting:
    """How far the lists of a document have counted, by list and level."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}

    def begin(self, key: str, level: int) -> None:
        """Begin the list `key` anew from `level` on."""
        self._counts[key] = {depth: count for depth, count in self._counts.get(key, {}).items() if depth < level}

    def mark(self, key: str, marks: Mapping[int, Mark], level: int, start: int | None = None) -> str:
        """Return the mark of the next item of list `key` at `level` (from 1); empty where it has none."""
        mark = marks.get(level, _USUAL if not marks else Mark(""))
        if mark.bullet:
            return bullet(level - 1)
        counts = self._counts.setdefault(key, {})
        counts[level] = start if start is not None else counts.get(level, mark.start - 1) + 1
        for deeper in [depth for depth in counts if depth > level]:
            del counts[deeper]
        if not mark.form:
            return ""
        shown = range(max(1, level - mark.shown + 1), level + 1)
        numbers = (_shown(marks.get(depth, mark).form, counts.get(depth, 1)) for depth in shown)
        return f"{mark.before}{'.'.join(filter(None, numbers))}{mark.after}".strip() + " "


def _shown(form: str, count: int) -> str:
    if form in ("a", "A"):
        return letters(count) if form == "a" else letters(count).upper()
    if form in ("i", "I"):
        return roman(count) if form == "i" else roman(count).upper()
    return str(count) if form else ""
