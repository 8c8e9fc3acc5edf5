"""A plan as a table that a German Excel opens by double click: semicolons, UTF-8 with a byte order mark."""

import csv
import io

from api.export.wording import SUGGESTION, detail_of, facts_of, open_point, printable, source_line
from assistant.roadmap_values import Plan, PlanPhase, PlanStep

COLUMNS = ("Nr.", "Phase", "Schritt", "Erläuterung", "Beteiligt", "Gremium", "Beträge in der Quelle", "Hinweise",
           "Offen", "Herkunft", "Quellen")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(plan: Plan) -> bytes:
    """Return one row for each step; no cell can be taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for phase in plan.phases:
        for step in phase.steps:
            writer.writerow(_harmless(cell) for cell in _row(plan, phase, step))
    return text.getvalue().encode("utf-8-sig")


def _row(plan: Plan, phase: PlanPhase, step: PlanStep) -> tuple[str, ...]:
    notes = [f"{label}: {text}" for label, text in facts_of(step)[-len(step.notes) :]] if step.notes else []
    still_open = [": ".join(open_point(note)) for note in plan.open_points if note.step == step.n]
    cited = {*step.citations, *(n for note in step.notes for n in note.citations)}
    sources = [f"[{s.n}] {source_line(s)} {s.url or ''}".rstrip() for s in plan.sources if s.n in cited]
    return (
        str(step.n), phase.name, step.title, detail_of(step), step.role or "", step.body or "", step.effort or "",
        "\n".join(notes), "\n".join(still_open), SUGGESTION if step.suggestion else plan.title, "\n".join(sources),
    )  # fmt: skip


def _harmless(cell: str) -> str:
    """Return the cell so that a spreadsheet shows it instead of computing it.

    >>> _harmless("=HYPERLINK(A1)"), _harmless("Rat")
    ("'=HYPERLINK(A1)", 'Rat')
    """
    shown = printable(cell)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) or cell.startswith(_FORMULA) else shown
