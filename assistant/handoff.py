"""Gives a question to a person, with what the person needs to answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from assistant.messages import HandoffEntry, Question
from assistant.people.handed import Kept
from assistant.texts import say

REASONS = ("asked_for", "legal", "procurement", "data_protection", "no_evidence", "not_supported", "failure")


@dataclass(frozen=True, slots=True)
class Handoff:
    """What an advisor gets: the question, who asks, why the assistant stopped, and the passages it tried."""

    reason: str
    question: Question
    conversation_id: str
    message_id: str
    language: str
    tried: tuple[str, ...] = ()
    kind: str = "answer"
    topic: str | None = None
    confidence: float | None = None
    form: Mapping[str, object] = field(default_factory=dict)


class Handoffs(Protocol):
    """Keeps handoffs; api.store.handoffs is the real one."""

    def keep(self, handoff: Handoff) -> Kept:
        """Store it durably and return its number, code and promise. Raises HandoffNotStored.

        While one of the same kind is unfinished in the conversation, the question is added to that one.
        """
        ...


def hand_over(handoff: Handoff, handoffs: Handoffs, team: str) -> HandoffEntry:
    """Return the entry of the reply once the handoff is safely kept. Raises HandoffNotStored."""
    number = handoffs.keep(handoff).number
    return HandoffEntry(
        number, handoff.reason, say(handoff.reason, handoff.language, handoff.question.text, team=team, number=number)
    )
