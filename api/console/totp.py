"""The second factor of a person's own account: set it up, see its picture, confirm it, give it up."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api import passwords
from api.console.access import AtDesk, Csrf, Signed, SignedIn
from api.console.rendering import page
from api.console.signing_in import address_of
from api.desk import Desk
from api.second_factor import new_secret, picture, recovery_codes, step_of

PATH = "/console/account/totp"
router = APIRouter(prefix=PATH, include_in_schema=False)
NOT_RIGHT = "Dieser Code stimmt nicht. Prüfen Sie die Uhrzeit Ihres Geräts und nehmen Sie den nächsten Code."


def _page(request: Request, signed: SignedIn, desk: Desk, status: int = 200, **values: object) -> Response:
    account = desk.advisors.by_id(signed.advisor.id)
    on = account is not None and account.totp
    secret = None if on else desk.second_factors.secret(signed.advisor)
    return page(request, "console/totp.html", signed, status, **{"on": on, "secret": secret, "errors": {}, **values})


@router.get("")
def show(request: Request, signed: Signed, desk: AtDesk) -> Response:
    """Show whether there is a second factor, or what to do for one."""
    return _page(request, signed, desk)


@router.post("/new")
def propose(signed: Signed, desk: AtDesk, _: Csrf) -> Response:
    """Make a secret; nobody is asked for it before a code has confirmed it."""
    desk.second_factors.propose(signed.advisor, new_secret())
    return RedirectResponse(PATH, 303)


@router.get("/picture.svg")
def show_picture(signed: Signed, desk: AtDesk) -> Response:
    """Return the QR code of a secret that is not confirmed yet; afterwards nobody sees it again."""
    account, secret = desk.advisors.by_id(signed.advisor.id), desk.second_factors.secret(signed.advisor)
    if account is None or account.totp or secret is None:
        raise HTTPException(404)
    return Response(picture(secret, signed.advisor.login), media_type="image/svg+xml")


@router.post("/confirm")
def confirm(request: Request, signed: Signed, desk: AtDesk, _: Csrf, code: Annotated[str, Form()] = "") -> Response:
    """Ask for the second factor from now on; the recovery codes are shown this once, so no redirect follows."""
    secret = desk.second_factors.secret(signed.advisor)
    step = step_of(secret, code, desk.now()) if secret else None
    if step is None:
        return _page(request, signed, desk, 422, errors={"code": NOT_RIGHT})
    codes = recovery_codes()
    if not desk.second_factors.confirm(signed.advisor, step, codes):
        return RedirectResponse(PATH, 303)
    return _page(request, signed, desk, codes=codes)


@router.post("/off")
def give_up(request: Request, signed: Signed, desk: AtDesk, _: Csrf, password: Annotated[str, Form()] = "") -> Response:
    """Ask for the password alone from now on; every attempt counts like one to sign in."""
    wait_s = desk.attempts.wait_s(signed.advisor.login, address_of(request))
    account = desk.advisors.by_id(signed.advisor.id)
    if wait_s:
        error = f"Zu viele Versuche. Bitte warten Sie {-(-wait_s // 60)} Minuten."
        answer = _page(request, signed, desk, 429, errors={"password": error})
        answer.headers["retry-after"] = str(wait_s)
        return answer
    if account is None or not passwords.fits(password, account.password):
        return _page(request, signed, desk, 422, errors={"password": "Das Passwort stimmt nicht."})
    desk.attempts.forget(signed.advisor.login, address_of(request))
    desk.second_factors.remove(signed.advisor, signed.advisor.login)
    return RedirectResponse(f"{PATH}?done=off", 303)
