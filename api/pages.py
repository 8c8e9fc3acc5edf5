"""The page at `/`: a plain form that works without JavaScript and gives the same answers as the API."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from pydantic import TypeAdapter, ValidationError

from api.schema import CONVERSATION_ID, ProfileIn, QuestionText, what_to_do
from api.serving import Serving
from api.site import WEB, lotse_of, page, parts_of
from assistant.conversation.profile_texts import shown
from assistant.messages import Question
from knowledge.errors import KnowledgeError

STATIC = WEB / "static"
router = APIRouter(include_in_schema=False)
_question = TypeAdapter(QuestionText)


def documents_in(request: Request) -> int | None:
    """Return how many documents the notice names; None while nobody knows."""
    serving: Serving = request.app.state.serving
    try:
        return serving.lotse.registry.counts()[0] if serving.lotse else None
    except KnowledgeError:  # the page stays readable, and its form can still hand a question over
        return None


def _page(request: Request, status: int = 200, **values: object) -> HTMLResponse:
    return page(request, "ask.html", status, documents=documents_in(request), parts_of=parts_of, **values)


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
    try:
        text = _question.validate_python(message)
        told["population"] = population.replace(".", "").replace(" ", "")
        profile = ProfileIn.model_validate({name: value or None for name, value in told.items()}).profile()
    except ValidationError as error:
        return _page(request, 422, typed=typed, error=what_to_do(error), talk=conversation)
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return _page(request, 503, typed=typed, error=waiting, talk=conversation)
    reply = lotse.reply_to(Question(text, profile, conversation or None))
    own = shown(reply.profile, reply.language) if reply.profile else ""
    return _page(request, typed=typed, reply=reply, own=own, talk=reply.conversation_id)
