"""Stores in memory that have the real ones' manners, and fail when told to."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from assistant.conversation.memory import Memory
from assistant.errors import HandoffNotStored, MemoryUnavailable
from assistant.handoff import Handoff
from assistant.messages import Reply, Turn
from assistant.people.handed import HandedOver, Kept
from assistant.people.promise import Promise
from assistant.people.states import Status
from knowledge.profile import Profile

NOON = datetime(2026, 11, 30, 11, tzinfo=UTC)
PROMISE = Promise("beratung", "Musterteam", None, NOON, "beratung@example.org", NOON)


@dataclass
class MemoryHandoffs:
    """Keeps handoffs in a list, or cannot keep any; one unfinished of a kind in each conversation, as the real one."""

    broken: bool = False
    kept: list[Handoff] = field(default_factory=list)
    handed: dict[str, HandedOver] = field(default_factory=dict)  # by code
    written: list[tuple[str, str]] = field(default_factory=list)  # number and text

    def keep(self, handoff: Handoff) -> Kept:
        self._check()
        same = (one for one in self.handed.values() if one.conversation_id == handoff.conversation_id)
        unfinished = next((one for one in same if one.unfinished and one.kind == handoff.kind), None)
        if unfinished:
            self.written.append((unfinished.number, handoff.question.text))
            return Kept(unfinished.number, unfinished.code, PROMISE)
        self.kept.append(handoff)
        number, code = f"L-TEST{len(self.kept):04}", f"TEST-TEST-{len(self.kept):04}"
        self.handed[code] = HandedOver(
            number, code, handoff.kind, handoff.reason, Status.OPEN, 1, handoff.question.text, handoff.language,
            handoff.question.profile, handoff.conversation_id, handoff.message_id, NOON, handoff.tried, handoff.topic,
            team=PROMISE.team, due_at=PROMISE.due,
        )  # fmt: skip
        return Kept(number, code, PROMISE)

    def by_code(self, code: str) -> HandedOver | None:
        self._check()
        return self.handed.get(code)

    def owner_of_conversation(self, conversation_id: str) -> HandedOver | None:
        self._check()
        of_it = (one for one in self.handed.values() if one.conversation_id == conversation_id)
        return next((one for one in of_it if one.owned), None)

    def write(self, number: str, text: str, message_id: str | None = None) -> HandedOver:
        self._check()
        self.written.append((number, text))
        return next(one for one in self.handed.values() if one.number == number)

    def set(self, code: str, status: Status) -> None:
        """Let an advisor do something with it."""
        by = "anna" if status is not Status.OPEN else None
        self.handed[code] = replace(self.handed[code], status=status, claimed_by=by)

    def _check(self) -> None:
        if self.broken:
            raise HandoffNotStored("Die Übergabe ließ sich nicht speichern.")


@dataclass
class MemoryConversations:
    """Remembers conversations in a dictionary, or cannot."""

    broken: bool = False
    kept: dict[str, Memory] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)

    def recall(self, conversation_id: str) -> Memory:
        self._check()
        return self.kept.get(conversation_id, Memory())

    def note(
        self,
        conversation_id: str,
        message_id: str,
        turn: Turn,
        profile: Profile,
        reply: Reply | None = None,
        topic: str | None = None,
    ) -> Reply | None:
        self._check()
        if message_id in self.replies:
            return self.replies[message_id]
        if reply:
            self.replies[message_id] = reply
        self.kept[conversation_id] = Memory((*self.recall(conversation_id).turns, turn), profile)
        return None

    def reply_of(self, message_id: str) -> Reply | None:
        self._check()
        return self.replies.get(message_id)

    def forget(self, conversation_id: str) -> bool:
        return self.kept.pop(conversation_id, None) is not None

    def _check(self) -> None:
        if self.broken:
            raise MemoryUnavailable("Die Datenbank für Gespräche antwortet nicht.")
