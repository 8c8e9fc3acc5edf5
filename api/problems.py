"""Errors over HTTP as RFC 9457 problem details: one German sentence, never an echo of the input."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.settings import QUESTION_CHARS
from knowledge.errors import LotseError

MEDIA_TYPE = "application/problem+json"
_TITLES = {
    400: "Die Anfrage ist nicht lesbar.",
    404: "Das gibt es hier nicht.",
    405: "Diese Methode gibt es hier nicht.",
    413: "Die Anfrage ist zu groß.",
    422: "Eine Angabe fehlt oder passt nicht.",
    503: "Der Dienst ist noch nicht bereit.",
}
_DETAILS = {
    400: "Senden Sie gültiges JSON in UTF-8.",
    404: "Prüfen Sie die Adresse.",
    405: "Prüfen Sie die Methode der Anfrage.",
    413: "Kürzen Sie die Anfrage.",
    422: "Prüfen Sie die genannten Felder und senden Sie die Anfrage noch einmal.",
    503: "Versuchen Sie es in einigen Sekunden noch einmal.",
}
_REASONS = {
    "missing": "fehlt",
    "string_too_long": f"ist zu lang, erlaubt sind {QUESTION_CHARS} Zeichen",
    "string_type": "muss Text sein",
    "string_unicode": "enthält ungültige Zeichen",
    "json_invalid": "ist kein gültiges JSON",
    "literal_error": "ist keiner der erlaubten Werte",
    "extra_forbidden": "ist kein bekanntes Feld",
    "blank": "darf nicht leer sein",
}


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    field: str
    reason: str


class Problem(BaseModel):
    """An error as RFC 9457 says it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = []


RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": _TITLES[status], "content": {MEDIA_TYPE: {}}}
    for status in (400, 413, 422, 503)
}
NOT_FOUND: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": _TITLES[404], "content": {MEDIA_TYPE: {}}}
}


class Unready(LotseError):
    """The indexes are still being built or cannot be opened."""

    code = "unready"
    retry = True


def problem(status: int, detail: str = "", errors: Sequence[FieldProblem] = ()) -> JSONResponse:
    """Return the problem document of a status."""
    title = _TITLES.get(status, "Das hat nicht geklappt.")
    body = Problem(
        title=title,
        status=status,
        detail=detail or _DETAILS.get(status, "Versuchen Sie es später noch einmal."),
        errors=list(errors),
    )
    headers = {"Retry-After": "5"} if status == 503 else None
    return JSONResponse(body.model_dump(), status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Make `app` answer every error as a problem document."""

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        found = [
            FieldProblem(
                field=".".join(str(part) for part in e["loc"][1:] if not isinstance(part, int)) or str(e["loc"][0]),
                reason=_REASONS.get(e["type"], "hat keinen gültigen Wert"),
            )
            for e in error.errors()
        ]
        return problem(422, errors=found)

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code)

    @app.exception_handler(LotseError)
    async def unavailable(_request: Request, error: LotseError) -> JSONResponse:
        return problem(503, str(error))

    @app.exception_handler(Exception)
    async def unforeseen(_request: Request, _error: Exception) -> JSONResponse:
        return problem(500)
