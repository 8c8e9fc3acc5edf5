"""What screening has held back, with reasons: an editor lets it in or keeps it out."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.console.access import AtDesk, Csrf, EditorSigned
from api.console.knowledge.frame import PATH, AtKnowledge, show
from api.store.audit import record
from api.store.transaction import transaction
from ingest.errors import NotQuarantined

SHOWN = 100
REASONS = {
    "hidden": "Verborgener Text",
    "instruction": "Anweisung",
    "control": "Unsichtbare Zeichen",
    "language": "Sprache",
    "empty": "Ohne Aussage",
    "boilerplate": "Wiederholt sich",
    "duplicate": "Doppelt",
    "withdrawn": "Zurückgenommen",
    "rejected": "Abgelehnt",
}
router = APIRouter(prefix=f"{PATH}/quarantine", include_in_schema=False)


@router.get("")
def listed(
    request: Request,
    signed: EditorSigned,
    desk: AtKnowledge,
    state: Annotated[Literal["held", "rejected", "released"], Query()] = "held",
) -> Response:
    """Show held passages by document; also what was decided before."""
    found = desk.ingestion.quarantine.held(state=state)
    groups: dict[str, list[object]] = {}
    for one in found[:SHOWN]:
        groups.setdefault(one.passage.document_id, []).append(one)
    return show(
        request, "quarantine.html", signed, groups=groups, total=len(found), state=state, reasons=REASONS, most=SHOWN
    )


@router.post("")
def decide(
    signed: EditorSigned,
    desk: AtKnowledge,
    at: AtDesk,
    _: Csrf,
    do: Annotated[Literal["release", "reject"], Form()],
    document: Annotated[str, Form(max_length=200)],
    passage: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Let passages of one document in, or keep them out for good; the audit says who did."""
    if not passage:
        return RedirectResponse(f"{PATH}/quarantine?done=none", 303)
    login, now = signed.advisor.login, at.now()
    try:
        if do == "release":
            desk.ingestion.quarantine.release(desk.ingestion.registry, passage, login, now)
        else:
            desk.ingestion.quarantine.reject(passage, login, now)
    except NotQuarantined:  # somebody else has decided meanwhile, or the document has changed
        return RedirectResponse(f"{PATH}/quarantine?done=gone", 303)
    with transaction(at.engine) as connection:
        record(connection, now, login, f"quarantine.{do}", document, f"{len(passage)}")
    return RedirectResponse(f"{PATH}/quarantine?done={do}", 303)
