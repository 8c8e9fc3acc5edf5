"""The route by which askers say whether an answer helped."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from starlette.exceptions import HTTPException

from api.problems import NOT_FOUND, RESPONSES
from api.ready import Ready
from api.schema import ConversationId
from assistant.feedback import COMMENT_CHARS, Reason, Verdict
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


@router.post("/feedback", status_code=204, responses=RESPONSES | NOT_FOUND)
def feedback(given: FeedbackIn, lotse: Ready) -> None:
    """Say whether an answer helped; saying it again replaces what was said before."""
    verdict = Verdict(given.helpful, given.reason, clean(given.comment))
    if not lotse.feedback.give(given.message_id, verdict, "asker"):
        raise HTTPException(404)
