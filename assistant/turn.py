"""One message on its way: its ids, and how long each step took."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.messages import Outcome, Question, Reply, Trace


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A message that has no reply yet."""

    question: Question
    conversation_id: str
    message_id: str
    steps_ms: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, question: Question) -> "OpenTurn":
        """Return the turn of a message; a message without a conversation begins one."""
        ids = (question.conversation_id or secrets.token_hex(16), question.message_id or secrets.token_hex(16))
        return cls(question, *ids)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Add the time spent inside to the step `name`, in milliseconds."""
        start = time.perf_counter()
        try:
            yield
        finally:
            spent = (time.perf_counter() - start) * 1000
            self.steps_ms[name] = round(self.steps_ms.get(name, 0.0) + spent, 2)

    def reply(self, outcome: Outcome, language: str, query: str = "") -> Reply:
        """Return a reply that says nothing yet."""
        trace = Trace(self.steps_ms, query)
        return Reply(self.conversation_id, self.message_id, outcome, language=language, trace=trace)
