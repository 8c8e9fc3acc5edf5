"""What a conversation remembers between its messages, and how answering goes on when it cannot be read or kept."""

import logging
from dataclasses import dataclass, field
from typing import Protocol

from assistant.errors import MemoryUnavailable
from assistant.messages import Reply, Turn
from knowledge.profile import Profile

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Memory:
    """The last turns of a conversation, oldest first, and what the asker told of the own municipality."""

    turns: tuple[Turn, ...] = ()
    profile: Profile = field(default_factory=Profile)


class Conversations(Protocol):
    """Keeps conversations; api/store/conversations.py is the real one."""

    def recall(self, conversation_id: str) -> Memory:
        """Return the last five turns and the profile; an empty memory for an unknown id. Raises MemoryUnavailable."""
        ...

    def note(
        self,
        conversation_id: str,
        message_id: str,
        turn: Turn,
        profile: Profile,
        reply: Reply | None = None,
        topic: str | None = None,
    ) -> Reply | None:
        """Keep a turn, its reply and the profile after it, and return None.

        A message noted before, perhaps by another process, changes nothing: then its reply is returned. Raises
        MemoryUnavailable.
        """
        ...

    def reply_of(self, message_id: str) -> Reply | None:
        """Return the reply that a message got; None when it is not known, or not kept. Raises MemoryUnavailable."""
        ...

    def forget(self, conversation_id: str) -> bool:
        """Delete a conversation and return whether there was one. Raises MemoryUnavailable."""
        ...


def recalled(conversations: Conversations, conversation_id: str | None) -> Memory:
    """Return what is remembered; nothing for a new conversation or when the store fails."""
    if conversation_id is None:
        return Memory()
    try:
        return conversations.recall(conversation_id)
    except MemoryUnavailable as error:
        log.error("answered without earlier turns: %s", error.code)
        return Memory()


def noted(
    conversations: Conversations,
    conversation_id: str,
    message_id: str,
    turn: Turn,
    profile: Profile,
    reply: Reply | None = None,
    topic: str | None = None,
) -> Reply | None:
    """Keep a turn and return the reply that its message got before, if any; a failing store takes no answer away."""
    try:
        return conversations.note(conversation_id, message_id, turn, profile, reply, topic)
    except MemoryUnavailable as error:
        log.error("turn not kept: %s", error.code)
        return None
