"""Plain language over HTTP: the statements of a kept answer in plainer words, and the terms in them explained."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException

from api.problems import NOT_FOUND, RESPONSES
from api.ready import Ready
from api.schema import ConversationId
from assistant.plain.answer import plain_of
from assistant.plain.values import PlainAnswer
from knowledge import vocabulary

router = APIRouter(prefix="/api/v1")


@router.get("/conversations/{conversation_id}/plain/{message_id}", responses=RESPONSES | NOT_FOUND)
def plain(conversation_id: ConversationId, message_id: str, lotse: Ready) -> PlainAnswer:
    """Return an answer's statements in plainer words, in order, with the same citations; 404 when it is not kept."""
    reply = lotse.conversations.reply_of(message_id)
    if reply is None or reply.conversation_id != conversation_id:
        raise HTTPException(404)
    return plain_of(reply, vocabulary.starter(), lotse.wording)
