"""A plan as Markdown."""

import re
from collections.abc import Iterator

from api.export.wording import (
    CAUTIONS,
    NOTICE,
    OPEN_POINTS,
    SOURCES,
    cited,
    detail_of,
    facts_of,
    heading_of,
    made_on,
    open_point,
    printable,
    source_line,
    sources_by_document,
    step_line,
)
from assistant.roadmap.values import Plan, PlanStep

_SPECIAL = re.compile(r"[\\`*_<>|#]|\[(?!\d+\])|(?<=\d\])[(:]")  # a source number stays as it is, and no link


def markdown_of(plan: Plan, level: int = 1) -> str:
    """Return the plan for reading and for pasting into a wiki: phases, steps, what to mind, open points, sources.

    `level` is that of its first heading, 1 to 4.
    """
    return "\n\n".join(_blocks(plan, "#" * level)) + "\n"


def _blocks(plan: Plan, mark: str) -> Iterator[str]:
    yield f"{mark} {plain(heading_of(plan))}"
    yield f"{made_on(plan)} {NOTICE}"
    for phase in plan.phases:
        yield f"{mark}# {phase.name}"
        for step in phase.steps:
            yield from _step(step, mark)
    if plan.cautions:
        yield f"{mark}# {CAUTIONS}"
        yield "\n".join(f"- {plain(cited(note.text, note.citations))}" for note in plan.cautions)
    if plan.open_points:
        yield f"{mark}# {OPEN_POINTS}"
        yield "\n".join(_item(*open_point(note)) for note in plan.open_points)
    yield f"{mark}# {SOURCES}"
    for document, sources in sources_by_document(plan):
        yield f"Ausgewertet in: {plain(document)}"
        yield "\n".join(f"- [{s.n}] {plain(source_line(s))}{f' <{s.url}>' if s.url else ''}" for s in sources)


def _step(step: PlanStep, mark: str) -> Iterator[str]:
    yield f"{mark}## {plain(step_line(step))}"
    if detail := detail_of(step):
        yield plain(detail)
    if facts := facts_of(step):
        yield "\n".join(_item(label, text) for label, text in facts)


def _item(label: str, text: str) -> str:
    return f"- **{plain(label)}:** {plain(text)}"


def plain(text: str) -> str:
    """Return the text on one line, so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(printable(text).split()))
