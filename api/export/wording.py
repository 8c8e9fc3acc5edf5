"""The words that every format of a plan uses, and text made safe for files."""

from collections.abc import Iterable
from datetime import date

from assistant.roadmap.values import Plan, PlanNote, PlanSource, PlanStep
from knowledge.freshness import dated

SUGGESTION = "Vorschlag"
CAUTIONS, OPEN_POINTS, SOURCES, OVERVIEW = "Worauf achten", "Offene Punkte", "Quellen", "Übersicht"
NOTICE = (
    "Automatisch zusammengestellt aus den genannten Quellen. Schritte mit dem Zusatz „Vorschlag“ stammen vom "
    "Assistenten und haben keine Quelle. Prüfen Sie den Plan, bevor Sie ihn verwenden."
)


def heading_of(plan: Plan) -> str:
    """Return the title line of a plan."""
    return f"Fahrplan: {plan.title}"


def made_on(plan: Plan) -> str:
    """Return when a plan was made, as people write it."""
    return f"Zusammengestellt am {date.fromisoformat(plan.made_on):%d.%m.%Y}."


def step_line(step: PlanStep) -> str:
    """Return number, lead-in and, where it applies, the mark of a suggestion.

    >>> step_line(PlanStep(3, "Wirkung messen", suggestion=True))
    '3. Wirkung messen (Vorschlag)'
    """
    return f"{step.n}. {step.title}" + (f" ({SUGGESTION})" if step.suggestion else "")


def cited(text: str, citations: Iterable[int]) -> str:
    """Return a text with its source numbers.

    >>> cited("Das Netz steht.", (1, 4))
    'Das Netz steht. [1][4]'
    """
    return " ".join(filter(None, [text, "".join(f"[{n}]" for n in citations)]))


def detail_of(step: PlanStep) -> str:
    """Return the explanation of a step with the source numbers of each sentence; the lead-in's where it is all."""
    return " ".join(cited(said.text, said.citations) for said in step.detail) or cited("", step.citations)


def facts_of(step: PlanStep) -> list[tuple[str, str]]:
    """Return what is known beside the explanation of a step, as (label, text)."""
    known = (("Beteiligt", step.role), ("Gremium", step.body), ("Beträge in der Quelle", step.effort))
    return [(label, text) for label, text in known if text] + [
        (note.label, cited(note.text, note.citations)) for note in step.notes
    ]


def open_point(note: PlanNote) -> tuple[str, str]:
    """Return label and text of an open point; the label names the step."""
    label = f"Schritt {note.step}, {note.label}" if note.step else note.label
    return label, cited(note.text, note.citations)


def sources_of(plan: Plan, step: PlanStep) -> list[str]:
    """Return the sources that a step and its notes cite, each on one line, and which of them may hold no more."""
    cited = {*step.citations, *(n for note in step.notes for n in note.citations)}
    lines = ((source, addressed(source)) for source in plan.sources if source.n in cited)
    return [f"{line} ({_age(source)})" if source.doubt else line for source, line in lines]


def sources_by_document(plan: Plan) -> list[tuple[str, list[PlanSource]]]:
    """Return each document that was evaluated, with its age, and the sources that it quotes."""
    grouped: dict[str, list[PlanSource]] = {}
    for source in plan.sources:
        document = f"{source.document_title} ({_age(source)})"
        grouped.setdefault(document, []).append(source)
    return list(grouped.items())


def _age(source: PlanSource) -> str:
    """Return how old the document behind a source is, and what that means."""
    return ", ".join(filter(None, [f"Stand {dated(source.as_of)}", source.doubt]))


def source_line(source: PlanSource) -> str:
    """Return what `[n]` stands for, without number and address."""
    return f"{source.title} ({source.publisher})" if source.publisher else source.title


def addressed(source: PlanSource) -> str:
    """Return number, title, publisher and address of a source."""
    return f"[{source.n}] {source_line(source)}" + (f": {source.url}" if source.url else "")


def origin_of(plan: Plan, step: PlanStep) -> str:
    """Return the document that a step was taken from, or that it is a suggestion."""
    return SUGGESTION if step.suggestion else plan.title


def printable(text: str) -> str:
    """Return a text without control characters, which some file formats do not allow."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
