"""Parts that answer and leave no trace: no handoff, no conversation; for drafts, and for questions asked again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assistant.conversation.memory import Memory
from assistant.handoff import Handoff
from assistant.messages import Reply, Turn
from assistant.parts import Parts
from assistant.people.errors import HandoffGone
from assistant.people.handed import HandedOver, Kept
from assistant.people.promise import Promise, promise_for
from assistant.people.teams import Teams
from knowledge.profile import Profile


def keeping_nothing(parts: Parts, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Parts:
    """Return the same parts without a memory and without anybody to hand over to."""
    return replace(parts, handoffs=NoHandoffs(parts.teams, now), conversations=NoConversations())


@dataclass(frozen=True, slots=True)
class NoHandoffs:
    """Gives nothing to a person; what it says of a promise is left out by whoever asks."""

    teams: Teams
    now: Callable[[], datetime]

    def keep(self, handoff: Handoff) -> Kept:
        """Return no number and no code, with the promise that would be given."""
        promise: Promise = promise_for(self.teams, handoff.topic, handoff.question.profile.state, self.now())
        return Kept("", "", promise)

    def by_code(self, code: str) -> HandedOver | None:
        """Return nothing."""

    def owner_of_conversation(self, conversation_id: str) -> HandedOver | None:
        """Return nobody."""

    def write(self, number: str, _text: str, _message_id: str | None = None) -> HandedOver:
        """Raise HandoffGone."""
        raise HandoffGone(f"Einen Vorgang {number} gibt es nicht.")


class NoConversations:
    """Remembers nothing, so that each question is answered by itself."""

    def recall(self, _conversation_id: str) -> Memory:
        """Return an empty memory."""
        return Memory()

    def note(
        self,
        conversation_id: str,
        message_id: str,
        turn: Turn,
        profile: Profile,
        reply: Reply | None = None,
        topic: str | None = None,
    ) -> Reply | None:
        """Keep nothing."""

    def reply_of(self, message_id: str) -> Reply | None:
        """Return nothing."""

    def forget(self, _conversation_id: str) -> bool:
        """Return that there was none."""
        return False
