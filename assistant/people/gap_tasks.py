"""A gap that an editor works on: its questions, how each was answered, and how it is answered now. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.people.gaps import FEWEST, Key, Left, Missed


@dataclass(frozen=True, slots=True)
class After:
    """How a question was answered when it was asked again, and whether that is good enough."""

    outcome: str
    said: str
    documents: tuple[str, ...]
    solved: bool
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Worked:
    """A question of a task; `text` is what is asked again: a follow-up in the words that were searched for."""

    missed: Missed
    text: str
    language: str
    said: str
    left_out: Left | None = None
    pending: bool = False
    after: After | None = None

    @property
    def done(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.left_out is not None or (not self.pending and self.after is not None and self.after.solved)


@dataclass(frozen=True, slots=True)
class Task:
    """A group that somebody took; its questions become fewer when conversations are deleted."""

    number: int
    key: Key
    taken_by: str
    taken_at: datetime
    questions: tuple[Worked, ...]
    closed_by: str | None = None
    closed_at: datetime | None = None
    cases: str = ""

    @property
    def enough(self) -> bool:
        """Whether so many questions are left that they may be shown."""
        return len(self.questions) >= FEWEST

    @property
    def running(self) -> bool:
        """Whether questions are being asked again."""
        return any(one.pending for one in self.questions)

    @property
    def can_close(self) -> bool:
        """Whether every question is answered now, or left out for a reason, and one at least is answered."""
        answered = any(one.left_out is None for one in self.questions)
        return self.enough and self.closed_at is None and answered and all(one.done for one in self.questions)


def solved_ones(task: Task) -> Sequence[Worked]:
    """Return the questions that are answered now: what becomes of a closed task for evaluation."""
    return [one for one in task.questions if one.left_out is None and one.done]
