"""Line charts as self-contained SVG text: no script, no style sheet, no library. Knows nothing of what is drawn.

Accessible: a title and a description in words for each chart; series told apart by colour, dash, marker and a label at
their end; all text and lines stand out from the white ground (contrast 4.5 to 1 and more).
"""

import math
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

Points = Sequence[tuple[float, float]]
WIDTH, HEIGHT = 420, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 66, 104, 34, 48  # the room around the lines, for labels
_STYLES = (("#0b5cad", "none"), ("#a8321e", "7 4"), ("#1b6e3c", "2 3"), ("#6b3fa0", "9 3 2 3"))
_HEAD = 'xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="12" fill="#1a1a1a"'


@dataclass(frozen=True, slots=True)
class _Axis:
    """The range of values of one axis, and where each of them lies, from 0 to 1."""

    low: float
    high: float
    log: bool

    def at(self, value: float) -> float:
        scale: Callable[[float], float] = math.log10 if self.log else float
        return (scale(value) - scale(self.low)) / (scale(self.high) - scale(self.low))

    def ticks(self) -> list[float]:
        """Return round values within the range: powers of ten, or three to six steps of 1, 2 or 5."""
        if self.log:
            powers = range(math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9) + 1)
            return [10.0**power for power in powers]
        step = _step(self.high - self.low)
        first = math.ceil(self.low / step - 1e-9)
        return [step * n for n in range(first, math.floor(self.high / step + 1e-9) + 1)]


def line_chart(title: str, series: Mapping[str, Points], x_label: str, y_label: str, *, log_x: bool = False) -> str:
    """Return a chart as SVG: a line for each series, y from 0 (or below), x from the first value to the last.

    >>> chart = line_chart("Tempo", {"lesen": [(1, 2), (10, 3)]}, "Größe", "je Sekunde", log_x=True)
    >>> chart.startswith("<svg"), "<title" in chart, chart.count("<polyline")
    (True, True, 1)
    """
    x_axis, y_axis = _axes(series, log_x)
    name = f"chart-{zlib.crc32(title.encode()):08x}"
    body = [*_grid(x_axis, y_axis), *_labels(title, x_label, y_label), *_lines(series, x_axis, y_axis)]
    return "\n".join(
        [
            f'<svg {_HEAD} width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-labelledby="{name}-title {name}-desc">',
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-desc">{escape(_in_words(series, x_label, y_label))}</desc>',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            *body,
            "</svg>",
        ]
    )


def side_by_side(title: str, charts: Sequence[str], columns: int = 2) -> str:
    """Return charts made by `line_chart` as one SVG, in rows from left to right."""
    width, height = WIDTH * min(columns, len(charts)), HEIGHT * math.ceil(len(charts) / columns) + 36
    placed = [
        f'<g transform="translate({WIDTH * (n % columns)} {HEIGHT * (n // columns) + 36})">\n{chart}\n</g>'
        for n, chart in enumerate(charts)
    ]
    head = f'<svg {_HEAD} width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="group">'
    shown = f'<text x="12" y="24" font-size="16" font-weight="600">{escape(title)}</text>'
    ground = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", ground, shown, *placed, "</svg>"])


def number(value: float) -> str:
    """Return a number as Germans write it, with three significant digits below a thousand.

    >>> number(138662), number(0.25), number(12.345), number(0)
    ('138.662', '0,25', '12,3', '0')
    """
    return f"{value:,.0f}".replace(",", ".") if abs(value) >= 1_000 else f"{value:.3g}".replace(".", ",")


def _axes(series: Mapping[str, Points], log_x: bool) -> tuple[_Axis, _Axis]:
    xs = [x for points in series.values() for x, _ in points] or [1.0]
    ys = [y for points in series.values() for _, y in points] or [1.0]
    low, high = min(xs), max(xs)
    if low == high:
        low, high = (low / 2, high * 2) if log_x else (low - 1, high + 1)
    bottom, top = min(0.0, *ys), max(*ys, 0.0) or 1.0
    step = _step(top - bottom)
    return _Axis(low, high, log_x), _Axis(bottom, step * math.ceil(top / step - 1e-9), log=False)


def _step(width: float) -> float:
    power = 10.0 ** math.floor(math.log10(width / 3))
    return next(power * n for n in (5, 2, 1) if power * n * 3 <= width * (1 + 1e-9))


def _x(axis: _Axis, value: float) -> float:
    return round(_LEFT + axis.at(value) * (WIDTH - _LEFT - _RIGHT), 1)


def _y(axis: _Axis, value: float) -> float:
    return round(HEIGHT - _BOTTOM - axis.at(value) * (HEIGHT - _TOP - _BOTTOM), 1)


def _grid(x_axis: _Axis, y_axis: _Axis) -> list[str]:
    left, right, bottom = _LEFT, WIDTH - _RIGHT, HEIGHT - _BOTTOM
    found = []
    for value in y_axis.ticks():
        y = _y(y_axis, value)
        found.append(f'<line x1="{left}" x2="{right}" y1="{y}" y2="{y}" stroke="#d9d9d9"/>')
        found.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{number(value)}</text>')
    for value in x_axis.ticks():
        x = _x(x_axis, value)
        found.append(f'<line x1="{x}" x2="{x}" y1="{bottom}" y2="{bottom + 4}" stroke="#1a1a1a"/>')
        found.append(f'<text x="{x}" y="{bottom + 17}" text-anchor="middle">{number(value)}</text>')
    return [*found, f'<line x1="{left}" x2="{right}" y1="{bottom}" y2="{bottom}" stroke="#1a1a1a"/>']


def _labels(title: str, x_label: str, y_label: str) -> list[str]:
    middle = (_LEFT + WIDTH - _RIGHT) / 2
    return [
        f'<text x="12" y="16" font-size="13" font-weight="600">{escape(title)}</text>',
        f'<text x="{middle}" y="{HEIGHT - 10}" text-anchor="middle">{escape(x_label)}</text>',
        f'<text transform="translate(14 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">{escape(y_label)}</text>',
    ]


def _lines(series: Mapping[str, Points], x_axis: _Axis, y_axis: _Axis) -> list[str]:
    ends = _apart({name: _y(y_axis, points[-1][1]) for name, points in series.items() if points})
    found = []
    for n, (name, points) in enumerate(series.items()):
        color, dash = _STYLES[n % len(_STYLES)]
        placed = [(_x(x_axis, x), _y(y_axis, y)) for x, y in points]
        path = " ".join(f"{x},{y}" for x, y in placed)
        found.append(
            f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2" stroke-dasharray="{dash}"/>'
        )
        found += [_marker(n, x, y, color) for x, y in placed]
        if points:
            found.append(f'<text x="{placed[-1][0] + 9}" y="{ends[name] + 4}" fill="{color}">{escape(name)}</text>')
    return found


def _marker(n: int, x: float, y: float, color: str) -> str:
    if n % 2:
        return f'<rect x="{x - 3.5}" y="{y - 3.5}" width="7" height="7" fill="{color}"/>'
    return f'<circle cx="{x}" cy="{y}" r="4" fill="{color}"/>'


def _apart(places: Mapping[str, float], gap: float = 14.0) -> dict[str, float]:
    """Return the places of labels, moved down where one would cover another."""
    found: dict[str, float] = {}
    last = -math.inf
    for name, y in sorted(places.items(), key=lambda item: item[1]):
        found[name] = last = max(y, last + gap)
    return found


def _in_words(series: Mapping[str, Points], x_label: str, y_label: str) -> str:
    told = (f"{name}: " + "; ".join(f"{number(x)}: {number(y)}" for x, y in own) for name, own in series.items())
    return f"{y_label} nach {x_label}. " + ". ".join(told) + "."
