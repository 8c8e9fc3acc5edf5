"""The report's charts, each with how to read it and its values as a table. Knows nothing of pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.axes import GRID, Axis, Frame, drawing, from_zero, percent
from evals.bars import HEIGHT, WIDTH, Bin, binned, histogram
from evals.charts import STYLES, marker, polyline
from evals.intervals import ratio_interval
from evals.measures import percentile
from evals.outcomes import answers
from evals.report.numbers import between, written
from evals.run import Answered

_TOLD = 20  # points of a long curve that are told in words and in its table


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG with its title, how to read it, and the same values as a table."""

    title: str
    reading: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def pictures(answered: Sequence[Answered], scores: Mapping[str, Any]) -> list[Picture]:
    """Return the charts for which there are data."""
    words = [float(sum(len(s.text.split()) for s in a.reply.statements)) for a in answered if answers(a.reply.outcome)]
    bins = [one for one in scores.get("reliability") or () if one["n"]]
    points = [(float(one["coverage"]), float(one["risk"])) for one in scores.get("risk_coverage") or ()]
    drawn: list[tuple[Callable[[], Picture], bool]] = [
        (lambda: reliability(bins), bool(bins)),
        (lambda: risk_coverage(points), bool(points)),
        (lambda: _spread(*_WORDS, words, {"Hälfte": 0.5, "9 von 10": 0.9}), bool(words)),
        (lambda: _spread(*_TIMES, [a.ms for a in answered], {"Hälfte": 0.5, "19 von 20": 0.95}), bool(answered)),
    ]
    return [draw() for draw, there in drawn if there]


_WORDS = (
    "Wie lang sind die Antworten?",
    "Jeder Balken zählt Antworten einer Länge. Die gestrichelten Linien sagen, wie lang die Hälfte und neun von zehn "
    "Antworten höchstens sind.",
    "Wörter je Antwort",
    "Antworten",
)
_TIMES = (
    "Wie lange dauert eine Antwort?",
    "Jeder Balken zählt Fragen, die nach so vielen Millisekunden beantwortet waren. 1.000 Millisekunden sind eine "
    "Sekunde. Die Zeiten gelten für den Rechner, auf dem gemessen wurde.",
    "Millisekunden",
    "Fragen",
)


def _spread(
    title: str, reading: str, x_label: str, y_label: str, values: Sequence[float], marks: Mapping[str, float]
) -> Picture:
    bins = binned(values)
    named = {name: percentile(values, share) for name, share in marks.items()}
    return Picture(title, reading, histogram(title, bins, x_label, y_label, named), (x_label, y_label), _counts(bins))


def _counts(bins: Sequence[Bin]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(one), str(one.n)) for one in bins)


def reliability(bins: Sequence[Mapping[str, Any]]) -> Picture:
    """Return how often answers of each confidence were right; bins hold `n`, mean `confidence` and share `right`."""
    title = "Stimmt die Zuversicht?"
    reading = (
        "Lotse gibt zu jeder Frage an, wie sicher es ist, dass die Unterlagen sie beantworten. Liegen die Punkte auf "
        "der gestrichelten Linie, stimmt die Angabe. Darunter ist Lotse zu zuversichtlich, darüber zu vorsichtig. "
        "Die senkrechten Striche sind 95-%-Intervalle."
    )
    share = Axis(0.0, 1.0, written=percent)
    frame = Frame(share, share, WIDTH, HEIGHT, left=60, right=24, top=14, bottom=46)
    ideal = f'<line class="ideal" x1="{frame.x(0)}" y1="{frame.y(0)}" x2="{frame.x(1)}" y2="{frame.y(1)}" {_DASHED}/>'
    placed = [(frame.x(one["confidence"]), frame.y(one["right"])) for one in bins]
    bounds = [_bounds(one) for one in bins]
    sure = [
        f'<line class="line series-0" x1="{x}" x2="{x}" y1="{frame.y(low)}" y2="{frame.y(high)}" '
        f'stroke="{STYLES[0][0]}" stroke-width="1.5"/>'
        for (x, _), (low, high) in zip(placed, bounds, strict=True)
    ]
    rows = tuple(
        (
            f"{percent(one['low'])} bis {percent(one['high'])}", str(one["n"]), written(one["confidence"], "share"),
            written(one["right"], "share"), between(*own, "share"),
        )
        for one, own in zip(bins, bounds, strict=True)
    )  # fmt: skip
    told = "; ".join(f"Zuversicht {row[2]}: {row[3]} richtig ({row[1]} Fragen)" for row in rows)
    body = [*frame.drawn("Zuversicht", "davon beantwortbar"), ideal, *sure, *(marker(0, x, y) for x, y in placed)]
    columns = ("Zuversicht", "Fragen", "Zuversicht im Mittel", "davon beantwortbar", "95-%-Intervall")
    return Picture(title, reading, drawing(title, f"{told}.", WIDTH, HEIGHT, body), columns, rows)


_DASHED = f'stroke="{GRID}" stroke-width="2" stroke-dasharray="6 4"'


def _bounds(one: Mapping[str, Any]) -> tuple[float, float]:
    right = round(one["right"] * one["n"])
    return ratio_interval([(1.0, 1.0)] * right + [(0.0, 1.0)] * (one["n"] - right))


def risk_coverage(points: Sequence[tuple[float, float]]) -> Picture:
    """Return the share of wrong answers over the share of questions that are answered, the most confident first."""
    title = "Was kostet es, mehr zu beantworten?"
    reading = (
        "Von links nach rechts kommen immer unsicherere Antworten hinzu. Die Linie zeigt, wie viele davon falsch sind: "
        "Es hätte keine Antwort geben sollen, oder sie nennt keines der erwarteten Dokumente. Gut ist eine Linie, die "
        "lange flach bleibt und erst rechts steigt."
    )
    high = from_zero([risk for _, risk in points]).high
    frame = Frame(
        Axis(0.0, 1.0, written=percent), Axis(0.0, high, written=percent), WIDTH, HEIGHT,
        left=60, right=24, top=14, bottom=46,
    )  # fmt: skip
    placed = [(frame.x(coverage), frame.y(risk)) for coverage, risk in points]
    told = [*points[:: max(1, len(points) // _TOLD)], points[-1]]
    rows = tuple(dict.fromkeys((written(coverage, "share"), written(risk, "share")) for coverage, risk in told))
    words = "; ".join(f"{coverage} gezeigt: {risk} falsch" for coverage, risk in rows)
    line = [polyline(0, placed)] if len(placed) > 1 else [marker(0, *placed[0])]
    body = [*frame.drawn("gezeigter Anteil der Antworten", "davon falsch"), *line]
    return Picture(
        title,
        reading,
        drawing(title, f"{words}.", WIDTH, HEIGHT, body),
        ("gezeigter Anteil der Antworten", "davon falsch"),
        rows,
    )
