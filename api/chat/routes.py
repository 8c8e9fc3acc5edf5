"""The chat's routes: one message in, its answer out as JSON or as events while it is made; or taken back."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse
from starlette.exceptions import HTTPException

from api.chat.accepting import wants_events
from api.chat.events import Event
from api.chat.following import last_of, on_the_wire, seen_by
from api.once import IdempotencyKey
from api.problems import CONFLICT, NOT_FOUND, RESPONSES, problem
from api.ready import Ready
from api.schema import ChatIn
from assistant.messages import Reply

router = APIRouter(prefix="/api/v1")
UNBUFFERED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Die Antwort; wer `text/event-stream` annimmt, bekommt sie Aussage für Aussage.",
        "content": {
            "text/event-stream": {
                "schema": {"type": "string"},
                "example": 'event: progress\ndata: {"step":"retrieve"}\nid: 5f2c9a1e7b3d4c60.2\n\n',
            }
        },
    }
}
LastEventId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        max_length=100,
        description="Nach einem Abbruch: die `id` des letzten Ereignisses, das angekommen ist. Zusammen mit demselben "
        "Idempotency-Key geht es dahinter weiter, ohne dass noch einmal gerechnet wird.",
    ),
]


@router.post("/chat", response_model=Reply, responses=_EVENTS | RESPONSES | CONFLICT)
async def chat(
    message: ChatIn,
    lotse: Ready,
    key: IdempotencyKey = None,
    last_event_id: LastEventId = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "*/*",
) -> Response:
    """Answer one message with cited statements, or hand it over."""
    run = await run_in_threadpool(lotse.runs.begin, message.question(), key, message.model_dump_json())
    if wants_events(accept):
        return EventSourceResponse(on_the_wire(run, seen_by(last_event_id, run)), headers=UNBUFFERED)
    return _as_json(await last_of(run))


@router.delete("/chat/{message_id}", status_code=204, responses=RESPONSES | NOT_FOUND)
def cancel(message_id: str, lotse: Ready) -> None:
    """Take back a message that is being worked on: nothing of it is kept, unless a person has it already."""
    if not lotse.runs.cancel(message_id):
        raise HTTPException(404)


def _as_json(last: Event | None) -> Response:
    """Return the answer of a whole run to somebody who does not read events."""
    if last is None:
        return problem(503)
    if last.name == "reply":
        return Response(last.data, media_type="application/json")
    if last.name == "cancelled":
        return problem(409, "Diese Nachricht wurde zurückgenommen. Stellen Sie Ihre Frage neu.")
    told = json.loads(last.data)
    return problem(told["status"], told["detail"])
