"""A plan as a Word document (DOCX): headings, an overview table with a header row, sources at the end, in German."""

from datetime import date
from typing import TYPE_CHECKING

from api.export.docx_file import bytes_of, new_document
from api.export.wording import (
    CAUTIONS,
    NOTICE,
    OPEN_POINTS,
    OVERVIEW,
    SOURCES,
    addressed,
    cited,
    detail_of,
    facts_of,
    heading_of,
    made_on,
    open_point,
    printable,
    sources_by_document,
    step_line,
)
from assistant.roadmap.values import Plan, PlanStep

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Row

COLUMNS = ("Schritt", "Phase", "Beteiligt oder Gremium", "Beträge in der Quelle")


def docx_of(plan: Plan) -> bytes:
    """Return the plan as a document for the council's papers; the same plan gives the same bytes."""
    document = new_document(heading_of(plan), date.fromisoformat(plan.made_on))
    document.add_heading(printable(heading_of(plan)), 0)
    document.add_paragraph(f"{made_on(plan)} {NOTICE}")
    _overview(document, plan)
    for phase in plan.phases:
        document.add_heading(phase.name, 1)
        for step in phase.steps:
            _step(document, step)
    _points(document, CAUTIONS, [("", cited(note.text, note.citations)) for note in plan.cautions])
    _points(document, OPEN_POINTS, [open_point(note) for note in plan.open_points])
    _sources(document, plan)
    return bytes_of(document)


def _overview(document: "Document", plan: Plan) -> None:
    document.add_heading(OVERVIEW, 1)
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    _as_header(table.rows[0])
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for phase in plan.phases:
        for step in phase.steps:
            people = ", ".join(filter(None, (step.role, step.body)))
            row = (step_line(step), phase.name, people, step.effort or "")
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = printable(text)


def _as_header(row: "_Row") -> None:
    """Mark the row as the table's header: read out by screen readers, repeated on each page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _step(document: "Document", step: PlanStep) -> None:
    document.add_heading(printable(step_line(step)), 2)
    if detail := detail_of(step):
        document.add_paragraph(printable(detail))
    for label, text in facts_of(step):
        _item(document, label, text)


def _points(document: "Document", heading: str, points: list[tuple[str, str]]) -> None:
    if points:
        document.add_heading(heading, 1)
    for label, text in points:
        _item(document, label, text)


def _item(document: "Document", label: str, text: str) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    if label:
        paragraph.add_run(printable(f"{label}: ")).bold = True
    paragraph.add_run(printable(text))


def _sources(document: "Document", plan: Plan) -> None:
    document.add_heading(SOURCES, 1)
    for name, sources in sources_by_document(plan):
        document.add_paragraph(printable(f"Ausgewertet in: {name}"))
        for source in sources:
            document.add_paragraph(printable(addressed(source)), style="List Bullet")
