"""The route by which askers say whether an answer helped."""

from typing import Annotated, Any, Self

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from api.problems import NOT_FOUND, RESPONSES, Refused
from api.ready import Ready
from api.schema import ConversationId
from api.wiring import Lotse
from assistant.dissatisfied import hand_over_after
from assistant.feedback import COMMENT_CHARS, Reason, Verdict
from assistant.messages import HandoffEntry
from knowledge.german import clean

router = APIRouter(prefix="/api/v1")


class FeedbackIn(BaseModel):
    """What an asker says of an answer; a reason only when it did not help."""

    model_config = ConfigDict(extra="forbid")

    message_id: ConversationId
    helpful: bool
    reason: Reason | None = None
    comment: Annotated[str, StringConstraints(max_length=COMMENT_CHARS, strip_whitespace=True)] = ""

    @model_validator(mode="after")
    def _reason_fits(self) -> Self:
        if self.helpful and self.reason:
            raise ValueError("ein Grund gehört nur zu einer Antwort, die nicht geholfen hat")
        return self


class FeedbackOut(BaseModel):
    """What follows from a verdict: a person takes over."""

    handoff: HandoffEntry


def told(given: FeedbackIn, lotse: Lotse) -> HandoffEntry | None:
    """Keep what was said of an answer, and return the handoff when it did not help for the second time.

    Raises Refused (404), MemoryUnavailable, HandoffNotStored.
    """
    verdict = Verdict(given.helpful, given.reason, clean(given.comment))
    if not lotse.feedback.give(given.message_id, verdict, "asker"):
        raise Refused(404)
    said = None if given.helpful else lotse.feedback.unhelpful(given.message_id)
    return hand_over_after(said, given.message_id, lotse.parts) if said else None


_NOTHING_FOLLOWS: dict[int | str, dict[str, Any]] = {204: {"description": "Gespeichert; mehr folgt daraus nicht."}}


@router.post("/feedback", response_model=FeedbackOut, responses=_NOTHING_FOLLOWS | RESPONSES | NOT_FOUND)
def feedback(given: FeedbackIn, lotse: Ready) -> Response | FeedbackOut:
    """Say whether an answer helped; saying it again replaces what was said before.

    204 when nothing follows; 200 with the handoff when answers did not help for the second time in a conversation.
    """
    entry = told(given, lotse)
    return FeedbackOut(handoff=entry) if entry else Response(status_code=204)
