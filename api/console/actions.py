"""What an advisor does with a handoff by the forms of its page; each ends in the page again."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from api.console.access import AtDesk, Csrf, Signed
from api.console.conversation import TEXT_CHARS, act, view
from api.ready import Ready
from knowledge.german import clean

router = APIRouter(prefix="/console/handoffs", include_in_schema=False)
Typed = Annotated[str, Form()]
Version = Annotated[int, Form(ge=0, le=2**31 - 1)]


def written(text: str) -> str:
    r"""Return a text as people typed it into a form, without what no database takes.

    >>> written("Guten Tag,\r\nalles klar?\x00 ")
    'Guten Tag,\nalles klar?'
    """
    return "\n".join(clean(line) for line in text.replace("\r\n", "\n").split("\n")).strip()


def wrong(text: str, what: str) -> str:
    """Return what is wrong with a text that has to be there; empty when nothing is.

    >>> wrong("", "die Notiz"), wrong("Rufbus", "die Notiz")
    ('Bitte schreiben Sie die Notiz.', '')
    """
    if not text:
        return f"Bitte schreiben Sie {what}."
    over = len(text) - TEXT_CHARS
    return f"Bitte kürzen Sie {what} um {over} Zeichen." if over > 0 else ""


@router.post("/{number}/claim")
def claim(request: Request, number: str, signed: Signed, lotse: Ready, desk: AtDesk, _: Csrf) -> Response:
    """Take it over; of two at once one is told that the other was faster."""
    return act(request, number, signed, lotse, lambda: desk.handoffs.claim(number, signed.advisor), "claim")


@router.post("/{number}/give-back")
def give_back(
    request: Request, number: str, signed: Signed, lotse: Ready, desk: AtDesk, _: Csrf, version: Version
) -> Response:
    """Let anyone take it over again."""
    return act(
        request, number, signed, lotse, lambda: desk.handoffs.give_back(number, signed.advisor, version), "give_back"
    )  # fmt: skip


@router.post("/{number}/reopen")
def reopen(
    request: Request, number: str, signed: Signed, lotse: Ready, desk: AtDesk, _: Csrf, version: Version
) -> Response:
    """Take an answered or closed one up again."""
    return act(
        request, number, signed, lotse, lambda: desk.handoffs.reopen(number, signed.advisor, version), "reopen"
    )  # fmt: skip


@router.post("/{number}/hand-on")
def hand_on(
    request: Request,
    number: str,
    signed: Signed,
    lotse: Ready,
    desk: AtDesk,
    _: Csrf,
    version: Version,
    to: Typed = "",
    handing: Typed = "",
) -> Response:
    """Give it to a colleague, with a note that says why."""
    note, typed = written(handing), {"to": to, "handing": handing}
    errors = {"handing": wrong(note, "der Kollegin oder dem Kollegen eine Notiz")}
    account = desk.advisors.by_login(to)
    if account is None or not account.enabled:
        errors["to"] = "Bitte wählen Sie, wer das Anliegen übernimmt."
    if found := {name: said for name, said in errors.items() if said}:
        return view(request, number, signed, lotse, 422, typed=typed, errors=found)
    login = account.advisor.login if account else ""
    return act(
        request, number, signed, lotse,
        lambda: desk.handoffs.hand_on(number, signed.advisor, login, note, version), "hand_on", typed,
    )  # fmt: skip


@router.post("/{number}/ask-back")
def ask_back(
    request: Request,
    number: str,
    signed: Signed,
    lotse: Ready,
    desk: AtDesk,
    _: Csrf,
    version: Version,
    asking: Typed = "",
) -> Response:
    """Ask the municipality something and wait for its reply."""
    text, typed = written(asking), {"asking": asking}
    if said := wrong(text, "die Rückfrage"):
        return view(request, number, signed, lotse, 422, typed=typed, errors={"asking": said})
    return act(
        request, number, signed, lotse,
        lambda: desk.handoffs.ask_back(number, signed.advisor, text, version), "ask_back", typed,
    )  # fmt: skip


@router.post("/{number}/note")
def note(
    request: Request, number: str, signed: Signed, lotse: Ready, desk: AtDesk, _: Csrf, noting: Typed = ""
) -> Response:
    """Write something that only advisors read."""
    text, typed = written(noting), {"noting": noting}
    if said := wrong(text, "die Notiz"):
        return view(request, number, signed, lotse, 422, typed=typed, errors={"noting": said})
    return act(
        request, number, signed, lotse, lambda: desk.handoffs.note(number, signed.advisor, text), "note", typed
    )  # fmt: skip


@router.post("/{number}/close")
def close(
    request: Request,
    number: str,
    signed: Signed,
    lotse: Ready,
    desk: AtDesk,
    _: Csrf,
    version: Version,
    closing: Typed = "",
    notice: Typed = "",
) -> Response:
    """End it without an answer, with a reason for colleagues and, if wanted, a sentence for the municipality."""
    reason, said, typed = written(closing), written(notice), {"closing": closing, "notice": notice}
    errors = {"closing": wrong(reason, "den Grund"), "notice": wrong(said, "die Nachricht") if said else ""}
    if found := {name: sentence for name, sentence in errors.items() if sentence}:
        return view(request, number, signed, lotse, 422, typed=typed, errors=found)
    return act(
        request, number, signed, lotse,
        lambda: desk.handoffs.close(number, signed.advisor, reason, said, version), "close", typed,
    )  # fmt: skip
