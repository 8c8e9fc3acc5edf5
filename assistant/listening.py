"""Who hears what the assistant does while it works on a message, and may withdraw the message until it is kept."""

from typing import Protocol

from assistant.messages import SourceEntry, Statement


class Withdrawn(BaseException):
    """The asker has withdrawn the message: nothing of it is kept.

    It passes whoever catches errors, as the cancelling of a task does.
    """


class Listener(Protocol):
    """Hears each thing once it is certain; api/chat/run.py is the real one. Every method may raise Withdrawn."""

    def step(self, name: str) -> None:
        """Hear that a step begins, at most once for each question of a message."""
        ...

    def source(self, source: SourceEntry) -> None:
        """Hear of a source before the first statement that cites it; what is quoted from it may still grow."""
        ...

    def statement(self, at: int, statement: Statement) -> None:
        """Hear a checked statement and where it stands among those told so far, counted from 0."""
        ...

    def keeping(self) -> None:
        """Hear that the message is about to be kept; after this it cannot be withdrawn any more."""
        ...


class Silence:
    """Hears nothing and withdraws nothing."""

    def step(self, name: str) -> None:
        """Ignore a step."""

    def source(self, source: SourceEntry) -> None:
        """Ignore a source."""

    def statement(self, at: int, statement: Statement) -> None:
        """Ignore a statement."""

    def keeping(self) -> None:
        """Let the message be kept."""


SILENCE = Silence()
