"""Gives a question to a person, with what the person needs to answer it."""

from dataclasses import dataclass
from typing import Protocol

from assistant.messages import HandoffEntry, Question
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


class Handoffs(Protocol):
    """Keeps handoffs; api.store.handoffs is the real one."""

    def keep(self, handoff: Handoff) -> str:
        """Store it durably and return its number. Raises HandoffNotStored."""
        ...


def hand_over(handoff: Handoff, handoffs: Handoffs, team: str) -> HandoffEntry:
    """Return the entry of the reply once the handoff is safely kept. Raises HandoffNotStored."""
    number = handoffs.keep(handoff)
    return HandoffEntry(
        number, handoff.reason, say(handoff.reason, handoff.language, handoff.question.text, team=team, number=number)
    )
