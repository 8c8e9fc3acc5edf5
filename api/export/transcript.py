"""A conversation to take along: everything said in it, by whom and when, with sources; knows no format.

The codes of handoffs are left out wherever they stand: who has a code can read and answer the handoff, and a file
is passed on more easily than a page. The number stays.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from api.export.letter_page import addresses, lines_of, source_text
from api.export.wording import detail_of, heading_of, source_line, step_line
from assistant.messages import FundingEntry, Reply
from assistant.people.cited import CitedSource, of_reply
from assistant.people.handed import HandedOver, ThreadEntry
from assistant.people.moments import moment
from assistant.people.progress import STATUS_NAMES, progress_of
from assistant.people.teams import Teams
from assistant.roadmap.values import Plan
from knowledge.freshness import dated, written

TITLE = "Gespräch mit Lotse"
ABOUT = (
    "Lotse ist ein automatischer Assistent (KI). Seine Antworten stammen aus den genannten Quellen; prüfen Sie sie, "
    "bevor Sie sie verwenden. Was Menschen geschrieben haben, trägt deren Namen. Codes von Anliegen sind weggelassen, "
    "denn wer einen Code hat, kann das Anliegen lesen."
)
CODE_LEFT_OUT = "(hier weggelassen)"
_SPEAKERS = {"asker": "Sie", "assistant": "Lotse (automatisch)", "lotse": "Hinweis von Lotse"}


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, with the web addresses that belong to it."""

    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A list under a heading."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one speaker said at one moment: lines, and lists behind them. All of it is somebody's text, not markup."""

    speaker: str
    when: str
    lines: tuple[str, ...]
    lists: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole conversation; `handoffs` says how each stands."""

    made: str
    parts: tuple[Part, ...]
    handoffs: tuple[str, ...]


def transcript_of(
    thread: Iterable[ThreadEntry], handed: Iterable[HandedOver], teams: Teams, now: datetime
) -> Transcript:
    """Return the transcript of a conversation; times are German local times."""
    said, handoffs = tuple(thread), tuple(handed)
    codes = {one.code for one in handoffs} | {one.reply.handoff.code for one in said if one.reply and one.reply.handoff}
    without = _Without(codes)
    return Transcript(
        made=moment(now),
        parts=tuple(without.part(_part(one)) for one in said),
        handoffs=tuple(f"{one.number}: {STATUS_NAMES[one.status]}. {progress_of(one, teams)}" for one in handoffs),
    )


class _Without:
    """Leaves codes out, however they are written."""

    def __init__(self, codes: Iterable[str]) -> None:
        spelt = [r"[-\s]?".join(map(re.escape, code.replace("-", ""))) for code in codes if code]
        self._codes = re.compile("|".join(spelt) or r"(?!)", re.IGNORECASE)

    def part(self, part: Part) -> Part:
        """Return the part without them."""
        lists = tuple(
            Listed(self._text(one.heading), tuple(Item(self._text(item.text), item.links) for item in one.items))
            for one in part.lists
        )
        return Part(part.speaker, part.when, tuple(map(self._text, part.lines)), lists)

    def _text(self, text: str) -> str:
        return self._codes.sub(CODE_LEFT_OUT, text)


def _part(said: ThreadEntry) -> Part:
    when = moment(said.said_at) if said.said_at else ""
    if said.reply:
        return Part(_speaker(said), when, tuple(_lines(said.reply)), tuple(_lists(said.reply)))
    sources = [_sources(said.sources)] if said.sources else []
    return Part(_speaker(said), when, tuple(lines_of(said.text)), tuple(sources))


def _speaker(said: ThreadEntry) -> str:
    if said.author == "advisor":
        return f"{said.name} (Beratung)" if said.name else "Beratung"
    return _SPEAKERS[said.author]


def _lines(reply: Reply) -> Iterator[str]:
    for text in (reply.message, of_reply(reply).text, reply.clarification):
        yield from lines_of(text or "")


def _lists(reply: Reply) -> Iterator[Listed]:
    if reply.sources:
        yield _sources(of_reply(reply).sources)
    if reply.funding:
        yield Listed("Förderprogramme dazu", tuple(Item(_funding(one)) for one in reply.funding))
    if reply.cases:
        cases = (f"{one.municipality.name}: {'; '.join((one.title, *one.reasons))}" for one in reply.cases)
        yield Listed("Kommunen mit Erfahrung", tuple(map(Item, cases)))
    if reply.plan:
        yield from _plan(reply.plan)


def _sources(sources: Iterable[CitedSource]) -> Listed:
    return Listed("Quellen", tuple(Item(f"[{one.n}] {source_text(one)}", addresses(one)) for one in sources))


def _funding(entry: FundingEntry) -> str:
    deadline = f", Frist {written(entry.deadline)}" if entry.deadline else ""
    return f"{entry.title}: {entry.status}{deadline} (Stand {dated(entry.as_of)})"


def _plan(plan: Plan) -> Iterator[Listed]:
    for phase in plan.phases:
        steps = (" – ".join(filter(None, (step_line(step), detail_of(step)))) for step in phase.steps)
        yield Listed(f"{heading_of(plan)} – {phase.name}", tuple(map(Item, steps)))
    links = ((f"[{one.n}] {source_line(one)}", (one.url,) if one.url else ()) for one in plan.sources)
    yield Listed("Quellen des Fahrplans", tuple(Item(text, urls) for text, urls in links))
