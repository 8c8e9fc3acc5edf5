"""What stands on one page of a PDF, turned upright: glyphs, rules, filled boxes and pictures, with their places.

Lengths are points (1/72 inch); x grows to the right, y down from the top edge of the visible page.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: left, top, right and bottom edge."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(frozen=True, slots=True)
class Style:
    """How some text is set; `layer` counts what is painted, from below; an `unseen` text is painted without ink."""

    size: float
    bold: bool
    colour: tuple[int, int, int]
    unseen: bool
    layer: int


class Glyph(NamedTuple):
    """A character with its left and right edge and its baseline."""

    text: str
    x0: float
    x1: float
    base: float
    style: Style


@dataclass(frozen=True, slots=True)
class Painted:
    """A filled shape within a box; without a colour a picture, or a pattern. Only an `opaque` one fills its box."""

    box: Box
    colour: tuple[int, int, int] | None
    layer: int
    opaque: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, counted from 1. `sideways` are glyphs set at a right angle to most others, in their own direction.

    `rules` are thin straight lines, level or upright. `unreadable` glyphs have a shape, but no character.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    sideways: tuple[tuple[Glyph, ...], ...] = ()
    rules: tuple[Box, ...] = ()
    painted: tuple[Painted, ...] = ()
    unreadable: int = 0

    @property
    def pictured(self) -> float:
        """The share of the page that its largest picture covers, 0 to 1."""
        areas = (_overlap(one.box, self.width, self.height) for one in self.painted if one.colour is None)
        return max(areas, default=0.0) / max(self.width * self.height, 1.0)


def _overlap(box: Box, width: float, height: float) -> float:
    return max(0.0, min(box.x1, width) - max(box.x0, 0)) * max(0.0, min(box.y1, height) - max(box.y0, 0))


@dataclass(frozen=True, slots=True)
class Upright:
    """Turns places of a file (y up) into places on an upright page; `quarter` turns, against the clock, is its text."""

    left: float
    bottom: float
    right: float
    top: float
    quarter: int

    @property
    def width(self) -> float:
        return self.right - self.left if self.quarter % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.quarter % 2 == 0 else self.right - self.left

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file lies on the page.

        >>> [Upright(0, 0, 100, 200, quarter).point(10, 20) for quarter in range(4)]
        [(10, 180), (20, 10), (90, 20), (180, 90)]
        """
        if self.quarter == 0:
            return x - self.left, self.top - y
        if self.quarter == 1:
            return y - self.bottom, x - self.left
        return (self.right - x, y - self.bottom) if self.quarter == 2 else (self.top - y, self.right - x)

    def box(self, box: Box) -> Box:
        """Return where a box of the file lies on the page."""
        (ax, ay), (bx, by) = self.point(box.x0, box.y0), self.point(box.x1, box.y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
