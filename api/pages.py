"""The page at `/`: a plain form that works without JavaScript and gives the same answers as the API."""

from itertools import groupby
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape
from pydantic import TypeAdapter, ValidationError

from api.schema import CONVERSATION_ID, ProfileIn, QuestionText, what_to_do
from api.serving import Serving
from assistant.conversation.profile_texts import shown
from assistant.messages import Question
from assistant.settings import QUESTION_CHARS
from knowledge.documents import STATE_NAMES
from knowledge.errors import KnowledgeError
from knowledge.profile import PHASE_NAMES, TYPE_NAMES

WEB = Path(__file__).parent / "web"
STATIC = WEB / "static"
KINDS = {
    "case_study": "Fallstudie",
    "guidance": "Leitfaden",
    "funding": "Förderung",
    "verified_answer": "Geprüfte Antwort",
    "page": "Seite",
}
_CHOICES = {"states": STATE_NAMES, "types": TYPE_NAMES, "phases": PHASE_NAMES}
router = APIRouter(include_in_schema=False)
_templates = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=select_autoescape(["html"]))
_question = TypeAdapter(QuestionText)


def _page(request: Request, status: int = 200, **values: object) -> HTMLResponse:
    serving: Serving = request.app.state.serving
    try:
        documents = serving.lotse.registry.counts()[0] if serving.lotse else None
    except KnowledgeError:  # the page stays readable, and its form can still hand a question over
        documents = None
    html = _templates.get_template("ask.html").render(
        {"kinds": KINDS, "documents": documents, "limit": QUESTION_CHARS, **_CHOICES, **values}
    )
    return HTMLResponse(html, status)


@router.get("/")
def show(request: Request) -> HTMLResponse:
    """Show the empty form."""
    return _page(request)


@router.post("/")
def ask(
    request: Request,
    message: Annotated[str, Form()] = "",
    state: Annotated[str, Form()] = "",
    population: Annotated[str, Form()] = "",
    municipality_type: Annotated[str, Form(alias="type")] = "",
    phase: Annotated[str, Form()] = "",
    conversation: Annotated[str, Form(pattern=CONVERSATION_ID + "|^$")] = "",
) -> HTMLResponse:
    """Answer the form's question; whatever is wrong with it, what was typed stays in the form."""
    told = {"state": state, "population": population, "type": municipality_type, "phase": phase}
    typed = {"message": message, **told}
    serving: Serving = request.app.state.serving
    try:
        text = _question.validate_python(message)
        told["population"] = population.replace(".", "").replace(" ", "")
        profile = ProfileIn.model_validate({name: value or None for name, value in told.items()}).profile()
    except ValidationError as error:
        return _page(request, 422, typed=typed, error=what_to_do(error))
    if serving.lotse is None:
        waiting = serving.failure or (
            "Die Wissensbasis wird noch aufgebaut. Bitte senden Sie Ihre Frage in einigen Sekunden noch einmal."
        )
        return _page(request, 503, typed=typed, error=waiting)
    reply = serving.lotse.reply_to(Question(text, profile, conversation or None))
    parts = [(heading, list(group)) for heading, group in groupby(reply.statements, key=lambda one: one.heading)]
    own = shown(reply.profile, reply.language) if reply.profile else ""
    return _page(request, typed=typed, reply=reply, parts=parts, own=own)
