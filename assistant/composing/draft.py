"""A draft: statements with the passages they rest on, before they are checked and numbered."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Protocol

from assistant.messages import GeneratedBy
from assistant.retrieval import Evidence
from knowledge.search import Hit

LEAD_IN = 60  # characters in which a text's own lead-in ends: "Klein testen (ab September 2019): In Rehau …"


@dataclass(frozen=True, slots=True)
class Support:
    """A passage that a statement rests on, and the positions of the original sources behind the words."""

    hit: Hit
    origins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """One proposed statement and what it rests on, the main passage first.

    `lead` names the subject from the document's head where the sentence itself only points at it ("Die Stadt …").
    """

    text: str
    support: tuple[Support, ...]
    lead: str = ""

    @property
    def shown(self) -> str:
        """The statement as it is read: the lead in front, set off by a dash where the text has a lead-in of its own."""
        own_lead_in = ": " in self.text[:LEAD_IN]
        return f"{self.lead}{' –' if own_lead_in else ':'} {self.text}" if self.lead else self.text


@dataclass(frozen=True, slots=True)
class Draft:
    """The statements in reading order, who worded them, and whether the composer thinks they answer in full.

    `notes` goes into the reply's trace: prompt version, tokens, why a model was not used.
    """

    statements: tuple[Drafted, ...]
    generated_by: GeneratedBy = field(default_factory=GeneratedBy)
    complete: bool = True
    notes: dict[str, str | int | float] = field(default_factory=dict)


class Composer(Protocol):
    """Words an answer from evidence; sees the standalone question and the evidence, not the chat."""

    def __call__(self, question: str, evidence: Evidence) -> Draft:
        """Return a draft; one without statements when the evidence does not answer."""
        ...


Composing = Callable[[str, Evidence], Generator[Drafted, None, Draft]]
"""Words an answer one statement after the other, and returns the draft that holds exactly those yielded."""


def at_once(compose: Composer) -> Composing:
    """Return a composer that words its whole draft before it yields the first statement."""

    def composing(question: str, evidence: Evidence) -> Generator[Drafted, None, Draft]:
        draft = compose(question, evidence)
        yield from draft.statements
        return draft

    return composing
