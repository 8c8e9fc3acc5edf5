"""A draft: statements with the passages they rest on, before they are checked and numbered."""

from dataclasses import dataclass
from typing import Protocol

from assistant.retrieval import Evidence
from knowledge.search import Hit


@dataclass(frozen=True, slots=True)
class Drafted:
    """One proposed statement, the hit it rests on, and the positions of its original sources."""

    text: str
    hit: Hit
    origins: tuple[int, ...]


class Composer(Protocol):
    """Words an answer from evidence; sees the standalone question and the evidence, not the chat."""

    def __call__(self, question: str, evidence: Evidence) -> tuple[Drafted, ...]:
        """Return the statements in reading order; none when the evidence does not answer."""
        ...
