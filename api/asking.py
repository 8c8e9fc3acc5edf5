"""The page at `/chat`: a form that works without JavaScript and gives the same answers as the API.

An answer is shown on the page of its conversation, so that loading that page again asks nothing. The form carries a
key of its own: sent twice, by a double click or by going back, the same text is answered once.
"""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, StringConstraints, ValidationError

from api.schema import CONVERSATION_ID, ChatIn, what_to_do
from api.site import documents_in, go_to, lotse_of, page, sending
from api.wiring import Lotse
from assistant.messages import Reply
from knowledge.errors import LotseError

router = APIRouter(prefix="/chat", include_in_schema=False)


class AskedForm(BaseModel):
    """The form as a browser sends it: whatever is wrong with a field, it stays as it was typed."""

    message: str = ""
    state: str = ""
    population: str = ""
    type: str = ""
    phase: str = ""
    conversation: Annotated[str, StringConstraints(pattern=CONVERSATION_ID + "|^$")] = ""
    key: Annotated[str, StringConstraints(max_length=128)] = ""

    def checked(self) -> ChatIn:
        """Return the message that was typed. Raises ValidationError."""
        told = self.model_dump(include={"state", "type", "phase"})
        told["population"] = self.population.replace(".", "").replace(" ", "")
        profile = {name: value for name, value in told.items() if value}  # an empty field takes nothing back
        values = {"message": self.message, "profile": profile, "conversation_id": self.conversation or None}
        return ChatIn.model_validate(values)


@router.get("")
def show(request: Request) -> Response:
    """Show the empty form, with questions to start from."""
    return _form(request, AskedForm())


@router.post("")
def ask(request: Request, typed: Annotated[AskedForm, Form()]) -> Response:
    """Answer the form's question; whatever is wrong with it, what was typed stays in the form."""
    try:
        asked = typed.checked()
    except ValidationError as error:
        return _form(request, typed, 422, what_to_do(error))
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return _form(request, typed, 503, waiting)
    reply = _answered(asked, typed.key, lotse)
    if _kept(reply, lotse):
        return go_to(f"/gespraech/{reply.conversation_id}#antwort-{reply.message_id}")
    return page(request, "answer.html", typed=typed, reply=reply, documents=documents_in(request))


def _form(request: Request, typed: AskedForm, status: int = 200, error: str = "") -> Response:
    return page(
        request, "ask.html", status, typed=typed, error=error, talk=typed.conversation or None,
        documents=documents_in(request), suggestions=() if error else _suggestions(request),
    )  # fmt: skip


def _suggestions(request: Request) -> tuple[str, ...]:
    """Return questions that are answered well; none while nobody knows."""
    lotse, _ = lotse_of(request)
    try:
        return lotse.suggesting.texts() if lotse else ()
    except LotseError:
        return ()


def _answered(asked: ChatIn, key: str, lotse: Lotse) -> Reply:
    """Return the answer, the first one where this text was sent with this key before; another text is a new message."""
    body = asked.model_dump_json()
    return lotse.askers.once.reply(asked.question(), sending(key, body), body, lotse.reply_to)


def _kept(reply: Reply, lotse: Lotse) -> bool:
    """Return whether the page of the conversation can show this answer."""
    try:
        return lotse.conversations.reply_of(reply.message_id) is not None
    except LotseError:
        return False
