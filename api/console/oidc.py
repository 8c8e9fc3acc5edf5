"""Signing in with the house's own account: there and back; only people who have an open account here come in."""

import secrets
from typing import Annotated
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api.console import cookies
from api.console.access import AtDesk
from api.console.login import HOME, begun, form, local
from api.console.signing_in import begin
from api.desk import Desk
from api.house_accounts import HouseAccounts, HouseRefused, HouseSilent, Journey

PATH = "/console/login/oidc"
BROKEN = "Die Anmeldung wurde abgebrochen oder ist abgelaufen. Beginnen Sie noch einmal."
UNKNOWN = "Für dieses Konto gibt es hier keinen offenen Zugang. Fragen Sie eine Person aus der Verwaltung."
router = APIRouter(prefix=PATH, include_in_schema=False)


def _house(desk: Desk) -> HouseAccounts:
    if desk.house is None:
        raise HTTPException(404)
    return desk.house


@router.get("")
def go(request: Request, desk: AtDesk, back: Annotated[str, Query(alias="next")] = HOME) -> Response:
    """Send the browser to the house's sign-in."""
    try:
        address, journey = _house(desk).ask(_return_address(request))
    except HouseSilent as error:
        return form(request, desk, back, 502, error=str(error))
    answer = RedirectResponse(address, 303)
    kept = {"state": journey.state, "nonce": journey.nonce, "verifier": journey.verifier, "next": local(back)}
    cookies.give(answer, request, "journey", urlencode(kept))
    return answer


@router.get("/back")
def come_back(
    request: Request, desk: AtDesk, code: Annotated[str, Query()] = "", state: Annotated[str, Query()] = ""
) -> Response:
    """Begin a session for the person whose verified e-mail address has an open account here."""
    house, (journey, back) = _house(desk), _kept(request)
    if not (code and journey.state and secrets.compare_digest(state.encode(), journey.state.encode())):
        return _without_journey(request, form(request, desk, back, 400, error=BROKEN))
    try:
        account = desk.advisors.by_email(house.email(code, journey, _return_address(request)))
    except (HouseRefused, HouseSilent) as error:
        return _without_journey(request, form(request, desk, back, 502, error=str(error)))
    if account is None or not account.enabled:
        return _without_journey(request, form(request, desk, back, 403, error=UNKNOWN))
    old = cookies.read(request, "session")
    session = begin(desk, request, account.advisor, old, complete=not account.totp)
    return _without_journey(request, begun(request, session, back))


def _return_address(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}{PATH}/back"


def _kept(request: Request) -> tuple[Journey, str]:
    kept = {name: values[0] for name, values in parse_qs(cookies.read(request, "journey")).items()}
    journey = Journey(kept.get("state", ""), kept.get("nonce", ""), kept.get("verifier", ""))
    return journey, local(kept.get("next", ""))


def _without_journey(request: Request, answer: Response) -> Response:
    cookies.take(answer, request, "journey")
    return answer
