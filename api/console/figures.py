"""Figures for the team: how much was asked, answered and handed over in a period, and how soon."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.console import pictures
from api.console.access import Signed
from api.console.rendering import page
from api.ready import Ready
from api.store.figures import seen_in
from api.store.transaction import transaction
from assistant.handoff import REASON_NAMES
from assistant.people.figures import PERIOD_NAMES, Figures, Period, duration, figures_of, spans_of
from assistant.people.gaps import Gaps
from evals.axes import percent

TOP = 10  # gaps shown
FEW = "zu wenige"
router = APIRouter(prefix="/console", include_in_schema=False)


@router.get("/figures")
def show(request: Request, signed: Signed, lotse: Ready, period: Annotated[Period, Query()] = Period.MONTH) -> Response:
    """Show the figures of a period, and the largest open gaps."""
    now = lotse.desk.now()
    spans = spans_of(period, now)
    with transaction(lotse.desk.engine) as connection:
        figures = figures_of(spans, seen_in(connection, spans), now)
    gaps = lotse.desk.gaps.open()
    shown: dict[str, object] = {"period": period, "periods": PERIOD_NAMES, "kept_days": lotse.retention.days}
    shown |= {"spans": spans, "tiles": _tiles(figures), "charts": _charts(figures, gaps, period)}
    return page(request, "console/figures.html", signed, 200, **shown)


def _tiles(figures: Figures) -> list[tuple[str, str]]:
    shares = (figures.in_full, figures.in_part, figures.kept, figures.edited)
    in_full, in_part, kept, edited = (FEW if one is None else percent(one) for one in shares)
    median, p90 = (FEW if one is None else duration(one) for one in (figures.median, figures.p90))
    return [
        ("Fragen", str(figures.total)),
        ("Ganz beantwortet", in_full),
        ("In Teilen beantwortet", in_part),
        ("Übergaben", str(sum(n for _, n in figures.reasons))),
        ("Zeit bis zur Antwort, Median", median),
        ("Zeit bis zur Antwort, 90 % schneller als", p90),
        ("Zugesagte Zeit eingehalten", kept),
        ("Anteil der Entwürfe, den die Beratung änderte", edited),
    ]


def _charts(figures: Figures, gaps: Gaps, period: Period) -> list[dict[str, object]]:
    """Return each chart with the rows of the table beside it."""
    unit = "Woche ab" if period is Period.QUARTER else "Tag"
    volume = [(span.label, n) for span, n in zip(figures.spans, figures.asked, strict=True)]
    reasons = [(REASON_NAMES.get(name, name), n) for name, n in figures.reasons]
    top = [(group.key.label, len(group.questions)) for group in gaps.groups[:TOP]]
    per = "Fragen je Woche" if period is Period.QUARTER else "Fragen je Tag"
    return [
        {"title": per, "head": unit, "of": "Fragen", "rows": volume, "svg": pictures.columns(per, volume, "Fragen")},
        _lying("Übergaben nach Grund", "Grund", "Übergaben", reasons),
        _lying("Größte offene Lücken", "Lücke", "Fragen", top),
    ]


def _lying(title: str, head: str, of: str, rows: list[tuple[str, int]]) -> dict[str, object]:
    return {"title": title, "head": head, "of": of, "rows": rows, "svg": pictures.bars(title, rows)}
