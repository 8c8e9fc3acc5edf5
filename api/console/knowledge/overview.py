"""Where the knowledge comes from: sources with their documents, the last run of each, and how often they are read."""

from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.console.access import AdminSigned, AtDesk, Csrf, EditorSigned, SignedIn
from api.console.knowledge.frame import PATH, AtKnowledge, show
from api.ingesting import row_of
from api.knowledge_desk import KnowledgeDesk
from api.store.audit import record
from api.store.transaction import transaction
from ingest.errors import IngestError, SourceUnreadable

SCHEDULES = {"": "nur auf Wunsch", "stündlich": "stündlich", "täglich": "täglich", "wöchentlich": "wöchentlich"}
router = APIRouter(prefix=PATH, include_in_schema=False)
Source = Annotated[str, Form(max_length=500)]


@router.get("")
def sources(request: Request, signed: EditorSigned, desk: AtKnowledge) -> Response:
    """Show every source: what it holds, when it was read last, and when it is due."""
    return _page(request, signed, desk)


@router.post("/sources")
def add(
    request: Request, signed: AdminSigned, desk: AtKnowledge, at: AtDesk, _: Csrf,
    place: Source = "", schedule: Annotated[str, Form(max_length=40)] = "",
) -> Response:  # fmt: skip
    """Keep a folder of the server or a website as a source, and have it read."""
    typed = {"place": place.strip(), "schedule": schedule}
    try:
        row = row_of(_checked(typed["place"]))
        desk.ingestion.origins.add(row.source, row.kind, row.place, row.options, schedule)
        desk.ingestion.origins.ask(row.source)
    except IngestError as error:
        return _page(request, signed, desk, 422, typed=typed, errors={"place": str(error)})
    _note(at, signed, "source.added", row.source)
    return RedirectResponse(f"{PATH}?done=added", 303)


@router.post("/sources/{do}")
def change(
    request: Request, do: Literal["read", "schedule", "remove"], signed: EditorSigned, desk: AtKnowledge, at: AtDesk,
    _: Csrf, source: Source, schedule: Annotated[str, Form(max_length=40)] = "",
) -> Response:  # fmt: skip
    """Have a source read now, read it at another pace, or keep it no longer; its documents stay."""
    try:
        if do == "read":
            desk.ingestion.origins.ask(source)
        elif do == "schedule":
            desk.ingestion.origins.change(source, schedule=schedule)
        else:
            desk.ingestion.origins.remove(source)
    except IngestError as error:
        return _page(request, signed, desk, 409, errors={"place": str(error)})
    _note(at, signed, f"source.{do}", source)
    return RedirectResponse(f"{PATH}?done={do}", 303)


def _checked(place: str) -> str:
    """Return an address or a folder that there is. Raises SourceUnreadable."""
    if place.startswith(("http://", "https://")):
        return place
    if not place.startswith("/") or not Path(place).is_dir():
        raise SourceUnreadable("Nennen Sie einen Ordner des Servers mit ganzem Pfad, oder eine Adresse mit https://.")
    return place


def _note(at: AtDesk, signed: SignedIn, action: str, source: str) -> None:
    with transaction(at.engine) as connection:
        record(connection, at.now(), signed.advisor.login, action, source[:200], "")


def _page(request: Request, signed: SignedIn, desk: KnowledgeDesk, status: int = 200, **values: object) -> Response:
    last = {run.source: run for run in reversed(desk.ingestion.last_runs(None, 500))}
    shown = {
        "origins": desk.ingestion.origins.listed(),
        "counts": desk.listing.sources(),
        "held": desk.ingestion.quarantine.counts(),
        "last": last,
        "schedules": SCHEDULES,
        "typed": {},
        "errors": {},
    }
    return show(request, "overview.html", signed, status, **(shown | values))
