"""A message that arrives twice under the same Idempotency-Key: one answer, one handoff."""

import hashlib
import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Annotated, Protocol

from fastapi import Header

from api.problems import Refused
from assistant.conversation.memory import Conversations
from assistant.messages import Question, Reply
from knowledge.errors import LotseError

log = logging.getLogger(__name__)
LOCKS = 64
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[A-Za-z0-9_-]{16,128}$",
        description="Zufällig, zum Beispiel eine UUID. Dieselbe Nachricht mit demselben Schlüssel gibt dieselbe "
        "Antwort, ohne dass noch einmal gerechnet oder übergeben wird; eine andere Nachricht damit gibt 422.",
    ),
]


class Repeats(Protocol):
    """Finds a message that arrived before; api/store/repeats.py is the real one."""

    def seen(self, beginning: str) -> str | None:
        """Return the id that begins so, None for a new one. Raises a LotseError when the store fails."""
        ...


@dataclass(frozen=True, slots=True)
class Once:
    """Answers each keyed message once, also when it arrives several times at the same moment."""

    repeats: Repeats
    conversations: Conversations
    locks: tuple[threading.Lock, ...]

    @classmethod
    def over(cls, repeats: Repeats, conversations: Conversations) -> "Once":
        """Return it with its locks."""
        return cls(repeats, conversations, tuple(threading.Lock() for _ in range(LOCKS)))

    def reply(self, question: Question, key: str | None, body: str, compute: Callable[[Question], Reply]) -> Reply:
        """Return the reply kept for the key, else the computed one; without a key always the computed one.

        `body` is all that was sent. Raises Refused when the key came with another body before.
        """
        if key is None:
            return compute(question)
        named, beginning = _named(question, key, body)
        with self._alone(beginning):
            if kept := self._kept(beginning, named.message_id or ""):
                return kept
            reply = compute(named)
            return self._kept(beginning, reply.message_id) or reply  # another process may have been faster

    def _alone(self, beginning: str) -> AbstractContextManager[bool]:
        return self.locks[int(beginning, 16) % LOCKS]

    def _kept(self, beginning: str, message_id: str) -> Reply | None:
        try:
            seen = self.repeats.seen(beginning)
            if seen and seen != message_id:
                raise Refused(422, "Dieser Idempotency-Key gehört zu einer anderen Nachricht. Nehmen Sie einen neuen.")
            return self.conversations.reply_of(message_id) if seen else None
        except Refused:
            raise
        except LotseError as error:
            log.error("answered without looking for a repeat: %s", error.code)
            return None


def _named(question: Question, key: str, body: str) -> tuple[Question, str]:
    """Return the question with ids made from the key, and the beginning that all messages of this key share."""
    conversation = question.conversation_id or _hash("conversation", key)[:32]
    beginning = _hash(conversation, key)[:40]
    message_id = beginning + _hash(body)[:24]
    return replace(question, conversation_id=conversation, message_id=message_id), beginning


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
