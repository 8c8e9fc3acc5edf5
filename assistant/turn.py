"""One message on its way: its ids, what is said to it so far, how long each step took, and who hears of it."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from assistant.listening import SILENCE, Listener
from assistant.messages import Outcome, Question, Reply, Trace
from assistant.sourcing import Said


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A message that has no reply yet."""

    question: Question
    conversation_id: str
    message_id: str
    listener: Listener
    said: Said
    steps_ms: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, question: Question, today: date, listener: Listener = SILENCE) -> "OpenTurn":
        """Return the turn of a message; a message without a conversation begins one."""
        ids = (question.conversation_id or secrets.token_hex(16), question.message_id or secrets.token_hex(16))
        return cls(question, *ids, listener, Said(today, listener))

    @contextmanager
    def step(self, name: str, *, goes_on: bool = False) -> Iterator[None]:
        """Add the time spent inside to the step `name`, in milliseconds; tell that it begins unless it `goes_on`."""
        if not goes_on:
            self.listener.step(name)
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
