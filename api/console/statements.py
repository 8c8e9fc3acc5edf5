"""Takes what an advisor says of a single statement of the assistant's answer."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api.console.access import AtDesk, Csrf, Signed
from api.console.actions import Typed, written
from api.console.conversation import address, view
from api.ready import Ready
from assistant.feedback import COMMENT_CHARS, Reason, Verdict
from assistant.people.errors import HandoffGone

router = APIRouter(prefix="/console/handoffs", include_in_schema=False)


@router.post("/{number}/statements")
def judge(
    request: Request,
    number: str,
    signed: Signed,
    lotse: Ready,
    desk: AtDesk,
    _: Csrf,
    message: Typed = "",
    index: Annotated[int, Form(ge=0, le=10_000)] = 0,
    helpful: Typed = "",
    reason: Typed = "",
    comment: Typed = "",
) -> Response:
    """Keep a verdict on a statement in place of the same person's earlier one."""
    field, said = f"{message}-{index}", written(comment)
    typed = {"statement": field, "helpful": helpful, "reason": reason, "comment": comment}
    if not _of_this(number, message, desk):
        raise HTTPException(404)
    if error := _wrong(helpful, reason, said):
        return view(request, number, signed, lotse, 422, typed=typed, errors={f"comment-{field}": error})
    verdict = Verdict(helpful == "yes", Reason(reason) if helpful == "no" and reason else None, said)
    if not desk.statements.give(message, index, signed.advisor.login, verdict):
        raise HTTPException(404)
    return RedirectResponse(address(number, "statement", f"statement-{field}"), 303)


def _of_this(number: str, message: str, desk: AtDesk) -> bool:
    """Return whether a message belongs to the conversation of a handoff."""
    try:
        return any(entry.id == message and entry.reply for entry in desk.threads.of_handoff(number))
    except HandoffGone:
        return False


def _wrong(helpful: str, reason: str, comment: str) -> str:
    if helpful not in ("yes", "no"):
        return "Bitte sagen Sie, ob die Aussage hilft."
    if helpful == "no" and reason not in set(Reason):
        return "Bitte wählen Sie, warum die Aussage nicht hilft."
    over = len(comment) - COMMENT_CHARS
    return f"Bitte kürzen Sie die Bemerkung um {over} Zeichen." if over > 0 else ""
