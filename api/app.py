"""The HTTP application: routes that translate, and nothing else."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from api import (
    asker_pages,
    console,
    drafts,
    feedback,
    handoffs,
    live,
    plain,
    plans,
    problems,
    site,
    transcript,
    widget_config,
)
from api.chat import routes as chat
from api.chat.ending import chats_ended
from api.console import refusals
from api.cors import WidgetCors
from api.guard import Guard
from api.handoff_schema import ConversationOut, HandoffOut, SaidOut
from api.headers import Headers
from api.problems import NOT_FOUND, RESPONSES
from api.ready import Ready
from api.schema import ConversationId, DocumentOut, HitOut, HitsOut, Population, QuestionText
from api.serving import Serving
from api.stopping import Stopping
from api.widget import routes as widget
from api.widget.bundle import bundled
from api.widget.shelf import Shelf
from knowledge.documents import MunicipalityType, Phase, StateCode
from knowledge.profile import Profile

VERSION = "0.1.0"
router = APIRouter(prefix="/api/v1")


@router.get("/search", responses=RESPONSES)
def search(
    lotse: Ready,
    q: Annotated[QuestionText, Query()],
    k: Annotated[int, Query(ge=1, le=100)] = 10,
    per_passage: bool = False,
    state: StateCode | None = None,
    population: Population | None = None,
    kind: Annotated[MunicipalityType | None, Query(alias="type")] = None,
    phase: Phase | None = None,
) -> HitsOut:
    """Return the passages that speak to a question, best documents first, one hit per document."""
    profile = Profile(state, population, kind, phase)
    return HitsOut(hits=[HitOut.of(hit) for hit in lotse.search(q, k, per_passage=per_passage, profile=profile)])


@router.get("/documents/{document_id}", responses=RESPONSES | NOT_FOUND)
def document(document_id: str, lotse: Ready) -> DocumentOut:
    """Return a document with its passages."""
    meta = lotse.registry.heads([document_id]).get(document_id)
    if meta is None:
        raise HTTPException(404)
    return DocumentOut.of(meta, lotse.registry.passages_of([document_id]).get(document_id, ()))


@router.get("/conversations/{conversation_id}", responses=RESPONSES | NOT_FOUND)
def export(conversation_id: ConversationId, lotse: Ready) -> ConversationOut:
    """Return all that is kept of a conversation: what was said, by whom and when, and its handoffs."""
    thread = lotse.askers.threads.thread(conversation_id)
    handed = lotse.askers.handoffs.of_conversation(conversation_id)
    if not (thread or handed):
        raise HTTPException(404)
    told = lotse.conversations.recall(conversation_id).profile
    return ConversationOut(
        conversation_id=conversation_id,
        profile=told if told != Profile() else None,
        thread=tuple(map(SaidOut.of, thread)),
        handoffs=tuple(HandoffOut.of(one, lotse.askers.teams) for one in handed),
    )


@router.delete("/conversations/{conversation_id}", status_code=204, responses=RESPONSES | NOT_FOUND)
def forget(conversation_id: ConversationId, lotse: Ready) -> None:
    """Delete a conversation: its turns and what was told in it."""
    if not lotse.forget(conversation_id):
        raise HTTPException(404)


def livez() -> dict[str, str]:
    """Say that the process runs; looks at nothing else."""
    return {"status": "live"}


def readyz(lotse: Ready) -> JSONResponse:
    """Say whether questions can be answered, and how far the indexes follow the registry."""
    revision, applied = lotse.registry.revision(), lotse.indexes.state.revision
    return JSONResponse({"status": "ready", "revision": revision, "applied": applied})


def create_app(
    serving: Serving, widget_origins: Collection[str] = ("*",), widgets_folder: Path | None = None
) -> FastAPI:
    """Return the application over a Lotse that `serving` opens while the application runs.

    `widget_origins` are the websites whose chat widget may ask it, `widgets_folder` keeps earlier releases of it.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        serving.start()
        async with chats_ended(app.state.stopping, serving):
            yield
        serving.stop()

    app = FastAPI(
        title="Lotse", version=VERSION, lifespan=lifespan, docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )  # fmt: skip
    app.state.serving, app.state.stopping = serving, Stopping()
    app.state.widgets = Shelf(bundled(), widgets_folder)
    problems.install(app)
    refusals.install(app)
    modules = (chat, plain, plans, feedback, handoffs, drafts, widget_config, live, transcript)
    for part in (router, *(module.router for module in modules)):
        app.include_router(part)
    app.add_api_route("/livez", livez, tags=["probes"])
    app.add_api_route("/readyz", readyz, tags=["probes"], responses={503: RESPONSES[503]})
    for page in (widget.router, *asker_pages.ROUTERS, *console.ROUTERS):
        app.include_router(page)
    app.mount("/static", StaticFiles(directory=site.STATIC), name="static")
    app.add_middleware(Guard)
    app.add_middleware(WidgetCors, origins=widget_origins)
    app.add_middleware(Headers)  # the last one added is the outermost
    return app
