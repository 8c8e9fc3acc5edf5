"""A plan as a table that a German Excel opens by double click: semicolons, UTF-8 with a byte order mark."""

import csv
import io

from api.export.wording import detail_of, facts_of, open_point, origin_of, printable, sources_of
from assistant.roadmap.values import Plan, PlanPhase, PlanStep

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
    return (
        str(step.n), phase.name, step.title, detail_of(step), step.role or "", step.body or "", step.effort or "",
        "\n".join(notes), "\n".join(still_open), origin_of(plan, step), "\n".join(sources_of(plan, step)),
    )  # fmt: skip


def _harmless(cell: str) -> str:
    """Return the cell so that a spreadsheet shows it instead of computing it.

    >>> _harmless("=HYPERLINK(A1)"), _harmless("Rat")
    ("'=HYPERLINK(A1)", 'Rat')
    """
    shown = printable(cell)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) or cell.startswith(_FORMULA) else shown
