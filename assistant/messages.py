"""What goes in and comes out of the assistant: profile, outcome, reply. Frozen values, one meaning per word."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.roadmap.values import Plan
from knowledge.pages import pages_named
from knowledge.profile import Profile


class Outcome(StrEnum):
    """How a turn ended. The prefix groups outcomes in reports and console."""

    ANSWERED = "answered"
    PARTIAL = "answered.partial"
    CLARIFY = "clarify"
    DECLINED_SMALLTALK = "declined.smalltalk"
    DECLINED_ABOUT = "declined.about"
    DECLINED_PROFILE = "declined.profile"
    DECLINED_CITIZEN_SERVICE = "declined.citizen_service"
    DECLINED_EMERGENCY = "declined.emergency"
    DECLINED_POLITICS = "declined.politics"
    DECLINED_ABUSE = "declined.abuse"
    DECLINED_ATTACK = "declined.attack"
    DECLINED_NONSENSE = "declined.nonsense"
    DECLINED_OFF_TOPIC = "declined.off_topic"
    DECLINED_LANGUAGE = "declined.language"
    HANDOFF_ASKED_FOR = "handoff.asked_for"
    HANDOFF_LEGAL = "handoff.legal"
    HANDOFF_PROCUREMENT = "handoff.procurement"
    HANDOFF_DATA_PROTECTION = "handoff.data_protection"
    HANDOFF_NO_EVIDENCE = "handoff.no_evidence"
    HANDOFF_NOT_SUPPORTED = "handoff.not_supported"
    HANDOFF_DISSATISFIED = "handoff.dissatisfied"
    HANDOFF_WITH_PERSON = "handoff.with_person"
    FAILED_SEARCH = "failed.search"
    FAILED_HANDOFF = "failed.handoff"


@dataclass(frozen=True, slots=True)
class Question:
    """One message of an asker, cleaned; `language` is what the asker chose, else it is recognised.

    `message_id` is given where the same message may arrive twice; else the turn gets a new one. `forgotten` names parts
    of the profile that the asker takes back, whatever was told before.
    """

    text: str
    profile: Profile = field(default_factory=Profile)
    conversation_id: str | None = None
    language: str | None = None
    message_id: str | None = None
    forgotten: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn of a conversation: as typed, as searched for, how it ended, and the documents it cited."""

    asked: str
    query: str
    outcome: Outcome
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the numbers of its sources; `heading` is the question it answers, of several."""

    text: str
    citations: tuple[int, ...]
    kind: str  # fact, experience, step or recommendation
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """An original publication behind exactly the quoted sentence."""

    title: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What `[n]` stands for: a passage, the words taken from it, and the publications behind them.

    `page` and `last_page` are where the passage stands in its file, counted from 1; None where the file has no pages.
    `ended_on` is the last day on which it held, once that has passed; then it is `stale`, too.
    """

    n: int
    document_id: str
    passage_id: str
    kind: str
    title: str
    heading: str
    url: str | None
    publisher: str
    as_of: str | None
    stale: bool
    quote: str
    origins: tuple[Origin, ...]
    page: int | None = None
    last_page: int | None = None
    ended_on: str | None = None

    @property
    def pages(self) -> str:
        """The pages as people write them, "S. 12"; empty where there are none."""
        return pages_named(self.page, self.last_page)


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """The municipality of a case; `state` is its two-letter code."""

    name: str
    state: str
    population: int | None


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """A case study that may help the asker, and why."""

    document_id: str
    title: str
    municipality: PlaceEntry
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FundingEntry:
    """A funding programme that was found; `status` already minds today's date."""

    document_id: str
    title: str
    status: str
    deadline: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class HandoffEntry:
    """A question given to a person: its number, why, and what the asker is told.

    `code` opens it to the asker, `due` (ISO, with offset) is when `team` promised to answer.
    """

    id: str
    reason: str
    message: str
    code: str = ""
    team: str = ""
    due: str | None = None
    kind: str = "answer"
    status: str = "open"


@dataclass(frozen=True, slots=True)
class GeneratedBy:
    """Who worded the reply (AI Act, Art. 50)."""

    ai: bool = True
    mode: str = "extractive"
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """How long each step took in milliseconds, what was searched for, and what composing and checking noted."""

    steps_ms: dict[str, float] = field(default_factory=dict)
    query: str = ""
    notes: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the asker gets.

    `message` is the assistant's own words and never states a fact of the knowledge; `profile` is what is known of the
    asker, `plan` the steps when asked how to proceed.
    """

    conversation_id: str
    message_id: str
    outcome: Outcome
    message: str | None = None
    statements: tuple[Statement, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    cases: tuple[CaseEntry, ...] = ()
    funding: tuple[FundingEntry, ...] = ()
    plan: Plan | None = None
    profile: Profile | None = None
    clarification: str | None = None
    handoff: HandoffEntry | None = None
    confidence: float = 0.0
    language: str = "de"
    generated_by: GeneratedBy = GeneratedBy()
    trace: Trace = Trace()
