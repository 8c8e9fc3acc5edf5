"""The draft editor: every button saves the text first, so that nothing typed is lost, also without JavaScript."""

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from api.console.access import Csrf, Signed, SignedIn
from api.console.draft_page import Editing, begun, editing, editor, findings, handed_of
from api.console.panel import inserted
from api.console.releasing import refusal, release
from api.console.rendering import page
from api.desk import Desk
from api.ready import Ready
from api.shown import KINDS
from api.wiring import Lotse
from assistant.people.cited import CitedText, joined, renumbered
from assistant.people.drafts import Saved
from assistant.people.handed import HandedOver
from assistant.people.said import lines_of

CHARS = 20_000
CONFLICT = (
    "Jemand anderes hat inzwischen gespeichert. Ihr Text ist als eigene Fassung gesichert. Unten stehen beide Texte: "
    "Führen Sie sie zusammen, und speichern Sie noch einmal."
)
GONE = "Diese Textstelle gibt es nicht mehr. Ihr Entwurf ist gespeichert; suchen Sie bitte noch einmal."
router = APIRouter(prefix="/console/handoffs/{number}", include_in_schema=False)


class Typed(BaseModel):
    """The editor's form. `do` is the button: save, release, insert:SENTENCE or part:NUMBER."""

    text: str = Field("", max_length=CHARS)
    base: int = 0
    origin: int = 0
    seen: int = 0
    q: str = Field("", max_length=300)
    note: str = Field("", max_length=5_000)
    do: str = "save"
    confirmed: str = ""


@router.get("/draft")
def show(
    request: Request, number: str, signed: Signed, lotse: Ready, q: Annotated[str, Query(max_length=300)] = ""
) -> Response:
    """Show the editor, with hits for `q`."""
    handed = handed_of(lotse.desk, number)
    return editor(request, signed, lotse, handed, editing(begun(lotse, handed)), q)


@router.post("/draft")
def save(
    request: Request, number: str, signed: Signed, lotse: Ready, _: Csrf, typed: Annotated[Typed, Form()]
) -> Response:
    """Save what was typed, then do what the button says."""
    desk, handed = lotse.desk, handed_of(lotse.desk, number)
    if typed.note.strip():
        desk.handoffs.note(number, signed.advisor, typed.note.strip())
    plain = _typed(desk, number, typed)
    changed = _changed(lotse, plain, typed.do)
    saved = desk.drafts.save(number, typed.base, changed or plain, signed.advisor.login)
    if saved.parallel:
        return editor(request, signed, lotse, handed, _beside(saved), typed.q, 409, CONFLICT)
    now = Editing(saved.version.answer, saved.version.version, saved.version.version)
    if changed is None:
        return editor(request, signed, lotse, handed, now, typed.q, 409, GONE)
    if typed.do == "release":
        return _released(request, signed, lotse, handed, saved, typed)
    return RedirectResponse(_address(number, typed), 303)


@router.post("/draft/approve")
def approve(
    request: Request, number: str, signed: Signed, lotse: Ready, _: Csrf, version: Annotated[int, Form()]
) -> Response:
    """Agree to a version that somebody else wrote."""
    if lotse.desk.drafts.approve(number, version, signed.advisor.login):
        return RedirectResponse(f"/console/handoffs/{number}/draft?done=approved", 303)
    handed = handed_of(lotse.desk, number)
    error = "Zustimmen kann nur eine andere Person als die, die diese Fassung schrieb, und nur der neuesten Fassung."
    return editor(request, signed, lotse, handed, editing(lotse.desk.drafts.of(number)), "", 409, error)


@router.get("/draft/versions/{version}")
def show_version(request: Request, number: str, version: int, signed: Signed, lotse: Ready) -> Response:
    """Show what somebody saved, whether it counts or not."""
    handed, found = handed_of(lotse.desk, number), lotse.desk.drafts.version(number, version)
    if found is None:
        raise HTTPException(404)
    return page(request, "console/draft_version.html", signed, handed=handed, version=found)


@router.get("/released")
def show_released(request: Request, number: str, signed: Signed, lotse: Ready) -> Response:
    """Say that the asker has the answer, and show it."""
    handed, draft = handed_of(lotse.desk, number), lotse.desk.drafts.of(number)
    version = lotse.desk.drafts.version(number, draft.released)
    if version is None:
        raise HTTPException(404)
    answer = renumbered(version.answer)
    return page(
        request, "console/released.html", signed, handed=handed, preview=lines_of(answer.text), sources=answer.sources,
        kinds=KINDS,
    )  # fmt: skip


def _typed(desk: Desk, number: str, typed: Typed) -> CitedText:
    """Return the text of the form with the sources it was shown with."""
    text = "\n".join(line.rstrip() for line in typed.text.splitlines()).strip()
    own = desk.drafts.version(number, typed.origin)
    base = desk.drafts.version(number, typed.base)
    if own is None:
        return CitedText(text)
    shown = own.answer if base is None or typed.origin == typed.base else joined(base.answer, own.answer)
    return replace(shown, text=text)


def _changed(lotse: Lotse, answer: CitedText, do: str) -> CitedText | None:
    """Return the answer after the button's change to its text; None when what it should put in is gone."""
    kind, _, key = do.partition(":")
    if kind == "insert":
        return inserted(lotse, answer, key)
    if kind == "part":
        part = next((one for one in lotse.desk.canned.every() if str(one.number) == key), None)
        return replace(answer, text="\n".join(filter(None, [answer.text, part.text]))) if part else None
    return answer


def _beside(saved: Saved) -> Editing:
    """Return the slower text for editing, so numbered that sentences of the faster one can be put into it."""
    head, own = saved.head, saved.version
    return Editing(joined(head.answer, own.answer), head.version, own.version, head)


def _released(
    request: Request, signed: SignedIn, lotse: Lotse, handed: HandedOver, saved: Saved, typed: Typed
) -> Response:
    desk, version = lotse.desk, saved.version
    error = refusal(version, findings(lotse, version.answer), typed.confirmed, signed.advisor, desk)
    status = 422 if error else 409
    error = error or release(version, typed.seen, signed.advisor, desk)
    if error:
        now, edited = handed_of(desk, handed.number), Editing(version.answer, version.version, version.version)
        return editor(request, signed, lotse, now, edited, typed.q, status, error)
    return RedirectResponse(f"/console/handoffs/{handed.number}/released?done=released", 303)


def _address(number: str, typed: Typed) -> str:
    query = {"q": typed.q} if typed.q.strip() else {}
    place = "suche" if typed.do == "search" else "text"
    return f"/console/handoffs/{number}/draft?{urlencode({**query, 'done': 'saved'})}#{place}"
