"""Finds list marks that are drawn as dots and squares rather than written."""

from collections.abc import Iterator, Sequence

from ingest.read.pdf_sheet import Box, Sheet
from ingest.read.pdf_words import Word

_SMALL, _LARGE = 1.5, 8.0  # points: the width of a mark
_AWAY = 2.5  # of the size of the letters: a mark stands no farther in front of its word
_MARKS = 300  # of a page: more are the dots of a drawing


def drawn_marks(sheet: Sheet, words: Sequence[Word]) -> list[Word]:
    """Return a bullet for each small shape that stands directly in front of the first word of a line."""
    shapes = [one.box for one in sheet.painted if one.colour is not None and _is_small(one.box)]
    if len(shapes) > _MARKS:
        return []
    return [mark for box in dict.fromkeys(shapes) for mark in _mark(box, words)]


def _is_small(box: Box) -> bool:
    width, height = box.x1 - box.x0, box.y1 - box.y0
    return _SMALL <= width <= _LARGE and _SMALL <= height <= _LARGE and abs(width - height) < 1


def _mark(box: Box, words: Sequence[Word]) -> Iterator[Word]:
    middle = (box.y0 + box.y1) / 2
    level = [word for word in words if word.base - 0.8 * word.size < middle < word.base]
    right = min((word for word in level if word.x0 >= box.x1), key=lambda word: word.x0, default=None)
    if right is None or right.x0 - box.x1 > _AWAY * right.size:
        return
    if not any(right.x0 - 2 * _AWAY * right.size < word.x1 <= box.x0 for word in level):
        yield Word("•", box.x0, box.x1, right.base, right.size, bold=False, after_space=True)
