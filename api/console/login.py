"""Signing in to the console and out of it."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.console import cookies
from api.console.access import AtDesk, Csrf, Signed, SignInFirst, check_token
from api.console.rendering import page
from api.console.signing_in import Begun, Outcome, TooMany, by_code, by_password
from api.desk import Desk
from api.store.sessions import Session

HOME, LOGIN, CODE = "/console", "/console/login", "/console/login/code"
WRONG = "Anmeldename oder Passwort stimmen nicht. Prüfen Sie beides und versuchen Sie es noch einmal."
WRONG_CODE = "Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten Code."
NO_COOKIE = (
    "Das Formular ist abgelaufen, oder Ihr Browser nimmt keine Cookies an. Bitte senden Sie es noch einmal. "
    "Ohne verschlüsselte Verbindung (https) ist die Anmeldung nur auf demselben Rechner möglich."
)
router = APIRouter(prefix="/console", include_in_schema=False)
Next = Annotated[str, Query(alias="next")]


@router.get("/login")
def show(request: Request, desk: AtDesk, back: Next = HOME) -> Response:
    """Show the form; whoever is signed in goes on."""
    session = desk.sessions.find(cookies.read(request, "session"))
    if session and session.complete:
        return RedirectResponse(local(back), 303)
    return form(request, desk, back)


@router.post("/login")
def sign_in(
    request: Request,
    desk: AtDesk,
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    back: Annotated[str, Form(alias="next")] = HOME,
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Begin a session, or show the form again with the name that was typed."""
    kept = cookies.read(request, "form")
    if not kept:
        return form(request, desk, back, 403, login=login, error=NO_COOKIE)
    check_token(request, csrf, kept)
    outcome = by_password(desk, request, login.strip(), password, cookies.read(request, "session"))
    if isinstance(outcome, Begun):
        return begun(request, outcome, back)
    return _refused(form(request, desk, back, *_said(outcome, WRONG), login=login), outcome)


@router.get("/login/code")
def show_code(request: Request, desk: AtDesk, back: Next = HOME) -> Response:
    """Ask for the second factor. Raises SignInFirst."""
    half = _half(request, desk)
    return page(request, "console/login_code.html", None, csrf=half.csrf, back=local(back))


@router.post("/login/code")
def give_code(
    request: Request,
    desk: AtDesk,
    code: Annotated[str, Form()] = "",
    back: Annotated[str, Form(alias="next")] = HOME,
    csrf: Annotated[str, Form()] = "",
) -> Response:
    """Make the session whole, or ask again. Raises SignInFirst, NotFromOurForm."""
    half = _half(request, desk)
    check_token(request, csrf, half.csrf)
    outcome = by_code(desk, request, half, code, cookies.read(request, "session"))
    if isinstance(outcome, Begun):
        return begun(request, outcome, back)
    status, error = _said(outcome, WRONG_CODE)
    again = page(request, "console/login_code.html", None, status, csrf=half.csrf, back=local(back), error=error)
    return _refused(again, outcome)


@router.post("/logout")
def sign_out(request: Request, signed: Signed, desk: AtDesk, _: Csrf) -> Response:
    """End the session, in the database and in the browser."""
    desk.sessions.end(signed.session)
    answer = RedirectResponse(f"{LOGIN}?done=out", 303)
    cookies.take(answer, request, "session")
    return answer


def local(path: str) -> str:
    """Return where to go on after signing in: a page of the console and nothing else.

    >>> local("/console/inbox?topic=glasfaser"), local("https://example.org"), local("/console//example.org")
    ('/console/inbox?topic=glasfaser', '/console', '/console')
    """
    ours = path == HOME or path.startswith((HOME + "/", HOME + "?"))
    plain = path.isprintable() and not any(part in path for part in ("//", "\\", "/.", " "))
    return path if ours and plain and not path.startswith(LOGIN) else HOME


def _half(request: Request, desk: Desk) -> Session:
    session = desk.sessions.find(cookies.read(request, "session"))
    if session is None or session.complete:
        raise SignInFirst
    return session


def form(request: Request, desk: Desk, back: str, status: int = 200, error: str = "", login: str = "") -> Response:
    """Show the form, with what went wrong."""
    token = cookies.read(request, "form") or secrets.token_urlsafe(32)
    values = {"csrf": token, "back": local(back), "error": error, "login": login, "house": desk.house}
    answer = page(request, "console/login.html", None, status, **values)
    cookies.give(answer, request, "form", token)
    return answer


def begun(request: Request, session: Begun, back: str) -> Response:
    """Send the browser on with its session, to the second factor where one is still to come."""
    onward = local(back) if session.complete else f"{CODE}?next={local(back)}"
    answer = RedirectResponse(onward, 303)
    cookies.give(answer, request, "session", session.token)
    if session.complete:
        cookies.take(answer, request, "form")
    return answer


def _said(outcome: Outcome, wrong: str) -> tuple[int, str]:
    if isinstance(outcome, TooMany):
        minutes = -(-outcome.wait_s // 60)
        return 429, f"Zu viele Versuche. Bitte warten Sie {minutes} Minuten, oder fragen Sie die Verwaltung."
    return 422, wrong


def _refused(answer: Response, outcome: Outcome) -> Response:
    if isinstance(outcome, TooMany):
        answer.headers["retry-after"] = str(outcome.wait_s)
    return answer
