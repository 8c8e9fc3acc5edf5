"""A conversation as a file, `GET /api/v1/conversations/{id}/transcript`; what is in it: api/export/transcript.py."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.export.transcript import transcript_of
from api.export.transcript_formats import TRANSCRIPTS, TranscriptFormat
from api.problems import NOT_FOUND, RESPONSES
from api.ready import Ready
from api.schema import ConversationId

router = APIRouter(prefix="/api/v1")
_FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {form.media_type.partition(";")[0]: {} for form in TRANSCRIPTS.values()}}
}


@router.get(
    "/conversations/{conversation_id}/transcript", response_class=Response, responses=_FILES | RESPONSES | NOT_FOUND
)
def transcript(
    conversation_id: ConversationId,
    lotse: Ready,
    wanted: Annotated[TranscriptFormat, Query(alias="format")] = "markdown",
) -> Response:
    """Return everything said in a conversation as a file; codes of handoffs are left out."""
    askers = lotse.askers
    thread = askers.threads.thread(conversation_id)
    handed = askers.handoffs.of_conversation(conversation_id)
    if not (thread or handed):
        raise HTTPException(404)
    form = TRANSCRIPTS[wanted]
    text = form.write(transcript_of(thread, handed, askers.teams, askers.now()))
    named = {"Content-Disposition": f'attachment; filename="gespraech.{form.ending}"'}
    return Response(text, media_type=form.media_type, headers=named)
