"""The parts that advisors put into many answers, for editors to keep."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api.console.access import AtDesk, Csrf, EditorSigned, SignedIn
from api.console.rendering import page
from api.desk import Desk
from api.store.canned import TitleTaken

PATH = "/console/canned"
router = APIRouter(prefix=PATH, include_in_schema=False)
Title = Annotated[str, Form(max_length=200)]
Text = Annotated[str, Form(max_length=5_000)]


def _page(request: Request, signed: SignedIn, desk: Desk, status: int = 200, **values: object) -> Response:
    shown = {"parts": desk.canned.every(), "typed": {}, "errors": {}, "editing": 0, **values}
    return page(request, "console/canned.html", signed, status, **shown)


@router.get("")
def show(request: Request, signed: EditorSigned, desk: AtDesk) -> Response:
    """Show all parts and the form for a new one."""
    return _page(request, signed, desk)


@router.post("")
def add(request: Request, signed: EditorSigned, desk: AtDesk, _: Csrf, title: Title = "", text: Text = "") -> Response:
    """Keep a new part."""
    title, text, errors = _read(title, text)
    if not errors:
        try:
            desk.canned.add(title, text, signed.advisor.login)
            return RedirectResponse(f"{PATH}?done=added", 303)
        except TitleTaken as error:
            errors = {"title": str(error)}
    return _page(request, signed, desk, 422, typed={"title": title, "text": text}, errors=errors)


@router.post("/{number}")
def change(
    request: Request, number: int, signed: EditorSigned, desk: AtDesk, _: Csrf, title: Title = "", text: Text = ""
) -> Response:
    """Give a part another title and text."""
    title, text, errors = _read(title, text)
    if not errors:
        try:
            return _done(desk.canned.change(number, title, text, signed.advisor.login), "changed")
        except TitleTaken as error:
            errors = {"title": str(error)}
    shown = {f"{name}-{number}": sentence for name, sentence in errors.items()}
    return _page(request, signed, desk, 422, typed={"title": title, "text": text}, errors=shown, editing=number)


@router.post("/{number}/remove")
def remove(number: int, signed: EditorSigned, desk: AtDesk, _: Csrf) -> Response:
    """Delete a part; answers that hold it keep its text."""
    return _done(desk.canned.remove(number, signed.advisor.login), "removed")


def _read(title: str, text: str) -> tuple[str, str, dict[str, str]]:
    title, text = title.strip(), text.replace("\r\n", "\n").strip()
    wrong = {"title": "" if title else "Geben Sie einen Titel an.", "text": "" if text else "Schreiben Sie einen Text."}
    return title, text, {name: sentence for name, sentence in wrong.items() if sentence}


def _done(found: bool, done: str) -> Response:
    if not found:
        raise HTTPException(404)
    return RedirectResponse(f"{PATH}?done={done}", 303)
