"""Puts the pieces of a page into the order in which people read them: column by column, and line by line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import TypeVar

from ingest.read.pdf_tables import Table
from ingest.read.pdf_words import Piece

Item = Piece | Table
_T = TypeVar("_T", Piece, Table, Piece | Table)
_LINES = 3  # of a column, at least
_MARGINAL = 6  # of a column of notes beside the text
_EDGES = 12  # that many left edges are tried, those of most lines
_GUTTER = 4.0  # points between two columns, at least
_FULL, _WORDS = 0.55, 2.5  # of a line of running text: how much of its column it fills, and its words
_ALIGNED = 0.5  # share of lines with a neighbour on the same level, from which short lines are rows of a table


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that are read one after another between two edges; a row holds what stands on one level."""

    left: float
    right: float
    rows: tuple[tuple[Item, ...], ...]


def flows_of(items: Sequence[Item]) -> list[Flow]:
    """Return all that stands on a page in reading order."""
    return [_flow(group) for group in _ordered(items)]


def _ordered(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    gutter = _gutter(items)
    if gutter is None:
        if items:
            yield items
        return
    for left, right in _bands(items, gutter):
        if left and right:
            yield from _ordered(left)
            yield from _ordered(right)
        else:
            yield left or right


def _gutter(items: Sequence[Item]) -> float | None:
    """Return where the blank between two columns lies that most lines stand beside; None when there is none."""
    if len(items) < 2 * _LINES:
        return None
    edges = Counter(round(item.box.x0) for item in items)
    near = {edge: sum(edges[edge + by] for by in (-1, 0, 1)) for edge in edges}
    likely = sorted((edge for edge in near if near[edge] >= _LINES), key=lambda edge: (-near[edge], edge))[:_EDGES]
    ordered = sorted(items, key=lambda item: item.box.y0)
    score, gutter = max(((_score(ordered, edge - 1.5), edge - 1.5) for edge in likely), default=(0, 0.0))
    return gutter if score else None


def _score(items: Sequence[Item], gutter: float) -> int:
    """Return how many lines stand in columns that part here."""
    return sum(
        len(left) + len(right)
        for left, right in _bands(items, gutter)
        if min(len(left), len(right)) >= _LINES and _are_columns(left, right)
    )


def _bands(items: Sequence[Item], gutter: float) -> Iterator[tuple[list[Item], list[Item]]]:
    """Yield what stands left and right of a gutter, from one line that crosses it to the next; these stand alone."""
    left: list[Item] = []
    right: list[Item] = []
    crossing: list[Item] = []
    for item in sorted(items, key=lambda item: item.box.y0):
        side = left if item.box.x1 <= gutter else right if item.box.x0 >= gutter - 1 else None
        if side is None:
            if left or right:
                yield left, right
                left, right = [], []
            crossing.append(item)
            continue
        if crossing:
            yield crossing, []
            crossing = []
        side.append(item)
    yield from ((one, other) for one, other in ((crossing, []), (left, right)) if one or other)


def _are_columns(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Tell running text side by side from the columns of a table: its lines are full, or not on one level."""
    if min(item.box.x0 for item in right) - max(item.box.x1 for item in left) < _GUTTER:
        return False
    sides = [_lines(side) for side in (left, right)]
    if not all(sides):
        return True
    if min(map(len, sides)) < _LINES:
        return False
    if all(_is_running(side) for side in sides):
        return True
    fewer, more = sorted(sides, key=len)
    aligned = [any(abs(one.base - other.base) <= 0.2 * one.size for other in more) for one in fewer]
    words = mean(line.words for line in more)
    return len(fewer) >= _MARGINAL and mean(aligned) < _ALIGNED and words >= _WORDS


def _lines(side: Sequence[Item]) -> list["_Line"]:
    rows = _rows([item for item in side if isinstance(item, Piece)])
    return [_Line(row[0].x0, row[-1].x1, row[0].base, row[0].size, sum(piece.words for piece in row)) for row in rows]


def _is_running(lines: Sequence["_Line"]) -> bool:
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    filled = mean((line.x1 - line.x0) / max(width, 1) for line in lines)
    return filled >= _FULL and mean(line.words for line in lines) >= _WORDS


def _flow(items: Sequence[Item]) -> Flow:
    return Flow(min(i.box.x0 for i in items), max(i.box.x1 for i in items), tuple(map(tuple, _rows(items))))


def _rows(items: Sequence[_T]) -> list[list[_T]]:
    """Return what stands on one level together, from top to bottom and from left to right; a table stands alone."""
    rows: list[list[_T]] = []
    for item in sorted(items, key=lambda item: (_level(item), item.box.x0)):
        last = rows[-1][0] if rows else None
        level = isinstance(item, Piece) and isinstance(last, Piece) and item.base - last.base <= 0.4 * item.size
        if level:
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda item: item.box.x0) for row in rows]


def _level(item: Item) -> float:
    return item.base if isinstance(item, Piece) else item.box.y0


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands on one level in a column."""

    x0: float
    x1: float
    base: float
    size: float
    words: int
