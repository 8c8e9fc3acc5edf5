"""What people say of an answer: whether it helped, and if not, why not. Values; knows no database."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

COMMENT_CHARS = 1_000
Author = Literal["asker", "advisor"]


class Reason(StrEnum):
    """Why an answer did not help."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    UNCLEAR = "unclear"
    BESIDE_THE_POINT = "beside_the_point"
    OUTDATED = "outdated"
    WRONG_SOURCE = "wrong_source"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one person says of one answer."""

    helpful: bool
    reason: Reason | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Unhelpful:
    """How often the asker of a conversation said that an answer did not help; `asked` and `topic` are of one answer."""

    conversation_id: str
    asked: str
    topic: str | None
    times: int
