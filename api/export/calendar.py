"""A plan as tasks of a calendar (iCalendar, RFC 5545): one VTODO for each step.

Without a start the tasks bear no dates, for the sources give none. With a start they stand SPACING apart, and each
task says that its dates are placeholders.
"""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from api.export.wording import detail_of, facts_of, heading_of, origin_of, printable, sources_of, step_line
from assistant.roadmap.values import Plan, PlanPhase, PlanStep

if TYPE_CHECKING:
    from icalendar import Todo

SPACING = timedelta(days=14)
_NAMESPACE = uuid.UUID("6f1c3a52-6c0e-5a52-9f0b-4c1f0f7e8a11")  # ours; the same plan gives the same ids
_PLACEHOLDER = f"Start und Frist sind Platzhalter im Abstand von {SPACING.days} Tagen. Passen Sie sie an."


def ics_of(plan: Plan, start: date | None = None) -> bytes:
    """Return the steps as tasks in order; dated from `start` on, where one is given."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Lotse//Fahrplan//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", printable(heading_of(plan)))
    for phase in plan.phases:
        for step in phase.steps:
            calendar.add_component(_task(plan, phase, step, start))
    found: bytes = calendar.to_ical()
    return found


def _task(plan: Plan, phase: PlanPhase, step: PlanStep, start: date | None) -> "Todo":
    from icalendar import Todo

    task = Todo()
    task.add("uid", f"{uuid.uuid5(_NAMESPACE, f'{plan.document_ids[0]} {step.n} {step.title}')}@lotse")
    task.add("dtstamp", datetime.combine(date.fromisoformat(plan.made_on), time(), UTC))
    task.add("summary", printable(step_line(step)))
    task.add("description", printable("\n".join(_lines(plan, step, start))))
    task.add("categories", [phase.name])
    task.add("status", "NEEDS-ACTION")
    if start is not None:
        begins = start + (step.n - 1) * SPACING
        task.add("dtstart", begins)
        task.add("due", begins + SPACING)
    return task


def _lines(plan: Plan, step: PlanStep, start: date | None) -> list[str]:
    lines = [detail_of(step), *(f"{label}: {text}" for label, text in facts_of(step))]
    lines += [f"Herkunft: {origin_of(plan, step)}", *sources_of(plan, step), _PLACEHOLDER if start else ""]
    return [line for line in lines if line]
