"""Bars and whiskers as SVG text: how values are spread, and how sure one is. Knows nothing of what is drawn."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from evals.axes import GRID, INK, Axis, Frame, drawing, from_zero, number, step_of
from evals.charts import STYLES
from evals.measures import percentile

WIDTH, HEIGHT = 340, 250
_THICK = 18  # pixels of a whisker from top to bottom
_ROOM = 6  # pixels left and right of a whisker's scale, for dots at its ends
_FULLEST = 0.99  # share of the values that get bars of their own; the last bar also holds what lies beyond


@dataclass(frozen=True, slots=True)
class Bin:
    """How many values lie from `low` (included) to `high`; `high` is None for all from `low` on."""

    low: float
    high: float | None
    n: int

    def __str__(self) -> str:
        return f"ab {number(self.low)}" if self.high is None else f"{number(self.low)} bis unter {number(self.high)}"


def binned(values: Sequence[float]) -> list[Bin]:
    """Return values from 0 on, counted in bins of a round width; few far outliers join the last one.

    >>> [f"{one}: {one.n}" for one in binned([0, 1, 1, 4]) if one.n]
    ['0 bis unter 0,2: 1', '1 bis unter 1,2: 2', 'ab 4: 1']
    """
    top = percentile(values, _FULLEST) or 1.0
    step = step_of(top / 3)
    last = math.floor(top / step + 1e-9)
    counts = [0] * (last + 1)
    for value in values:
        counts[min(last, math.floor(value / step + 1e-9))] += 1
    return [Bin(step * k, None if k == last else step * (k + 1), n) for k, n in enumerate(counts)]


def histogram(title: str, bins: Sequence[Bin], x_label: str, y_label: str, marks: Mapping[str, float]) -> str:
    """Return bins as bars, and named values as upright lines across them."""
    step = bins[1].low - bins[0].low if len(bins) > 1 else 1.0
    y_axis = from_zero([float(one.n) for one in bins])
    frame = Frame(
        Axis(0.0, step * len(bins), written=number), y_axis, WIDTH, HEIGHT, left=54, right=14, top=40, bottom=46
    )
    bars = [_bar(frame, one.low, step, one.n) for one in bins if one.n]
    upright = [part for row, (name, value) in enumerate(marks.items()) for part in _mark(frame, row, name, value)]
    words = "; ".join(f"{one}: {one.n}" for one in bins if one.n)
    named = "".join(f" {name}: {number(value)}." for name, value in marks.items())
    return drawing(
        title,
        f"{y_label} nach {x_label}. {words}.{named}",
        WIDTH,
        HEIGHT,
        [*frame.drawn(x_label, y_label), *bars, *upright],
    )


def _bar(frame: Frame, low: float, step: float, n: int) -> str:
    left, right, top = frame.x(low), frame.x(low + step), frame.y(n)
    height = round(frame.y(0) - top, 1)
    return (
        f'<rect class="bar series-0" x="{left + 0.5}" y="{top}" width="{round(right - left - 1, 1)}" height="{height}" '
        f'fill="{STYLES[0][0]}"/>'
    )


def _mark(frame: Frame, row: int, name: str, value: float) -> list[str]:
    x, color, above = frame.x(min(value, frame.x_axis.high)), STYLES[1][0], 14 * (row + 1)
    anchor = "end" if x > frame.width * 0.6 else "start"
    aside = -5 if anchor == "end" else 5
    style = f'stroke="{color}" stroke-width="2" stroke-dasharray="5 3"'
    line = f'<line class="line series-1" x1="{x}" x2="{x}" y1="{above - 9}" y2="{frame.y(0)}" {style}/>'
    place = f'x="{x + aside}" y="{above}" text-anchor="{anchor}" fill="{color}"'
    text = f'<text class="label series-1" {place}>{escape(name)}: {number(value)}</text>'
    return [line, text]


def whisker(value: float, low: float, high: float, before: float | None = None, width: int = 120) -> str:
    """Return a share as a dot in its interval on a scale from 0 to 1, and an earlier share as an empty diamond.

    It is hidden from screen readers: whoever draws it has to write the figures beside it.
    """

    def x(share: float) -> float:
        return round(_ROOM + share * (width - 2 * _ROOM), 1)

    middle, color = _THICK // 2, STYLES[0][0]
    scale = "".join(f"M{x(share)} 1V{_THICK - 1}" for share in (0.0, 0.5, 1.0))
    ends = f"M{x(low)} {middle - 4}V{middle + 4}M{x(low)} {middle}H{x(high)}M{x(high)} {middle - 4}V{middle + 4}"
    diamond = "" if before is None else f"M{x(before)} {middle - 7}l5 7l-5 7l-5 -7z"
    return (
        f'<svg class="whisker" width="{width}" height="{_THICK}" viewBox="0 0 {width} {_THICK}" aria-hidden="true" '
        f'focusable="false"><path class="grid" d="{scale}" stroke="{GRID}"/>'
        f'<path class="line series-0" d="{ends}" stroke="{color}" stroke-width="2" fill="none"/>'
        f'<path class="before" d="{diamond}" stroke="{INK}" stroke-width="1.5" fill="none"/>'
        f'<circle class="mark series-0" cx="{x(value)}" cy="{middle}" r="3.5" fill="{color}"/></svg>'
    )
