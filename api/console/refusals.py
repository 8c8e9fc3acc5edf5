"""Answers for people where a console page cannot be shown: not signed in, not allowed, not found, not ready."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api.console.access import NotAllowed, NotFromOurForm, SignInFirst, from_our_site
from api.console.rendering import page
from knowledge.errors import LotseError

HOME, LOGIN = "/console", "/console/login"
_Handler = Callable[[Request, Exception], Awaitable[Response]]
_SECRET = {"csrf", "password", "old", "new", "again", "code"}
_NOT_FOUND = ("Diese Seite gibt es nicht", "Prüfen Sie die Adresse, oder gehen Sie über die Navigation.")
_HTTP = {
    404: _NOT_FOUND,
    405: ("So lässt sich die Seite nicht aufrufen", "Öffnen Sie sie über die Navigation."),
}


def install(app: FastAPI) -> None:
    """Make `app` answer errors below /console with pages; those elsewhere are answered as before."""
    for kind, answer in ((HTTPException, _http), (RequestValidationError, _invalid), (LotseError, _unavailable)):
        app.add_exception_handler(kind, _in_console(answer, app.exception_handlers[kind]))
    app.add_exception_handler(SignInFirst, _sign_in)
    app.add_exception_handler(NotAllowed, _not_allowed)
    app.add_exception_handler(NotFromOurForm, _foreign)


def _in_console(ours: _Handler, others: Callable[[Request, Exception], Awaitable[Response] | Response]) -> _Handler:
    async def handle(request: Request, error: Exception) -> Response:
        if request.url.path == HOME or request.url.path.startswith(HOME + "/"):
            return await ours(request, error)
        answer = others(request, error)
        return answer if isinstance(answer, Response) else await answer

    return handle


async def _sign_in(request: Request, _error: Exception) -> Response:
    if request.method == "GET" and request.headers.get("sec-fetch-mode", "navigate") == "navigate":
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{LOGIN}?{urlencode({'next': back})}", 303)
    return await _refusal(
        request, 401, "Ihre Anmeldung ist abgelaufen", "Melden Sie sich neu an und senden Sie es dann noch einmal."
    )


async def _foreign(request: Request, _error: Exception) -> Response:
    return await _refusal(
        request, 403, "Nicht gespeichert",
        "Das Formular gehört nicht zu Ihrer jetzigen Anmeldung. Laden Sie die Seite neu und senden Sie es noch einmal.",
    )  # fmt: skip


async def _not_allowed(request: Request, error: Exception) -> Response:
    return await _refusal(request, 403, "Das dürfen Sie hier nicht", str(error))


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    answer = await _refusal(request, status, *_HTTP.get(status, ("Das hat nicht geklappt", "Versuchen Sie es neu.")))
    answer.headers.update(getattr(error, "headers", None) or {})
    return answer


async def _invalid(request: Request, _error: Exception) -> Response:
    return await _refusal(request, 422, "Eine Angabe fehlt oder passt nicht", "Gehen Sie zurück und prüfen Sie sie.")


async def _unavailable(request: Request, error: Exception) -> Response:
    answer = await _refusal(request, 503, "Lotse ist gerade nicht bereit", str(error))
    answer.headers["retry-after"] = "5"
    return answer


def _with_files(request: Request) -> bool:
    """Return whether a form may carry files; those of people who are not known are not read at all."""
    return request.headers.get("content-type", "").startswith("multipart/")


async def _refusal(request: Request, status: int, heading: str, sentence: str) -> Response:
    """Return a plain page with what was typed, so that nobody has to write it twice."""
    typed: list[str] = []
    if request.method == "POST" and from_our_site(request) and not _with_files(request):
        form = await request.form()
        typed = [value for name, value in form.multi_items() if name not in _SECRET and isinstance(value, str)]
    kept = [value for value in typed if len(value) > 20]  # shorter ones are choices and numbers
    return page(
        request, "console/refused.html", None, status, heading=heading, sentence=sentence, typed=kept, login=LOGIN
    )
