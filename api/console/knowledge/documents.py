"""The documents that are known, to be searched by words and source."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.console.access import EditorSigned
from api.console.knowledge.frame import PATH, AtKnowledge, show
from api.shown import KINDS

SHOWN = 50
router = APIRouter(prefix=f"{PATH}/documents", include_in_schema=False)


@router.get("")
def listed(
    request: Request,
    signed: EditorSigned,
    desk: AtKnowledge,
    q: Annotated[str, Query(max_length=200)] = "",
    source: Annotated[str, Query(max_length=500)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Show documents by id, some at a time, with what waits for an editor."""
    found, total = desk.listing.page(q, source, SHOWN, (page - 1) * SHOWN)
    return show(
        request,
        "documents.html",
        signed,
        documents=found,
        total=total,
        number=page,
        pages=max(1, -(-total // SHOWN)),
        kinds=KINDS,
        q=q,
        source=source,
        sources=desk.listing.sources(),
        open=desk.ingestion.proposals.open(),
    )
