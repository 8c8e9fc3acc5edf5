"""The page of a conversation: everything said in it, the answers of people included. Its id is the key to it."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.handoff_schema import HandoffOut
from api.schema import ConversationId
from api.shown import REASONS
from api.site import documents_in, lotse_of, page
from api.wiring import Lotse
from assistant.conversation.profile_texts import shown
from assistant.feedback import COMMENT_CHARS
from assistant.people.handed import ThreadEntry
from assistant.people.progress import STATUS_NAMES
from assistant.people.states import UNFINISHED, Status
from assistant.plain.answer import plain_of
from assistant.plain.values import PlainAnswer
from knowledge import vocabulary
from knowledge.errors import LotseError

router = APIRouter(prefix="/gespraech/{conversation_id}", include_in_schema=False)
GONE = "Dieses Gespräch gibt es nicht oder nicht mehr. Gespräche werden nach einiger Zeit gelöscht."


@router.get("")
def show(conversation_id: ConversationId, request: Request, einfach: str = "") -> Response:
    """Show a conversation from its beginning, and the form for the next question.

    `einfach` is the message whose answer is wanted in plain words; `1` is the newest answer.
    """
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return said(request, waiting, 503)
    return conversation(request, lotse, conversation_id, plainly=einfach)


def conversation(
    request: Request, lotse: Lotse, conversation_id: str, status: int = 200, plainly: str = "", **values: object
) -> Response:
    """Return the page of a conversation; `values` add an error to it, and what was typed when it happened."""
    try:
        kept = _kept(lotse, conversation_id, plainly)
    except LotseError as error:
        return said(request, str(error), 503)
    if not (kept["thread"] or kept["standing"]):
        return said(request, GONE, 404)
    return page(
        request, "gespraech.html", status, talk=conversation_id, documents=documents_in(request), reasons=REASONS,
        comment_chars=COMMENT_CHARS, status_names=STATUS_NAMES, unfinished=UNFINISHED, **kept, **values,
    )  # fmt: skip


def said(request: Request, text: str, status: int = 200, heading: str = "Ihr Gespräch") -> Response:
    """Return a page that says one thing instead of the conversation."""
    return page(request, "said.html", status, heading=heading, said=text, alert=status != 200)


def _kept(lotse: Lotse, conversation_id: str, plainly: str) -> Mapping[str, object]:
    """Return what is kept of a conversation. Raises LotseError."""
    profile = lotse.conversations.recall(conversation_id).profile
    handed = lotse.askers.handoffs.of_conversation(conversation_id)
    thread = lotse.askers.threads.thread(conversation_id)
    return {
        "thread": thread,
        "standing": any(one.status is not Status.CLOSED for one in handed),  # what is deleted leaves closed ones
        "handed": [HandoffOut.of(one, lotse.askers.teams) for one in handed],
        "verdicts": lotse.feedback.given(conversation_id),
        "plain": _in_plain_words(lotse, thread, plainly),
        "profile": profile,
        "own": shown(profile),
    }


def _in_plain_words(lotse: Lotse, thread: Sequence[ThreadEntry], wanted: str) -> Mapping[str, PlainAnswer]:
    """Return the one answer that is wanted so, by message: a model that words it is asked for no other."""
    replies = {entry.id: entry.reply for entry in thread if entry.reply and entry.reply.statements}
    chosen = next(reversed(replies), "") if wanted == "1" else wanted
    if chosen not in replies:
        return {}
    return {chosen: plain_of(replies[chosen], vocabulary.starter(), lotse.wording)}
