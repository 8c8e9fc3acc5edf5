"""Gives a question to a person, with what the person needs to answer it, and says what the asker is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from assistant.messages import HandoffEntry, Question
from assistant.people.handed import HandedOver, Kept
from assistant.people.hours import GERMANY
from assistant.people.kinds import Kind
from assistant.people.moments import moment
from assistant.texts import say
from knowledge.errors import LotseError

REASON_NAMES: Mapping[str, str] = {
    "asked_for": "auf Wunsch",
    "legal": "heikles Thema: Recht",
    "procurement": "heikles Thema: Vergabe",
    "data_protection": "heikles Thema: Datenschutz",
    "no_evidence": "keine Belege",
    "not_supported": "zu unsicher",
    "dissatisfied": "zweimal unzufrieden",
    "failure": "Störung",
}
REASONS = tuple(REASON_NAMES)
REASON_GROUPS: Mapping[str, tuple[str, ...]] = {
    "asked_for": ("asked_for",),
    "no_evidence": ("no_evidence",),
    "sensitive": ("legal", "procurement", "data_protection"),
    "dissatisfied": ("dissatisfied",),
    "failure": ("failure",),
    "low_confidence": ("not_supported",),
}
GROUP_NAMES: Mapping[str, str] = {
    "asked_for": "auf Wunsch",
    "no_evidence": "keine Belege",
    "sensitive": "heikles Thema",
    "dissatisfied": "zweimal unzufrieden",
    "failure": "Störung",
    "low_confidence": "zu unsicher",
}


@dataclass(frozen=True, slots=True)
class Handoff:
    """What an advisor gets: the question, who asks, why the assistant stopped, and the passages it tried.

    `kind` and `form` are what is wanted of people (assistant/people/kinds.py), `topic` is that of the best passages.
    """

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
    """Keeps handoffs; api.store.handoffs is the real one. All but `keep` raise a LotseError when the store fails."""

    def keep(self, handoff: Handoff) -> Kept:
        """Store it durably and return its number, code and promise. Raises HandoffNotStored.

        While one of the same kind is unfinished in the conversation, the question is added to that one.
        """
        ...

    def by_code(self, code: str) -> HandedOver | None:
        """Return the handoff that a code opens."""
        ...

    def owner_of_conversation(self, conversation_id: str) -> HandedOver | None:
        """Return the handoff by which a person owns a conversation."""
        ...

    def write(self, number: str, text: str, message_id: str | None = None) -> HandedOver:
        """Add what the asker writes and return the handoff after it; the same `message_id` changes nothing again."""
        ...


def reason_of(outcome: str) -> str:
    """Return the reason behind an outcome; a search that failed hands over because of the failure.

    >>> reason_of("handoff.no_evidence"), reason_of("failed.search")
    ('no_evidence', 'failure')
    """
    return "failure" if outcome == "failed.search" else outcome.rpartition(".")[2]


def hand_over(handoff: Handoff, handoffs: Handoffs) -> HandoffEntry:
    """Return the entry of the reply once the handoff is safely kept. Raises HandoffNotStored."""
    kept = handoffs.keep(handoff)
    handed = _as_it_stands(kept.code, handoffs)
    promise = kept.promise
    if handed is None:
        said = _said(kept, handoff, "case")
        due = promise.due.isoformat()
        return HandoffEntry(kept.number, handoff.reason, said, kept.code, promise.team_name, due, handoff.kind)
    joined = handed.message_id != handoff.message_id
    kept = replace(kept, promise=replace(promise, due=handed.due_at or promise.due))
    entry = entry_of(handed, promise.team_name, _said(kept, handoff, "joined" if joined else "case"))
    return replace(entry, reason=handoff.reason)


def entry_of(handed: HandedOver, team: str, message: str) -> HandoffEntry:
    """Return what an asker gets of a handoff as it stands; `team` is the name of the team that has it."""
    due = handed.due_at.astimezone(GERMANY).isoformat() if handed.due_at else None
    return HandoffEntry(
        handed.number, handed.reason, message, handed.code, team, due, handed.kind, handed.status.value
    )  # fmt: skip


def lasting(text: str, entry: HandoffEntry, language: str, instead: str = "") -> str:
    """Return what an asker was told without what is new each time: number, code, and the promised moment.

    >>> entry = HandoffEntry("L-1", "legal", "", "7KQ2", due="2026-12-01T14:00:00+01:00")
    >>> lasting("L-1 bis Dienstag, 1. Dezember 2026, 14 Uhr", entry, "de", "…")
    '… bis …'
    """
    due = moment(datetime.fromisoformat(entry.due), language) if entry.due else ""
    for changing in filter(None, (entry.id, entry.code, due)):
        text = text.replace(changing, instead)
    return text


def _said(kept: Kept, handoff: Handoff, name: str) -> str:
    """Return why, who answers by when, and what comes next; "joined" says that there is no second handoff."""
    language, asked = handoff.language, handoff.question.text
    promise = kept.promise.said(language, Kind(handoff.kind))
    case = say(name, language, promise=promise, number=kept.number, code=kept.code)
    return say(handoff.reason, language, asked, case=case)


def _as_it_stands(code: str, handoffs: Handoffs) -> HandedOver | None:
    """Return the kept handoff; None when the store fails just then, for the question is safe all the same."""
    try:
        return handoffs.by_code(code)
    except LotseError:
        return None
