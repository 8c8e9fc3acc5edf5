"""The HTTP application: routes that translate, and nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from api import anliegen, beratung, console, drafts, feedback, gespraech, handoffs, pages, plain, plans, problems
from api.console import refusals
from api.guard import Guard
from api.handoff_schema import ConversationOut, HandoffOut, SaidOut
from api.once import IdempotencyKey
from api.problems import NOT_FOUND, RESPONSES
from api.reader import page as reader
from api.ready import Ready
from api.schema import ChatIn, ConversationId, DocumentOut, HitOut, HitsOut, Population, QuestionText
from api.serving import Serving
from assistant.messages import Reply
from knowledge.documents import MunicipalityType, Phase, StateCode
from knowledge.profile import Profile

VERSION = "0.1.0"
router = APIRouter(prefix="/api/v1")


@router.post("/chat", responses=RESPONSES)
def chat(message: ChatIn, lotse: Ready, key: IdempotencyKey = None) -> Reply:
    """Answer one message with cited statements, or hand it over."""
    return lotse.askers.once.reply(message.question(), key, message.model_dump_json(), lotse.reply_to)


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
    if not lotse.conversations.forget(conversation_id):
        raise HTTPException(404)


def livez() -> dict[str, str]:
    """Say that the process runs; looks at nothing else."""
    return {"status": "live"}


def readyz(lotse: Ready) -> JSONResponse:
    """Say whether questions can be answered, and how far the indexes follow the registry."""
    revision, applied = lotse.registry.revision(), lotse.indexes.state.revision
    return JSONResponse({"status": "ready", "revision": revision, "applied": applied})


def create_app(serving: Serving) -> FastAPI:
    """Return the application over a Lotse that `serving` opens while the application runs."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        serving.start()
        yield
        serving.stop()

    app = FastAPI(
        title="Lotse", version=VERSION, lifespan=lifespan, docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )  # fmt: skip
    app.state.serving = serving
    problems.install(app)
    refusals.install(app)
    app.include_router(router)
    app.include_router(plans.router)
    app.include_router(plain.router)
    app.include_router(feedback.router)
    app.include_router(handoffs.router)
    app.include_router(drafts.router)
    app.add_api_route("/livez", livez, tags=["probes"])
    app.add_api_route("/readyz", readyz, tags=["probes"], responses={503: RESPONSES[503]})
    for module in (pages, gespraech, anliegen, beratung, reader):
        app.include_router(module.router)
    for page in console.ROUTERS:
        app.include_router(page)
    app.mount("/static", StaticFiles(directory=pages.STATIC), name="static")
    app.add_middleware(Guard)
    return app
