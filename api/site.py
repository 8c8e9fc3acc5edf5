"""Renders the pages of askers: templates, the words they need, and what keeps secrets out of caches and logs."""

from datetime import datetime
from itertools import groupby
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from api.handoff_schema import SaidOut
from api.serving import Serving
from api.wiring import Lotse
from assistant.messages import Reply, Statement
from assistant.people.cited import MARK
from assistant.people.handed import ThreadEntry
from assistant.people.moments import moment
from assistant.settings import QUESTION_CHARS
from knowledge.documents import STATE_NAMES
from knowledge.profile import PHASE_NAMES, TYPE_NAMES

WEB = Path(__file__).parent / "web"
KINDS = {
    "case_study": "Fallstudie",
    "guidance": "Leitfaden",
    "funding": "Förderung",
    "verified_answer": "Geprüfte Antwort",
    "page": "Seite",
}
WAITING = "Die Wissensbasis wird noch aufgebaut. Bitte senden Sie das Formular in einigen Sekunden noch einmal."
_CHOICES = {"states": STATE_NAMES, "types": TYPE_NAMES, "phases": PHASE_NAMES}
_templates = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=select_autoescape(["html"]))
_templates.filters["moment"] = lambda value: moment(datetime.fromisoformat(value) if isinstance(value, str) else value)
_templates.filters["with_marks"] = lambda text: list(_parts(text))


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page; it is in no index of a search engine, since its address may be a secret."""
    html = _templates.get_template(template).render({"kinds": KINDS, "limit": QUESTION_CHARS, **_CHOICES, **values})
    return HTMLResponse(html, status, {"X-Robots-Tag": "noindex"} if request.url.path != "/" else None)


def go_to(path: str) -> RedirectResponse:
    """Return the answer to a form that was taken."""
    return RedirectResponse(path, 303)


def lotse_of(request: Request) -> tuple[Lotse | None, str]:
    """Return the open Lotse, or None and what to tell the asker."""
    serving: Serving = request.app.state.serving
    return serving.lotse, serving.failure or WAITING


def _parts(text: str) -> list[tuple[str, tuple[int, ...]]]:
    """Return a text in pieces, each with the numbers of the sources named behind it."""
    pieces: list[tuple[str, tuple[int, ...]]] = []
    start = 0
    for found in MARK.finditer(text):
        numbers = tuple(int(n) for n in found[1].replace(";", ",").split(","))
        pieces.append((text[start : found.start()], numbers))
        start = found.end()
    return [*pieces, (text[start:], ())]


def parts_of(reply: Reply) -> list[tuple[str | None, list[Statement]]]:
    """Return the statements of a reply by the question that they answer."""
    return [(heading, list(group)) for heading, group in groupby(reply.statements, key=lambda one: one.heading)]


def speaker(said: ThreadEntry | SaidOut) -> str:
    """Return who said it, as the asker reads it; what people wrote is marked as such.

    >>> speaker(ThreadEntry("advisor", "1", "Ja.", None, name="Anna Muster"))
    'Antwort von Anna Muster (Beratung)'
    """
    if said.author == "advisor":
        return f"Antwort von {said.name} (Beratung)" if said.name else "Antwort der Beratung"
    names = {"asker": "Ihre Nachricht", "assistant": "Antwort von Lotse (automatisch)", "lotse": "Hinweis"}
    return names[said.author]
