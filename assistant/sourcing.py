"""Numbers the sources of checked statements, and lists the cases and funding among the evidence. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.composing.draft import Drafted, Support
from assistant.messages import CaseEntry, FundingEntry, Origin, PlaceEntry, SourceEntry, Statement
from knowledge.documents import FrontMatter
from knowledge.freshness import funding_status, is_stale
from knowledge.search import Hit

PUBLISHER = "Stadt.Land.Digital"
CASES = 3
_NUMBERED = re.compile(r"\d{1,2}\. ")
_ADVICE = ("Übertragbarkeit", "Worauf achten")  # sections of the corpus that advise
_ADVISES = re.compile(r"\b(sollten?|empfiehlt|empfehlen|ratsam|rät|raten|am besten|bewährt)\b")
NEAR = 0.5  # share of the best score from which a document is offered as a case or programme


def number(drafted: Sequence[Drafted], today: date) -> tuple[tuple[Statement, ...], tuple[SourceEntry, ...]]:
    """Return statements and their sources; `[n]` is a passage together with the publications behind the words."""
    grouped: dict[tuple[str, tuple[int, ...]], list[tuple[Support, str]]] = {}
    for one in drafted:
        for support in one.support:
            grouped.setdefault(_key(support), []).append((support, one.text))
    numbers = {key: n for n, key in enumerate(grouped, start=1)}
    statements = tuple(
        Statement(one.shown, tuple(numbers[_key(s)] for s in one.support), kind_of(one)) for one in drafted
    )
    return statements, tuple(_source(numbers[key], group, today) for key, group in grouped.items())


def _key(support: Support) -> tuple[str, tuple[int, ...]]:
    return support.hit.passage.id, support.origins


def _source(n: int, group: Sequence[tuple[Support, str]], today: date) -> SourceEntry:
    support = group[0][0]
    meta, passage = support.hit.meta, support.hit.passage
    origins = tuple(Origin(s.title, s.publisher, s.url) for s in (meta.sources[i] for i in support.origins))
    quote = " ".join(text for _, text in group)
    return SourceEntry(
        n, meta.id, passage.id, meta.kind, meta.title, passage.heading, meta.url, PUBLISHER, meta.as_of,
        is_stale(meta, today), quote, origins,
    )  # fmt: skip


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
