"""The page at `/documents/{id}`: shows a document, and marks a quote in it. Works without JavaScript."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import TypeAdapter, ValidationError

from api.reader.facts import facts_of
from api.reader.marking import QUOTE_CHARS, marks_of
from api.reader.outline import contents_of, parts_of
from api.reader.visible import visible
from api.site import lotse_of, page
from knowledge.documents import DocumentId
from knowledge.errors import LotseError
from knowledge.freshness import age, doubt, ended_on, is_stale

router = APIRouter(include_in_schema=False)
_id = TypeAdapter(DocumentId)


@router.get("/documents/{document_id}")
def show(document_id: str, request: Request, quote: Annotated[str, Query()] = "") -> HTMLResponse:
    """Show a document; the words of `quote` are marked where they stand exactly."""
    lotse, waiting = lotse_of(request)
    if lotse is None:
        return page(request, "document_missing.html", 503, said=waiting)
    try:
        _id.validate_python(document_id)
        meta = lotse.registry.heads([document_id]).get(document_id)
        passages = visible(lotse.registry.passages_of([document_id]).get(document_id, ()))
        successor = lotse.registry.heads([meta.superseded_by]) if meta and meta.superseded_by else {}
    except ValidationError:
        return page(request, "document_missing.html", 404)
    except LotseError as error:
        return page(request, "document_missing.html", 503, said=str(error))
    if meta is None or not passages:
        return page(request, "document_missing.html", 404)
    marks, today = marks_of(quote, passages), lotse.parts.today()
    parts = parts_of(passages, marks)
    return page(
        request,
        "document.html",
        meta=meta,
        facts=facts_of(meta, today),
        age=age(meta),
        doubt=doubt(is_stale(meta, today), ended_on(meta, today)),
        successor=next(iter(successor.values()), None),
        parts=parts,
        contents=contents_of(parts),
        marked=next((passage.id for passage in passages if passage.id in marks), ""),
        quoted=bool(quote.strip()) and len(quote) <= QUOTE_CHARS,
    )
