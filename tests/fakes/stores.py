"""Stores in memory that have the real ones' manners, and fail when told to."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from assistant.conversation.memory import Memory
from assistant.errors import HandoffNotStored, MemoryUnavailable
from assistant.handoff import Handoff
from assistant.messages import Reply, Turn
from assistant.people.handed import Kept
from assistant.people.promise import Promise
from knowledge.profile import Profile

NOON = datetime(2026, 11, 30, 11, tzinfo=UTC)
PROMISE = Promise("beratung", "Beratung", None, NOON, "beratung@example.org", NOON)


@dataclass
class MemoryHandoffs:
    """Keeps handoffs in a list, or cannot keep any."""

    broken: bool = False
    kept: list[Handoff] = field(default_factory=list)

    def keep(self, handoff: Handoff) -> Kept:
        if self.broken:
            raise HandoffNotStored("Die Übergabe ließ sich nicht speichern.")
        self.kept.append(handoff)
        return Kept(f"L-TEST{len(self.kept):04}", f"TEST-TEST-{len(self.kept):04}", PROMISE)


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
    ) -> None:
        self._check()
        if reply:
            self.replies[message_id] = reply
        self.kept[conversation_id] = Memory((*self.recall(conversation_id).turns, turn), profile)

    def reply_of(self, message_id: str) -> Reply | None:
        self._check()
        return self.replies.get(message_id)

    def forget(self, conversation_id: str) -> bool:
        return self.kept.pop(conversation_id, None) is not None

    def _check(self) -> None:
        if self.broken:
            raise MemoryUnavailable("Die Datenbank für Gespräche antwortet nicht.")
