"""Versions of the answer that people are writing; none is ever changed or lost. Pure."""

from dataclasses import dataclass
from datetime import datetime

from assistant.people.cited import CitedText

LOTSE = "lotse"  # who wrote a proposal


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """What somebody saved, by login; `base` is the version it was made from, 0 for none.

    Approval is of exactly this version.
    """

    handoff: str
    version: int
    base: int
    answer: CitedText
    written_by: str
    written_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Where the writing stands: the version that counts, None for none yet, and the one released last, 0 for none."""

    head: DraftVersion | None = None
    released: int = 0

    @property
    def done(self) -> bool:
        """Whether the version that counts was given to the asker already; what follows is a new answer."""
        return self.head is not None and self.head.version == self.released


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved; `parallel` says that somebody else was faster, so that `head` is theirs and both are kept."""

    version: DraftVersion
    head: DraftVersion
    parallel: bool = False


def seen_by_two(version: DraftVersion, releasing: str) -> bool:
    """Return whether a version may be released where four eyes are wanted: another person than its writer approved it.

    An assistant's proposal counts as written by nobody: who approves and who releases it must be two people.
    """
    approved = version.approved_by
    people = {version.written_by, approved, releasing} - {LOTSE, None}
    return approved is not None and approved != version.written_by and len(people) > 1
