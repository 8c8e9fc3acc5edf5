"""The head of a document: what the text proposes, what an editor confirms or types."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from api.console.access import AtDesk, Csrf, EditorSigned, SignedIn
from api.console.knowledge.document import document_page
from api.console.knowledge.frame import PATH, AtKnowledge
from api.console.knowledge.head_form import changed, shown_of, typed_in
from api.desk import Desk
from api.knowledge_desk import KnowledgeDesk
from api.store.audit import record
from api.store.transaction import transaction
from ingest.errors import SourceBusy
from ingest.giving_up import give_up
from ingest.proposing.proposal import Proposal
from knowledge.errors import DocumentInvalid

router = APIRouter(prefix=f"{PATH}/documents", include_in_schema=False)


@router.post("/{document}/head")
async def edit(
    request: Request, document: str, signed: EditorSigned, desk: AtKnowledge, at: AtDesk, _: Csrf
) -> Response:
    """Confirm what was changed in the form; all of it or nothing."""
    sent = await request.form()
    typed = typed_in({name: [str(value) for value in sent.getlist(name)] for name in sent})
    head = desk.ingestion.registry.heads([document]).get(document)
    told = changed(shown_of(head), typed) if head else {}
    if head and not told:
        return _back(document, "same")
    return _confirm(request, document, signed, desk, at, told, typed)


@router.post("/{document}/proposals")
def decide(
    request: Request,
    document: str,
    signed: EditorSigned,
    desk: AtKnowledge,
    at: AtDesk,
    _: Csrf,
    do: Annotated[Literal["confirm", "reject"], Form()],
    proposal: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Confirm or reject the proposals that were chosen, named by their digests."""
    chosen = [one for one in desk.ingestion.proposals.of(document) if one.digest in proposal]
    if not chosen:
        return _back(document, "none")
    if do == "confirm":
        return _confirm(request, document, signed, desk, at, _together(chosen), {})
    for one in chosen:
        desk.ingestion.proposals.reject(document, one, signed.advisor.login)
    return _back(document, "rejected")


@router.post("/{document}/confirmed")
def take_back(
    document: str,
    signed: EditorSigned,
    desk: AtKnowledge,
    at: AtDesk,
    _: Csrf,
    field: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Use what the file tells again instead of the confirmed values that were chosen; its source is read for that."""
    try:
        fields = give_up(desk.ingestion.registry, document, field)
    except SourceBusy:
        return _back(document, "busy")
    except DocumentInvalid as error:
        raise HTTPException(404) from error
    if not fields:
        return _back(document, "none")
    with transaction(at.engine) as connection:
        record(connection, at.now(), signed.advisor.login, "document.given_up", document, ", ".join(fields))
    return _back(document, "asked" if desk.ingestion.read_soon(document) else "given_up")


def _together(chosen: list[Proposal]) -> dict[str, object]:
    """Return one value per field: of several that were chosen, the first, which is the likeliest."""
    found: dict[str, object] = {}
    for one in chosen:
        found.setdefault(one.field, one.value)
    return found


def _confirm(
    request: Request, document: str, signed: SignedIn, desk: KnowledgeDesk, at: Desk,
    told: dict[str, object], typed: dict[str, str | list[str]],
) -> Response:  # fmt: skip
    try:
        desk.confirming(document, told, signed.advisor.login)
    except DocumentInvalid as error:
        errors = {problem.field: f"{problem.field}: {problem.reason}." for problem in error.problems}
        return document_page(request, signed, desk, document, 422, errors=errors, typed=typed)
    with transaction(at.engine) as connection:
        record(connection, at.now(), signed.advisor.login, "document.confirmed", document, ", ".join(told))
    return _back(document, "confirmed")


def _back(document: str, done: str) -> Response:
    return RedirectResponse(f"{PATH}/documents/{document}?done={done}", 303)
