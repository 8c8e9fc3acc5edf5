"""Stores in memory that have the real ones' manners, and fail when told to."""

from dataclasses import dataclass, field

from assistant.conversation.memory import Memory
from assistant.errors import HandoffNotStored, MemoryUnavailable
from assistant.handoff import Handoff
from assistant.messages import Turn
from knowledge.profile import Profile


@dataclass
class MemoryHandoffs:
    """Keeps handoffs in a list, or cannot keep any."""

    broken: bool = False
    kept: list[Handoff] = field(default_factory=list)

    def keep(self, handoff: Handoff) -> str:
        if self.broken:
            raise HandoffNotStored("Die Übergabe ließ sich nicht speichern.")
        self.kept.append(handoff)
        return f"L-TEST{len(self.kept):04}"


@dataclass
class MemoryConversations:
    """Remembers conversations in a dictionary, or cannot."""

    broken: bool = False
    kept: dict[str, Memory] = field(default_factory=dict)

    def recall(self, conversation_id: str) -> Memory:
        self._check()
        return self.kept.get(conversation_id, Memory())

    def note(self, conversation_id: str, message_id: str, turn: Turn, profile: Profile) -> None:
        self._check()
        self.kept[conversation_id] = Memory((*self.recall(conversation_id).turns, turn), profile)

    def forget(self, conversation_id: str) -> bool:
        return self.kept.pop(conversation_id, None) is not None

    def _check(self) -> None:
        if self.broken:
            raise MemoryUnavailable("Die Datenbank für Gespräche antwortet nicht.")
