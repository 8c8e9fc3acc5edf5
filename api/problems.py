"""Errors over HTTP as RFC 9457 problem details: one German sentence, never an echo of the input."""

from collections.abc import Mapping, Sequence
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
    401: "Dafür müssen Sie sich ausweisen.",
    404: "Das gibt es hier nicht.",
    405: "Diese Methode gibt es hier nicht.",
    409: "Das geht im jetzigen Stand nicht.",
    413: "Die Anfrage ist zu groß.",
    422: "Eine Angabe fehlt oder passt nicht.",
    429: "Das waren zu viele Versuche.",
    503: "Der Dienst ist noch nicht bereit.",
}
_DETAILS = {
    400: "Senden Sie gültiges JSON in UTF-8.",
    401: "Melden Sie sich in der Konsole an, oder senden Sie den vereinbarten Schlüssel.",
    404: "Prüfen Sie die Adresse.",
    405: "Prüfen Sie die Methode der Anfrage.",
    409: "Laden Sie den Stand neu.",
    413: "Kürzen Sie die Anfrage.",
    422: "Prüfen Sie die genannten Felder und senden Sie die Anfrage noch einmal.",
    429: "Warten Sie, bevor Sie es noch einmal versuchen.",
    503: "Versuchen Sie es in einigen Sekunden noch einmal.",
}
_REASONS = {
    "missing": "fehlt",
    "string_type": "muss Text sein",
    "string_unicode": "enthält ungültige Zeichen",
    "json_invalid": "ist kein gültiges JSON",
    "literal_error": "ist keiner der erlaubten Werte",
    "extra_forbidden": "hat ein unbekanntes Feld",
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


def _described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {s: {"description": _TITLES[s], "content": {MEDIA_TYPE: {"schema": schema}}} for s in statuses}


RESPONSES = _described(400, 413, 422, 503)
NOT_FOUND = _described(404)
UNKNOWN_CALLER = _described(401)
CONFLICT = _described(409)
THROTTLED = _described(429)


class Unready(LotseError):
    """The indexes are still being built or cannot be opened."""

    code = "unready"
    retry = True


class Refused(LotseError):
    """A request that is understood and not done; `status` and the German detail say why."""

    code = "refused"

    def __init__(self, status: int, detail: str = "", retry_after_s: int | None = None) -> None:
        super().__init__(detail)
        self.status, self.retry_after_s = status, retry_after_s


def problem(
    status: int, detail: str = "", errors: Sequence[FieldProblem] = (), headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the problem document of a status."""
    title = _TITLES.get(status, "Das hat nicht geklappt.")
    body = Problem(
        title=title,
        status=status,
        detail=detail or _DETAILS.get(status, "Versuchen Sie es später noch einmal."),
        errors=list(errors),
    )
    retry = {"Retry-After": "5"} if status == 503 else {}
    return JSONResponse(body.model_dump(), status, {**retry, **(headers or {})}, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Make `app` answer every error as a problem document, and describe it so."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        description = plain()
        schemas = description.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(schemas["Problem"].pop("$defs", {}))
        return description

    app.openapi = described  # type: ignore[method-assign]

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        found = [
            FieldProblem(
                field=_field(e),
                reason=_reason(e),
            )
            for e in error.errors()
        ]
        return problem(422, errors=found)

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, headers=error.headers)

    @app.exception_handler(Refused)
    async def not_done(_request: Request, error: Refused) -> JSONResponse:
        wait = {"Retry-After": str(error.retry_after_s)} if error.retry_after_s else None
        return problem(error.status, str(error), headers=wait)

    @app.exception_handler(LotseError)
    async def unavailable(_request: Request, error: LotseError) -> JSONResponse:
        return problem(503, str(error))


def _reason(error: Mapping[str, Any]) -> str:
    if error["type"] in ("too_long", "string_too_long"):
        return f"ist zu lang, erlaubt sind {error.get('ctx', {}).get('max_length', QUESTION_CHARS)} Zeichen"
    return _REASONS.get(error["type"], "hat keinen gültigen Wert")


def _field(error: Mapping[str, Any]) -> str:
    """Return the name of a field of ours; a name that the asker made up is input too and is not repeated."""
    place = error["loc"][1:-1] if error["type"] == "extra_forbidden" else error["loc"][1:]
    return ".".join(str(part) for part in place if not isinstance(part, int)) or str(error["loc"][0])
