"""Finds the tables of a page that rules are drawn around, and what stands in their cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.read.pdf_sheet import Box
from ingest.read.pdf_words import Word, pieces_of
from ingest.read.table_rows import Cell

_NEAR = 3.0  # points: rules this near meet, and lines this near are one
_LEAST = 6.0  # points: a shorter rule is a mark, not a border
_RULES = 3_000  # of a page: more are a drawing
_CELL_CHARS, _LONE_CHARS = 700, 200  # a cell with more text is a box of a layout; the second where there is one row
_SIDES = 40  # columns of a table that people read


@dataclass(frozen=True, slots=True)
class Table:
    """A table and the lines in each of its cells, row by row."""

    box: Box
    rows: tuple[tuple[tuple[tuple[str, ...], Cell], ...], ...]


def taken_out(words: Sequence[Word], rules: Sequence[Box]) -> tuple[list[Table], list[Word]]:
    """Return the tables of a page, and the words outside of them."""
    tables: list[Table] = []
    rest = list(words)
    for grid in _grids(rules) if len(rules) <= _RULES else ():
        inside = [word for word in rest if grid.box.holds((word.x0 + word.x1) / 2, word.base - word.size / 4)]
        if inside and (table := _table(grid, inside)):
            tables.append(table)
            taken = set(map(id, inside))
            rest = [word for word in rest if id(word) not in taken]
    return tables, rest


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rules that hang together: the borders of columns and rows, and the rules themselves."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Box, ...]
    level: tuple[Box, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def open_right(self, row: int, column: int) -> bool:
        """Tell whether nothing parts a cell from the one to its right."""
        x, y = self.xs[column + 1], (self.ys[row] + self.ys[row + 1]) / 2
        return not any(abs(rule.x0 - x) <= _NEAR and rule.y0 <= y <= rule.y1 for rule in self.upright)

    def open_below(self, row: int, column: int) -> bool:
        """Tell whether nothing parts a cell from the one below it."""
        y, x = self.ys[row + 1], (self.xs[column] + self.xs[column + 1]) / 2
        return not any(abs(rule.y0 - y) <= _NEAR and rule.x0 <= x <= rule.x1 for rule in self.level)


def _grids(rules: Sequence[Box]) -> Iterator[_Grid]:
    """Yield the groups of crossing rules that make more than one cell."""
    upright = _merged([Box(r.y0, r.x0, r.y1, r.x1) for r in rules if r.y1 - r.y0 >= _LEAST and r.x1 - r.x0 < _NEAR])
    level = _merged([r for r in rules if r.x1 - r.x0 >= _LEAST and r.y1 - r.y0 < _NEAR])
    for standing, lying in _meeting([Box(r.y0, r.x0, r.y1, r.x1) for r in upright], level):
        xs = _borders([r.x0 for r in standing] + [x for r in lying for x in (r.x0, r.x1)])
        ys = _borders([r.y0 for r in lying] + [y for r in standing for y in (r.y0, r.y1)])
        if 3 <= len(xs) <= _SIDES and len(ys) >= 2:
            yield _Grid(xs, ys, tuple(standing), tuple(lying))


def _merged(level: list[Box]) -> list[Box]:
    """Return level rules, those that continue each other as one."""
    merged: list[Box] = []
    for rule in sorted(level, key=lambda r: (round(r.y0 / _NEAR), r.x0)):
        last = merged[-1] if merged else None
        if last and abs(last.y0 - rule.y0) <= _NEAR and rule.x0 <= last.x1 + _NEAR:
            merged[-1] = Box(last.x0, last.y0, max(last.x1, rule.x1), last.y1)
        else:
            merged.append(rule)
    return merged


def _meeting(upright: list[Box], level: list[Box]) -> Iterator[tuple[list[Box], list[Box]]]:
    """Yield the groups of upright and level rules that touch each other, directly or over others."""
    free = list(level)
    waiting = list(upright)
    while waiting:
        standing: list[Box] = []
        lying: list[Box] = []
        edge = [waiting.pop()]
        while edge:
            one = edge.pop()
            is_upright = one.y1 - one.y0 >= one.x1 - one.x0
            (standing if is_upright else lying).append(one)
            others = free if is_upright else waiting
            met = [other for other in others if _meet(one, other)]
            edge += met
            kept = [other for other in others if other not in met]
            free, waiting = (kept, waiting) if is_upright else (free, kept)
        yield standing, lying


def _meet(one: Box, other: Box) -> bool:
    beside = one.x0 - _NEAR <= other.x1 and other.x0 - _NEAR <= one.x1
    return beside and one.y0 - _NEAR <= other.y1 and other.y0 - _NEAR <= one.y1


def _borders(places: Iterable[float]) -> tuple[float, ...]:
    """Return different places in order; those near each other are one."""
    borders: list[float] = []
    for place in sorted(places):
        if not borders or place - borders[-1] > _NEAR:
            borders.append(place)
    return tuple(borders)


def _table(grid: _Grid, words: Iterable[Word]) -> Table | None:
    """Return the table in a grid; None when it is only a frame around text."""
    held: dict[tuple[int, int], list[Word]] = {}
    owners = _owners(grid)
    for word in words:
        row = _index(grid.ys, word.base - word.size / 4)
        column = _index(grid.xs, (word.x0 + word.x1) / 2)
        held.setdefault(owners[row, column], []).append(word)
    if len({column for _, column in held}) < 2:
        return None
    lines = {key: tuple(piece.text for piece in pieces_of(own)) for key, own in held.items()}
    most = _CELL_CHARS if len({row for row, _ in held}) > 1 else _LONE_CHARS
    if any(sum(map(len, told)) > most for told in lines.values()):
        return None
    bold = {key for key, own in held.items() if all(word.bold for word in own)}
    rows = []
    for row in range(len(grid.ys) - 1):
        columns = [column for column in range(len(grid.xs) - 1) if owners[row, column] == (row, column)]
        cells = []
        for column in columns:
            reach = [key for key, owner in owners.items() if owner == (row, column)]
            wide, high = len({c for _, c in reach}), len({r for r, _ in reach})
            told = lines.get((row, column), ())
            cells.append((told, Cell(" ".join(told), wide, high, (row, column) in bold and len(bold) < len(held))))
        rows.append(tuple(cells))
    return Table(grid.box, tuple(rows))


def _index(borders: Sequence[float], place: float) -> int:
    return next((n for n, (_, end) in enumerate(pairwise(borders)) if place <= end), len(borders) - 2)


def _owners(grid: _Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each cell of the grid the first of the cells that it is merged with."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(grid.ys) - 1):
        for column in range(len(grid.xs) - 1):
            if column and grid.open_right(row, column - 1):
                owners[row, column] = owners[row, column - 1]
            elif row and grid.open_below(row - 1, column):
                owners[row, column] = owners[row - 1, column]
            else:
                owners[row, column] = (row, column)
    return owners
