"""Numbers the sources of checked statements while they are told, and lists the cases and funding among the evidence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.composing.draft import Drafted, Support
from assistant.listening import SILENCE, Listener
from assistant.messages import CaseEntry, FundingEntry, Origin, PlaceEntry, SourceEntry, Statement
from knowledge.documents import FrontMatter
from knowledge.freshness import ended_on, funding_status, is_stale
from knowledge.search import Hit

PUBLISHER = "Stadt.Land.Digital"
CASES = 3
_Key = tuple[str, tuple[int, ...]]
_NUMBERED = re.compile(r"\d{1,2}\. ")
_ADVICE = ("Übertragbarkeit", "Worauf achten")  # sections of the corpus that advise
_ADVISES = re.compile(r"\b(sollten?|empfiehlt|empfehlen|ratsam|rät|raten|am besten|bewährt)\b")
NEAR = 0.5  # share of the best score from which a document is offered as a case or programme


@dataclass
class Said:
    """What a reply says so far, told to a listener at once: what was told is what the reply will say.

    `[n]` is a passage together with the publications behind the words; numbers follow the order of telling.
    """

    today: date
    listener: Listener = SILENCE
    _statements: list[tuple[Drafted, Statement]] = field(default_factory=list)
    _numbers: dict[_Key, int] = field(default_factory=dict)

    def say(self, drafted: Drafted, heading: str | None = None, at: int | None = None) -> None:
        """Add a checked statement, at the end or where `at` says, and tell it after its new sources."""
        for support in drafted.support:
            if _key(support) not in self._numbers:
                self._numbers[_key(support)] = n = len(self._numbers) + 1
                self.listener.source(_source(n, [(support, drafted.text)], self.today))
        citations = tuple(self._numbers[_key(s)] for s in drafted.support)
        statement = Statement(drafted.shown, citations, kind_of(drafted), heading)
        at = len(self) if at is None else at
        self._statements.insert(at, (drafted, statement))
        self.listener.statement(at, statement)

    def __len__(self) -> int:
        return len(self._statements)

    @property
    def drafted(self) -> tuple[Drafted, ...]:
        """The statements as they were drafted, in the order in which they are read."""
        return tuple(drafted for drafted, _ in self._statements)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements in the order in which they are read."""
        return tuple(statement for _, statement in self._statements)

    @property
    def sources(self) -> tuple[SourceEntry, ...]:
        """The sources by number, with all that is quoted from each in the order in which it is read."""
        quoted: dict[_Key, list[tuple[Support, str]]] = {key: [] for key in self._numbers}
        for drafted, _ in self._statements:
            for support in drafted.support:
                quoted[_key(support)].append((support, drafted.text))
        return tuple(_source(n, quoted[key], self.today) for key, n in self._numbers.items())


def number(drafted: Sequence[Drafted], today: date) -> tuple[tuple[Statement, ...], tuple[SourceEntry, ...]]:
    """Return statements and their sources, numbered in reading order."""
    said = Said(today)
    for one in drafted:
        said.say(one)
    return said.statements, said.sources


def _key(support: Support) -> _Key:
    return support.hit.passage.id, support.origins


def _source(n: int, group: Sequence[tuple[Support, str]], today: date) -> SourceEntry:
    support = group[0][0]
    meta, passage = support.hit.meta, support.hit.passage
    origins = tuple(Origin(s.title, s.publisher, s.url) for s in (meta.sources[i] for i in support.origins))
    quote = " ".join(text for _, text in group)
    return SourceEntry(
        n, meta.id, passage.id, meta.kind, meta.title, passage.heading, meta.url, publisher_of(meta), meta.as_of,
        is_stale(meta, today), quote, origins, passage.page, passage.last_page, ended_on(meta, today),
    )  # fmt: skip


def publisher_of(meta: FrontMatter) -> str:
    """Return who answers for a document: the house itself, unless its head names another."""
    return meta.publisher or PUBLISHER


def kind_of(one: Drafted) -> str:
    """Return what a statement is: step, recommendation, experience of a municipality, or fact.

    A numbered item or a sentence of a guide's steps is a step; advice is told by its section or its wording.
    """
    hit = one.support[0].hit
    if _NUMBERED.match(one.text) or (hit.meta.kind == "guidance" and hit.passage.heading == "Schritte"):
        return "step"
    if hit.passage.heading in _ADVICE or _ADVISES.search(one.text):
        return "recommendation"
    return "experience" if hit.meta.kind == "case_study" else "fact"


def _near(hits: Sequence[Hit]) -> list[Hit]:
    """Return the best hit of each document that comes near the best of all."""
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.meta.id, hit)
    return [hit for hit in best.values() if hit.score >= NEAR * hits[0].score]


def cases_among(hits: Sequence[Hit]) -> tuple[CaseEntry, ...]:
    """Return up to CASES case studies among the evidence, best first, with the search's reasons."""
    found = [(hit, hit.meta.municipality) for hit in _near(hits)]
    return tuple(
        CaseEntry(hit.meta.id, hit.meta.title, PlaceEntry(place.name, place.state, place.population), hit.reasons)
        for hit, place in found
        if place is not None
    )[:CASES]


def funding_among(hits: Sequence[Hit], today: date) -> tuple[FundingEntry, ...]:
    """Return the funding programmes among the evidence with their status on `today`."""
    return tuple(entry for hit in _near(hits) if (entry := _funding(hit.meta, today)) is not None)


def _funding(meta: FrontMatter, today: date) -> FundingEntry | None:
    if meta.funding is None:
        return None
    deadline = meta.funding.deadline.isoformat() if meta.funding.deadline else None
    return FundingEntry(meta.id, meta.title, funding_status(meta.funding, today), deadline, meta.as_of)
