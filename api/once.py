"""A message that arrives twice under the same Idempotency-Key: one answer, one handoff."""

import hashlib
import logging
import secrets
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
BEGINNING = 40  # digits of a message's id that its key decides, of 64
OTHER_MESSAGE = "Dieser Idempotency-Key gehört zu einer anderen Nachricht. Nehmen Sie einen neuen."
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
        question = named(question, key, body)
        with self._alone(_beginning(question)):
            return self.kept(question) or compute(question)

    def kept(self, question: Question) -> Reply | None:
        """Return the reply that a named question got before. Raises Refused when its key came with another body."""
        try:
            seen = self.repeats.seen(_beginning(question))
            if seen and seen != question.message_id:
                raise Refused(422, OTHER_MESSAGE)
            return self.conversations.reply_of(seen) if seen else None
        except Refused:
            raise
        except LotseError as error:
            log.error("answered without looking for a repeat: %s", error.code)
            return None

    def _alone(self, beginning: str) -> AbstractContextManager[bool]:
        return self.locks[int(beginning, 16) % LOCKS]


def named(question: Question, key: str | None, body: str) -> Question:
    """Return the question with its ids: made from the key, so that a repeat has the same, or new ones without a key.

    >>> [named(Question("Hallo"), "k", body).message_id for body in "aab"].count(None)
    0
    >>> len({named(Question("Hallo"), "k", body).message_id for body in "aab"})
    2
    """
    if key is None:
        return replace(
            question,
            conversation_id=question.conversation_id or secrets.token_hex(16),
            message_id=question.message_id or secrets.token_hex(32),
        )
    conversation = question.conversation_id or _hash("conversation", key)[:32]
    message_id = _hash(conversation, key)[:BEGINNING] + _hash(body)[: 64 - BEGINNING]
    return replace(question, conversation_id=conversation, message_id=message_id)


def _beginning(question: Question) -> str:
    return (question.message_id or "")[:BEGINNING]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
