"""A step plan as a value: phases of steps, each with its source or a suggestion. Knows no search and no format.

Plain frozen dataclasses of tuples and strings, so that a plan goes to JSON and comes back the same.
"""

from dataclasses import dataclass

from knowledge.freshness import doubt

PHASES: dict[str, str] = {
    "orientierung": "Orientierung",
    "strategie": "Strategie",
    "organisation": "Organisation",
    "umsetzung": "Umsetzung",
    "betrieb": "Betrieb",
    "evaluation": "Evaluation",
}  # in the order in which a project runs through them


@dataclass(frozen=True, slots=True)
class PlanText:
    """A literal sentence and the numbers of the plan's sources behind it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlanNote:
    """Something to know beside the steps; `label` says what it is, `step` which step it concerns.

    A note without citations is a remark of the assistant about the plan itself.
    """

    label: str
    text: str
    citations: tuple[int, ...] = ()
    step: int | None = None


@dataclass(frozen=True, slots=True)
class PlanSupport:
    """The passage that a step was taken from."""

    document_id: str
    passage_id: str
    heading: str


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step. `role`, `body` (who decides) and `effort` are given only where the source's own words give them.

    Either `support` names the passage it was taken from, or `suggestion` marks it as the assistant's own.
    """

    n: int
    title: str
    detail: tuple[PlanText, ...] = ()
    citations: tuple[int, ...] = ()
    role: str | None = None
    body: str | None = None
    effort: str | None = None
    support: PlanSupport | None = None
    suggestion: bool = False
    notes: tuple[PlanNote, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPhase:
    """Consecutive steps of one phase; `key` is one of PHASES, `name` its word."""

    key: str
    name: str
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True, slots=True)
class PlanSource:
    """What `[n]` stands for in a plan: an original publication, and the document that quotes it.

    `ended_on` is the last day on which the document held, once that has passed; then it is `stale`, too.
    """

    n: int
    title: str
    publisher: str
    url: str | None
    document_id: str
    document_title: str
    as_of: str | None
    stale: bool
    ended_on: str | None = None

    @property
    def doubt(self) -> str:
        """What is said beside the age of the document; empty where there is nothing to say."""
        return doubt(self.stale, self.ended_on)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to proceed, from the documents named in `document_ids`, the guidance first; `made_on` is an ISO date."""

    title: str
    made_on: str
    document_ids: tuple[str, ...]
    phases: tuple[PlanPhase, ...]
    cautions: tuple[PlanNote, ...]
    open_points: tuple[PlanNote, ...]
    sources: tuple[PlanSource, ...]

    @property
    def steps(self) -> tuple[PlanStep, ...]:
        """All steps in order."""
        return tuple(step for phase in self.phases for step in phase.steps)
