"""Renders the pages of askers, and keeps secrets in their addresses out of search engines."""

import hashlib
from collections.abc import Mapping

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.serving import Serving
from api.templating import TEMPLATES, WEB
from api.wiring import Lotse
from assistant.settings import QUESTION_CHARS
from knowledge.documents import STATE_NAMES
from knowledge.errors import KnowledgeError
from knowledge.profile import PHASE_NAMES, TYPE_NAMES

STATIC = WEB / "static"
WAITING = "Die Wissensbasis wird noch aufgebaut. Bitte senden Sie das Formular in einigen Sekunden noch einmal."
_CHOICES: Mapping[str, object] = {"states": STATE_NAMES, "types": TYPE_NAMES, "phases": PHASE_NAMES}
_PUBLIC = frozenset({"/", "/chat", "/einbinden"})  # addresses without a secret


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page; in no index of a search engine, unless its address is public: others may be secrets."""
    path = request.url.path
    html = TEMPLATES.get_template(template).render({"limit": QUESTION_CHARS, "path": path, **_CHOICES, **values})
    return HTMLResponse(html, status, None if path in _PUBLIC else {"X-Robots-Tag": "noindex"})


def go_to(path: str) -> RedirectResponse:
    """Return the answer to a form that was taken."""
    return RedirectResponse(path, 303)


def sending(key: str, body: str) -> str | None:
    """Return the Idempotency-Key of a form that came with a key: sent again it is the same, with another text not."""
    return hashlib.sha256(f"{key}\0{body}".encode()).hexdigest() if key else None


def lotse_of(request: Request) -> tuple[Lotse | None, str]:
    """Return the open Lotse, or None and what to tell the asker."""
    serving: Serving = request.app.state.serving
    return serving.lotse, serving.failure or WAITING


def documents_in(request: Request) -> int | None:
    """Return how many documents the notice names; None while nobody knows."""
    lotse, _ = lotse_of(request)
    try:
        return lotse.registry.counts()[0] if lotse else None
    except KnowledgeError:  # the page stays readable, and its form can still hand a question over
        return None
