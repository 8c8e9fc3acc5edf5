"""One document: its passages, where it is cited, its head, and what the assistant would quote of it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException

from api.console.access import EditorSigned, SignedIn
from api.console.knowledge.frame import PATH, AtKnowledge, show
from api.console.knowledge.head_form import GROUPS, shown_of, told
from api.knowledge_desk import KnowledgeDesk
from api.shown import KINDS
from assistant.messages import Question, Reply

QUESTION_CHARS = 500
router = APIRouter(prefix=f"{PATH}/documents", include_in_schema=False)


@router.get("/{document}")
def one(
    request: Request,
    document: str,
    signed: EditorSigned,
    desk: AtKnowledge,
    ask: Annotated[str, Query(max_length=QUESTION_CHARS)] = "",
) -> Response:
    """Show a document; with `ask`, also what an answer to that question would quote of it."""
    return document_page(request, signed, desk, document, ask=ask.strip())


def document_page(
    request: Request, signed: SignedIn, desk: KnowledgeDesk, document: str, status: int = 200, ask: str = "",
    **values: object,
) -> Response:  # fmt: skip
    """Return the page; `errors` and `typed` among `values` are those of the form of the head."""
    found, held = desk.listing.of(document), desk.ingestion.quarantine.held(document=document)
    if found is None and not held:
        raise HTTPException(404)
    reply = desk.quoted(Question(ask)) if ask and found else None
    shown = {
        "document": found,
        "title": found.head.title if found else held[0].title or document,
        "id": document,
        "passages": desk.ingestion.registry.passages_of([document]).get(document, ()),
        "held": held,
        "kinds": KINDS,
        "cited": desk.citations.of(document),
        "groups": GROUPS,
        "values": shown_of(found.head) if found else {},
        "confirmed": desk.ingestion.proposals.confirmed(document),
        "proposals": desk.ingestion.proposals.of(document),
        "told": told,
        "ask": ask,
        "reply": reply,
        "quoted": _quoted(reply, document),
        "errors": {},
        "typed": {},
    }
    return show(request, "document.html", signed, status, **(shown | values))


def _quoted(reply: Reply | None, document: str) -> list[str]:
    """Return the sentences of a reply that cite a document."""
    if reply is None:
        return []
    own = {source.n for source in reply.sources if source.document_id == document}
    return [statement.text for statement in reply.statements if own & set(statement.citations)]
