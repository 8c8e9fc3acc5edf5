"""The conversation view of one handoff, as it is now and with what was typed when something could not be done."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from api.console import words
from api.console.access import Signed, SignedIn
from api.console.dossier import Dossier, dossier
from api.console.rendering import page
from api.ready import Ready
from api.wiring import Lotse
from assistant.feedback import COMMENT_CHARS, Reason
from assistant.people.errors import HandoffGone, HandoffTaken, NotAllowed
from assistant.people.forms import PART_NAMES
from assistant.people.kinds import KIND_NAMES, Kind
from assistant.people.moments import day

TEXT_CHARS = 8_000
VERDICT_REASONS: Mapping[str, str] = {
    Reason.WRONG: "falsch", Reason.INCOMPLETE: "unvollständig", Reason.UNCLEAR: "unklar",
    Reason.BESIDE_THE_POINT: "an der Frage vorbei", Reason.OUTDATED: "veraltet",
    Reason.WRONG_SOURCE: "falsche Quelle", Reason.OTHER: "etwas anderes",
}  # fmt: skip
_NOTHING: Mapping[str, str] = {}
_TEXTS = ("asking", "handing", "noting", "closing", "notice", "where", "words", "passing")  # fields people write in
router = APIRouter(prefix="/console/handoffs", include_in_schema=False)


def address(number: str, done: str = "", anchor: str = "") -> str:
    """Return the address of a handoff's page.

    >>> address("L-A", "note", "notes")
    '/console/handoffs/L-A?done=note#notes'
    """
    return f"/console/handoffs/{number}" + (f"?done={done}" if done else "") + (f"#{anchor}" if anchor else "")


@router.get("/{number}")
def conversation(request: Request, number: str, signed: Signed, lotse: Ready) -> HTMLResponse:
    """Show a handoff with everything that is known of it."""
    return view(request, number, signed, lotse)


def view(
    request: Request,
    number: str,
    signed: SignedIn,
    lotse: Lotse,
    status: int = 200,
    *,
    typed: Mapping[str, str] = _NOTHING,
    errors: Mapping[str, str] = _NOTHING,
    conflict: str = "",
) -> HTMLResponse:
    """Return the page as it is now, with what was typed. Raises HTTPException 404."""
    try:
        about = dossier(number, signed.advisor.login, lotse.desk, lotse)
    except HandoffGone as error:
        raise HTTPException(404) from error
    return page(
        request, "console/conversation.html", signed, status,
        about=about, handed=about.handed, typed=typed, kept=[typed[name] for name in _TEXTS if typed.get(name)],
        errors=errors, conflict=conflict, comment_chars=COMMENT_CHARS,
        statuses=words.STATUS_NAMES, kind=KIND_NAMES[Kind(about.handed.kind)],
        reason=words.REASON_NAMES.get(about.handed.reason, about.handed.reason), outcome=words.outcome_name,
        labels=words.KIND_LABELS, verdict_reasons=VERDICT_REASONS, slots=_slots(about),
    )  # fmt: skip


def act(
    request: Request,
    number: str,
    signed: SignedIn,
    lotse: Lotse,
    do: Callable[[], object],
    done: str,
    typed: Mapping[str, str] = _NOTHING,
) -> Response:
    """Do something with a handoff and return to its page; who was too late reads what happened, with all typed kept."""
    try:
        do()
    except HandoffGone as error:
        raise HTTPException(404) from error
    except (HandoffTaken, NotAllowed):
        said = _what_happened(number, signed, lotse)
        return view(request, number, signed, lotse, 409, typed=typed, conflict=said)
    return RedirectResponse(address(number, done), 303)


def _what_happened(number: str, signed: SignedIn, lotse: Lotse) -> str:
    """Return why it could not be done: how the handoff stands now, and who has it."""
    now = dossier(number, signed.advisor.login, lotse.desk, lotse)
    owner = now.handed.claimed_by
    mine = owner == signed.advisor.login
    who = "Es liegt bei Ihnen." if mine else f"Es liegt bei {now.names.get(owner, owner)}." if owner else ""
    return (
        f"Das ging nicht mehr: Das Anliegen hat sich geändert. Jetzt ist es „{words.STATUS_NAMES[now.handed.status]}“. "
        f"{who} Unten steht der neue Stand."
    ).replace("  ", " ")


def _slots(about: Dossier) -> Mapping[str, str]:
    """Return the days that the asker proposed, by the value of a radio button."""
    slots = getattr(about.form, "slots", ())
    return {slot.day.isoformat(): f"{day(slot.day)}, {PART_NAMES[slot.part]}" for slot in slots}
