"""The page of a conversation: everything said in it, the answers of people included. Its id is the key to it."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.handoff_schema import HandoffOut
from api.pages import documents_in
from api.schema import ConversationId
from api.site import lotse_of, page, parts_of, speaker
from assistant.people.progress import STATUS_NAMES
from knowledge.errors import LotseError

router = APIRouter(include_in_schema=False)
GONE = "Dieses Gespräch gibt es nicht oder nicht mehr. Gespräche werden nach einiger Zeit gelöscht."


@router.get("/gespraech/{conversation_id}")
def show(conversation_id: ConversationId, request: Request) -> HTMLResponse:
    """Show a conversation from its beginning, and the form for the next question."""
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return page(request, "said.html", 503, heading="Ihr Gespräch", said=waiting, alert=True)
    try:
        thread = lotse.askers.threads.thread(conversation_id)
        handed = lotse.askers.handoffs.of_conversation(conversation_id)
    except LotseError as error:
        return page(request, "said.html", 503, heading="Ihr Gespräch", said=str(error), alert=True)
    if not (thread or handed):
        return page(request, "said.html", 404, heading="Ihr Gespräch", said=GONE, alert=True)
    return page(
        request,
        "gespraech.html",
        thread=thread,
        handed=[HandoffOut.of(one, lotse.askers.teams) for one in handed],
        documents=documents_in(request),
        parts_of=parts_of,
        speaker=speaker,
        status_names=STATUS_NAMES,
        talk=conversation_id,
    )
