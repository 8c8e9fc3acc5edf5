"""What editors should look at: documents that grow old, end or wait, and addresses that lead nowhere."""

from fastapi import APIRouter, Request, Response

from api.console.access import EditorSigned
from api.console.knowledge.frame import PATH, AtKnowledge, show
from api.shown import KINDS
from ingest.reviewing import reviewed
from ingest.web.cited import LinkState
from ingest.web.link_findings import link_findings

SHOWN = 100
STATES = {
    LinkState.GONE: "gibt es nicht mehr",
    LinkState.UNREACHABLE: "nicht erreichbar",
    LinkState.MOVED: "dauerhaft umgezogen",
    LinkState.UNCLEAR: "unklar",
}
router = APIRouter(prefix=f"{PATH}/review", include_in_schema=False)


@router.get("")
def listed(request: Request, signed: EditorSigned, desk: AtKnowledge) -> Response:
    """Show the documents that are cited most first, then the most urgent; below them the addresses."""
    registry = desk.ingestion.registry
    rows = reviewed(registry, desk.ingestion.today(), desk.citations.counts())
    links = link_findings(registry)
    return show(
        request, "review.html", signed, rows=rows[:SHOWN], total=len(rows), links=links[:SHOWN], states=STATES,
        kinds=KINDS, most=SHOWN,
    )  # fmt: skip
