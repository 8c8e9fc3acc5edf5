"""What the chat widget wants to know before the first question: `GET /api/v1/widget`.

Suggestions are German in every language: documents ask and answer in German, and `suggestions_language` says so, so
that a page in another language can mark them.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.problems import RESPONSES
from api.ready import Ready
from assistant.conversation.profile_texts import PHASES, TYPES
from assistant.settings import QUESTION_CHARS
from knowledge.documents import STATE_NAMES, StateCode, Topic
from knowledge.profile import PHASE_NAMES, TYPE_NAMES

router = APIRouter(prefix="/api/v1")
Language = Literal["de", "en"]


class WidgetOut(BaseModel):
    """How much is known, what a question may be, how long it is kept, the profile's choices, and questions to start."""

    documents: int
    question_chars: int
    retention_days: int
    states: dict[str, str]
    types: dict[str, str]
    phases: dict[str, str]
    suggestions: tuple[str, ...]
    suggestions_language: Literal["de"] = "de"


@router.get("/widget", responses=RESPONSES)
def widget(
    lotse: Ready,
    language: Language = "de",
    topic: Annotated[Topic | None, Query(description="Vorschläge zu diesem Thema, soweit es sie gibt")] = None,
    state: Annotated[StateCode | None, Query(description="Vorschläge, die in diesem Land passen")] = None,
) -> WidgetOut:
    """Return what a chat shows before the first question; labels are in `language`, suggestions in German."""
    english = language == "en"
    return WidgetOut(
        documents=lotse.registry.counts()[0],
        question_chars=QUESTION_CHARS,
        retention_days=lotse.retention.days,
        states=STATE_NAMES,
        types=TYPES["en"] if english else dict(TYPE_NAMES),
        phases=PHASES["en"] if english else dict(PHASE_NAMES),
        suggestions=lotse.suggesting.texts(topic, state),
    )
