"""The runs of ingestion: what each has done, how far one is, and the way back."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from api.console.access import AtDesk, Csrf, EditorSigned, SignedIn
from api.console.knowledge.frame import PATH, AtKnowledge, show
from api.knowledge_desk import KnowledgeDesk
from api.store.audit import record
from api.store.transaction import transaction
from ingest.errors import IngestError, NoSuchRun
from ingest.runs import RUN_STATES, Run

SHOWN = 100
router = APIRouter(prefix=f"{PATH}/runs", include_in_schema=False)


@router.get("")
def listed(
    request: Request, signed: EditorSigned, desk: AtKnowledge, source: Annotated[str, Query(max_length=500)] = ""
) -> Response:
    """Show the last runs, newest first, of one source or of all."""
    runs = desk.ingestion.last_runs(source or None, SHOWN)
    return show(request, "runs.html", signed, runs=runs, source=source, most=SHOWN)


@router.get("/state")
def states(
    _: EditorSigned,
    desk: AtKnowledge,
    run: Annotated[list[int], Query(max_length=SHOWN)] = [],  # noqa: B006 - copied
) -> Response:
    """Return how far runs are, for the script that keeps the page fresh."""
    return JSONResponse([_state(one) for one in desk.ingestion.runs.listed(None, SHOWN) if one.id in run])


def _state(run: Run) -> dict[str, object]:
    shown: dict[str, object] = {
        "id": run.id,
        "done": run.done,
        "total": run.total,
        "documents": run.documents,
        "current": run.current,
    }
    return shown | {"state": RUN_STATES[run.state], "running": run.state == "running"}


@router.get("/{number}")
def one(request: Request, number: int, signed: EditorSigned, desk: AtKnowledge) -> Response:
    """Show what a run did, document by document."""
    return _page(request, signed, desk, number)


@router.post("/{number}/rollback")
def roll_back(
    request: Request, number: int, signed: EditorSigned, desk: AtKnowledge, at: AtDesk, _: Csrf,
    sure: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Put everything back to how it was before a run."""
    if not sure:
        asked = "Setzen Sie das Häkchen, wenn der Lauf zurückgenommen werden soll."
        return _page(request, signed, desk, number, 422, asked)
    try:
        desk.ingestion.rollback(number)
    except IngestError as error:
        return _page(request, signed, desk, number, 409, str(error))
    with transaction(at.engine) as connection:
        record(connection, at.now(), signed.advisor.login, "ingest.rollback", f"{number}", "")
    return RedirectResponse(f"{PATH}/runs/{number}?done=back", 303)


def _page(
    request: Request, signed: SignedIn, desk: KnowledgeDesk, number: int, status: int = 200, error: str = ""
) -> Response:
    try:
        run = desk.ingestion.runs.of(number)
    except NoSuchRun as gone:
        raise HTTPException(404) from gone
    return show(request, "run.html", signed, status, run=run, error=error)
