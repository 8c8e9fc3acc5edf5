"""What an asker does with a conversation on its page: judge an answer, save its plan, delete everything."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, TypeAdapter, ValidationError

from api.export.formats import FormatName
from api.feedback import FeedbackIn, told
from api.gespraech import GONE, conversation, said
from api.plans import Start, written
from api.problems import Refused
from api.schema import ConversationId
from api.site import go_to, lotse_of
from api.wiring import Lotse
from assistant.feedback import COMMENT_CHARS
from assistant.messages import Reply
from knowledge.errors import LotseError

router = APIRouter(prefix="/gespraech/{conversation_id}", include_in_schema=False)
NOT_TAKEN = f"Bitte sagen Sie, ob die Antwort geholfen hat, in höchstens {COMMENT_CHARS} Zeichen."
NO_START = "Bitte geben Sie den Beginn als Tag an, zum Beispiel 11.01.2027, oder lassen Sie ihn leer."
NOT_SURE = "Bitte bestätigen Sie unten, dass das Gespräch gelöscht werden soll."
DELETED = (
    "Ihr Gespräch ist gelöscht, mit allem, was Sie geschrieben haben. Offene Anliegen daraus sind geschlossen, und das "
    "Beratungsteam weiß, dass nichts mehr zu tun ist."
)
_start: TypeAdapter[date] = TypeAdapter(Start)


class JudgedForm(BaseModel):
    """The form below an answer as a browser sends it."""

    message_id: str = ""
    helpful: str = ""
    reason: str = ""
    comment: str = ""

    def checked(self) -> FeedbackIn:
        """Return what was said of the answer. Raises ValidationError."""
        values = {"message_id": self.message_id, "helpful": self.helpful, "reason": self.reason or None}
        return FeedbackIn.model_validate({**values, "comment": self.comment.replace("\r\n", "\n")})


@router.post("/rueckmeldung")
def judge(conversation_id: ConversationId, request: Request, typed: Annotated[JudgedForm, Form()]) -> Response:
    """Keep whether an answer helped, and show what follows from it: the thanks, or a person who takes over."""
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return said(request, waiting, 503)
    try:
        given = typed.checked()
        if _reply(lotse, conversation_id, given.message_id) is None:
            return said(request, GONE, 404)
        entry = told(given, lotse)
    except ValidationError:
        return conversation(request, lotse, conversation_id, 422, error=NOT_TAKEN, judged=typed)
    except Refused:
        return said(request, GONE, 404)
    except LotseError as error:
        return conversation(request, lotse, conversation_id, 503, error=str(error), judged=typed)
    place = f"anliegen-{entry.id}" if entry else f"rueckmeldung-{given.message_id}"
    return go_to(f"/gespraech/{conversation_id}#{place}")


@router.get("/fahrplan/{message_id}")
def plan(
    conversation_id: ConversationId,
    message_id: ConversationId,
    request: Request,
    format: FormatName = "docx",  # noqa: A002 - the name of the field that the form sends
    start: str = "",
) -> Response:
    """Give the plan of an answer as a file; `start` dates the tasks of a calendar."""
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return said(request, waiting, 503)
    try:
        begin = _start.validate_python(start) if start else None
        reply = _reply(lotse, conversation_id, message_id)
    except ValidationError:
        return conversation(request, lotse, conversation_id, 422, error=NO_START)
    except LotseError as error:
        return said(request, str(error), 503)
    return written(reply.plan, format, begin) if reply and reply.plan else said(request, GONE, 404)


@router.post("/loeschen")
def delete(conversation_id: ConversationId, request: Request, sure: Annotated[str, Form()] = "") -> Response:
    """Delete everything that is kept of the conversation."""
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return said(request, waiting, 503)
    if sure != "yes":
        return conversation(request, lotse, conversation_id, 422, error=NOT_SURE)
    try:
        known = lotse.forget(conversation_id)
    except LotseError as error:
        return said(request, str(error), 503)
    return said(request, DELETED, heading="Gelöscht") if known else said(request, GONE, 404)


def _reply(lotse: Lotse, conversation_id: str, message_id: str) -> Reply | None:
    """Return an answer of this conversation, None when it has no such one. Raises MemoryUnavailable."""
    reply = lotse.conversations.reply_of(message_id)
    return reply if reply and reply.conversation_id == conversation_id else None
