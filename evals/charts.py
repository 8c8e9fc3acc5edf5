"""Line charts as self-contained SVG text: no script, no style sheet, no library. Knows nothing of what is drawn.

Accessible: a title and a description in words for each chart; series told apart by colour, dash, marker and a label at
their end; all text and lines stand out from the white ground (contrast 4.5 to 1 and more).
"""

import math
from collections.abc import Mapping, Sequence
from html import escape

from evals.axes import GROUND, HEAD, Axis, Frame, drawing, from_zero, number

Points = Sequence[tuple[float, float]]
WIDTH, HEIGHT = 420, 280
STYLES = (("#0b5cad", "none"), ("#a8321e", "7 4"), ("#1b6e3c", "2 3"), ("#6b3fa0", "9 3 2 3"))


def line_chart(title: str, series: Mapping[str, Points], x_label: str, y_label: str, *, log_x: bool = False) -> str:
    """Return a chart as SVG: a line for each series, y from 0 (or below), x from the first value to the last.

    >>> chart = line_chart("Tempo", {"lesen": [(1, 2), (10, 3)]}, "Größe", "je Sekunde", log_x=True)
    >>> chart.startswith("<svg"), "<title" in chart, chart.count("<polyline")
    (True, True, 1)
    """
    ys = [y for points in series.values() for _, y in points] or [1.0]
    frame = Frame(_spanned(series, log_x), from_zero(ys), WIDTH, HEIGHT, left=66, right=104, top=34, bottom=48)
    head = f'<text x="12" y="16" font-size="13" font-weight="600">{escape(title)}</text>'
    body = [*frame.drawn(x_label, y_label), head, *_lines(series, frame)]
    return drawing(title, _in_words(series, x_label, y_label), WIDTH, HEIGHT, body)


def side_by_side(title: str, charts: Sequence[str], columns: int = 2) -> str:
    """Return charts made by `line_chart` as one SVG, in rows from left to right."""
    width, height = WIDTH * min(columns, len(charts)), HEIGHT * math.ceil(len(charts) / columns) + 36
    placed = [
        f'<g transform="translate({WIDTH * (n % columns)} {HEIGHT * (n // columns) + 36})">\n{chart}\n</g>'
        for n, chart in enumerate(charts)
    ]
    head = f'<svg {HEAD} width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="group">'
    shown = f'<text x="12" y="24" font-size="16" font-weight="600">{escape(title)}</text>'
    ground = f'<rect width="{width}" height="{height}" fill="{GROUND}"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", ground, shown, *placed, "</svg>"])


def _spanned(series: Mapping[str, Points], log_x: bool) -> Axis:
    xs = [x for points in series.values() for x, _ in points] or [1.0]
    low, high = min(xs), max(xs)
    if low == high:
        low, high = (low / 2, high * 2) if log_x else (low - 1, high + 1)
    return Axis(low, high, log_x)


def _lines(series: Mapping[str, Points], frame: Frame) -> list[str]:
    ends = _apart({name: frame.y(points[-1][1]) for name, points in series.items() if points})
    found = []
    for n, (name, points) in enumerate(series.items()):
        placed = [(frame.x(x), frame.y(y)) for x, y in points]
        found += [polyline(n, placed), *(marker(n, x, y) for x, y in placed)]
        if points:
            color, _ = STYLES[n % len(STYLES)]
            found.append(f'<text x="{placed[-1][0] + 9}" y="{ends[name] + 4}" fill="{color}">{escape(name)}</text>')
    return found


def polyline(n: int, placed: Points) -> str:
    """Return the line of the n-th series through points of the drawing, in its colour and dash."""
    color, dash = STYLES[n % len(STYLES)]
    path = " ".join(f"{x},{y}" for x, y in placed)
    style = f'fill="none" stroke="{color}" stroke-width="2" stroke-dasharray="{dash}"'
    return f'<polyline class="line series-{n}" points="{path}" {style}/>'


def marker(n: int, x: float, y: float) -> str:
    """Return the mark of the n-th series at a point of the drawing."""
    color, _ = STYLES[n % len(STYLES)]
    if n % 2:
        return f'<rect class="mark series-{n}" x="{x - 3.5}" y="{y - 3.5}" width="7" height="7" fill="{color}"/>'
    return f'<circle class="mark series-{n}" cx="{x}" cy="{y}" r="4" fill="{color}"/>'


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
