"""The frame of a chart as SVG text: axes, grid, labels, and where a value lies. Knows nothing of what is drawn in it.

A drawing looks right by itself (dark on white). Each part also has a class (`ground`, `grid`, `axis`, `series-0` …), so
that a page which holds the drawing can give it other colours, for dark screens or forced colours.
"""

import math
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

INK, GROUND, GRID = "#1a1a1a", "#ffffff", "#d9d9d9"
HEAD = f'xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="12" fill="{INK}"'


def number(value: float) -> str:
    """Return a number as Germans write it, with three significant digits below a thousand.

    >>> number(138662), number(0.25), number(12.345), number(0)
    ('138.662', '0,25', '12,3', '0')
    """
    return f"{value:,.0f}".replace(",", ".") if abs(value) >= 1_000 else f"{value:.3g}".replace(".", ",")


def percent(value: float) -> str:
    """Return a share as whole per cent.

    >>> percent(0.2), percent(1)
    ('20 %', '100 %')
    """
    return f"{100 * value:.0f} %"


@dataclass(frozen=True, slots=True)
class Axis:
    """The range of values of one axis, where each of them lies, from 0 to 1, and how it is written."""

    low: float
    high: float
    log: bool = False
    written: Callable[[float], str] = number

    def at(self, value: float) -> float:
        scale: Callable[[float], float] = math.log10 if self.log else float
        return (scale(value) - scale(self.low)) / (scale(self.high) - scale(self.low))

    def ticks(self) -> list[float]:
        """Return round values within the range: powers of ten, or three to six steps of 1, 2 or 5."""
        if self.log:
            powers = range(math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9) + 1)
            return [10.0**power for power in powers]
        step = step_of(self.high - self.low)
        first = math.ceil(self.low / step - 1e-9)
        return [step * n for n in range(first, math.floor(self.high / step + 1e-9) + 1)]


def step_of(width: float) -> float:
    """Return the round step (1, 2 or 5 times a power of ten) that divides a width into three to seven.

    >>> step_of(100), step_of(0.9), step_of(7)
    (20.0, 0.2, 2.0)
    """
    power = 10.0 ** math.floor(math.log10(width / 3))
    return next(power * n for n in (5, 2, 1) if power * n * 3 <= width * (1 + 1e-9))


def from_zero(values: Sequence[float]) -> Axis:
    """Return an axis from zero, or from below it, to a round value that none of the values exceeds.

    >>> from_zero([3, 17]).high, from_zero([]).high
    (20.0, 1.0)
    """
    bottom, top = min([*values, 0.0]), max([*values, 0.0])
    if bottom == top:
        top = 1.0
    step = step_of(top - bottom)
    return Axis(bottom, step * math.ceil(top / step - 1e-9))


@dataclass(frozen=True, slots=True)
class Frame:
    """Two axes in a drawing of some size, with the room in pixels that labels need around them."""

    x_axis: Axis
    y_axis: Axis
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    def x(self, value: float) -> float:
        return round(self.left + self.x_axis.at(value) * (self.width - self.left - self.right), 1)

    def y(self, value: float) -> float:
        return round(self.height - self.bottom - self.y_axis.at(value) * (self.height - self.top - self.bottom), 1)

    def drawn(self, x_label: str, y_label: str) -> list[str]:
        """Return grid, ticks and labels of both axes."""
        left, right, bottom = self.left, self.width - self.right, self.height - self.bottom
        found = []
        for value in self.y_axis.ticks():
            y = self.y(value)
            found.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}" stroke="{GRID}"/>')
            found.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{self.y_axis.written(value)}</text>')
        for value in self.x_axis.ticks():
            x = self.x(value)
            found.append(f'<line class="axis" x1="{x}" x2="{x}" y1="{bottom}" y2="{bottom + 4}" stroke="{INK}"/>')
            found.append(f'<text x="{x}" y="{bottom + 17}" text-anchor="middle">{self.x_axis.written(value)}</text>')
        across, down = (left + right) / 2, self.height / 2
        return [
            *found,
            f'<line class="axis" x1="{left}" x2="{right}" y1="{bottom}" y2="{bottom}" stroke="{INK}"/>',
            f'<text x="{across}" y="{self.height - 10}" text-anchor="middle">{escape(x_label)}</text>',
            f'<text transform="translate(14 {down}) rotate(-90)" text-anchor="middle">{escape(y_label)}</text>',
        ]


def drawing(title: str, description: str, width: int, height: int, body: Sequence[str]) -> str:
    """Return one drawing on its ground, with its title and what it shows in words for those who cannot see it."""
    name = f"chart-{zlib.crc32(title.encode()):08x}"
    return "\n".join(
        [
            f'<svg {HEAD} class="chart" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
            f'aria-labelledby="{name}-title {name}-desc">',
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-desc">{escape(description)}</desc>',
            f'<rect class="ground" width="{width}" height="{height}" fill="{GROUND}"/>',
            *body,
            "</svg>",
        ]
    )
