"""A person's own account: password, second factor and sessions."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api import passwords
from api.console.access import AtDesk, Csrf, Signed, SignedIn
from api.console.rendering import page
from api.console.signing_in import address_of
from api.desk import Desk

router = APIRouter(prefix="/console/account", include_in_schema=False)


def _page(request: Request, signed: SignedIn, desk: Desk, status: int = 200, **values: object) -> Response:
    sessions, account = desk.sessions.of(signed.advisor), desk.advisors.by_id(signed.advisor.id)
    shown = {"sessions": sessions, "account": account, "errors": {}, "shortest": passwords.SHORTEST, **values}
    return page(request, "console/account.html", signed, status, **shown)


@router.get("")
def show(request: Request, signed: Signed, desk: AtDesk) -> Response:
    """Show the account."""
    return _page(request, signed, desk)


@router.post("/password")
def change_password(
    request: Request,
    signed: Signed,
    desk: AtDesk,
    _: Csrf,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Keep a new password and end all other sessions; every attempt counts like one to sign in."""
    login = signed.advisor.login
    if wait_s := desk.attempts.wait_s(login, address_of(request)):
        errors = {"old": f"Zu viele Versuche. Bitte warten Sie {-(-wait_s // 60)} Minuten."}
        answer = _page(request, signed, desk, 429, errors=errors)
        answer.headers["retry-after"] = str(wait_s)
        return answer
    if errors := _wrong(desk, signed, old, new, again):
        return _page(request, signed, desk, 422, errors=errors)
    desk.attempts.forget(login, address_of(request))
    desk.advisors.set_password(login, passwords.hashed(new), login, signed.session.number)
    return RedirectResponse("/console/account?done=password", 303)


@router.post("/sessions")
def end_other_sessions(signed: Signed, desk: AtDesk, _: Csrf) -> Response:
    """Sign out everywhere but here."""
    desk.sessions.end_others(signed.advisor, signed.session.number)
    return RedirectResponse("/console/account?done=sessions", 303)


def _wrong(desk: Desk, signed: SignedIn, old: str, new: str, again: str) -> dict[str, str]:
    account = desk.advisors.by_id(signed.advisor.id)
    if account is None or not passwords.fits(old, account.password):
        return {"old": "Das bisherige Passwort stimmt nicht."}
    if weak := passwords.too_weak(new, signed.advisor.login):
        return {"new": weak}
    return {} if new == again else {"again": "Die Wiederholung ist nicht gleich."}
