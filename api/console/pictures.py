"""Bar charts for pages as inline SVG: no script, no style; figures.css gives them the colours of the page."""

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from evals.axes import INK, Axis, Frame, drawing, from_zero, number
from evals.charts import STYLES

Rows = Sequence[tuple[str, int]]
_WIDTH, _HEIGHT = 420, 220
_ROW, _ROOM = 30, 30  # pixels per bar and around all
_LABELS = 8  # under columns, at most
_LONGEST = 44  # letters of a label


def columns(title: str, rows: Rows, y_label: str) -> Markup:
    """Return counts in order of time as upright bars.

    >>> columns("Fragen", [("1.11.", 3), ("2.11.", 0)], "Fragen").count("series-0")
    1
    """
    frame = Frame(
        Axis(0.0, float(max(1, len(rows)))), from_zero([float(n) for _, n in rows]),
        _WIDTH, _HEIGHT, left=52, right=8, top=12, bottom=30,
    )  # fmt: skip
    every = -(-len(rows) // _LABELS) or 1
    body = _grid(frame, y_label)
    for at, (label, n) in enumerate(rows):
        left, right, top = frame.x(at), frame.x(at + 1), frame.y(n)
        if n:
            body.append(_bar(left + 1, top, right - left - 2, frame.y(0) - top))
        if at % every == 0:
            middle = (left + right) / 2
            body.append(f'<text x="{middle:.1f}" y="{frame.y(0) + 17}" text-anchor="middle">{escape(label)}</text>')
    return Markup(drawing(title, _in_words(rows), _WIDTH, _HEIGHT, body))  # noqa: S704 - every text in it is escaped


def bars(title: str, rows: Rows) -> Markup:
    """Return counts as lying bars, each below its label and before its number.

    >>> bars("Gründe", [("Rechtsfrage & mehr", 3)]).count("Rechtsfrage &amp; mehr")
    2
    """
    most, height = max([1, *(n for _, n in rows)]), _ROW * len(rows) + _ROOM // 2
    body = []
    for at, (label, n) in enumerate(rows):
        top, width = at * _ROW + 6, n / most * (_WIDTH - 70)
        short = label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"
        body.append(f'<text x="4" y="{top + 9}">{escape(short)}</text>')
        body.append(_bar(4, top + 13, width, 9))
        body.append(f'<text x="{width + 10:.1f}" y="{top + 22}">{n}</text>')
    return Markup(drawing(title, _in_words(rows), _WIDTH, height, body))  # noqa: S704 - every text in it is escaped


def _grid(frame: Frame, y_label: str) -> list[str]:
    """Return lines at whole numbers, and the axis below the bars."""
    body = [
        f'<text transform="translate(14 {frame.height / 2}) rotate(-90)" text-anchor="middle">{escape(y_label)}</text>'
    ]
    for value in frame.y_axis.ticks():
        if value == int(value):
            y = frame.y(value)
            body.append(f'<line class="grid" x1="{frame.left}" x2="{frame.width - frame.right}" y1="{y}" y2="{y}"/>')
            body.append(f'<text x="{frame.left - 6}" y="{y + 4}" text-anchor="end">{number(value)}</text>')
    y = frame.y(0)
    body.append(
        f'<line class="axis" x1="{frame.left}" x2="{frame.width - frame.right}" y1="{y}" y2="{y}" stroke="{INK}"/>'
    )
    return body


def _bar(x: float, y: float, width: float, height: float) -> str:
    size = f'width="{width:.1f}" height="{height:.1f}"'
    return f'<rect class="bar series-0" x="{x:.1f}" y="{y:.1f}" {size} fill="{STYLES[0][0]}"/>'


def _in_words(rows: Rows) -> str:
    return "; ".join(f"{label}: {n}" for label, n in rows) or "keine"
