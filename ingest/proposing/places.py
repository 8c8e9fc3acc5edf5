"""Which municipality a text tells of, how many people live there, and which states it names."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.proposing.proposal import Proposal
from ingest.proposing.wording import Wording
from knowledge.documents import STATE_NAMES
from knowledge.places import Gazetteer, Mention, Place, inhabitants_at

IN_TITLE = 3  # mentions that one in the title counts for
OFTEN = 4  # mentions from which a text may tell of a place
OF_ALL = 0.5  # share of all mentions of municipalities
CLEAR = 2.5  # times as often as the next place
_DISTRICT = re.compile(r"\b(?:landkreis\w*|kreis(?:es)?)\s+$", re.I)
_NUMBER = re.compile(r"\d[\d., ]*")
_NEAR = 60  # characters between a place and the number of its inhabitants


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention of a place in a line of the text."""

    mention: Mention
    place: Place
    text: str


def municipality(wording: Wording, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the one place that a text mostly speaks of, and its population where the text has a number for it."""
    named = list(_named(wording, gazetteer))
    counted: Counter[Place] = Counter()
    for one in named:
        counted[one.place] += IN_TITLE if one.text is wording.title else 1
    ranked = counted.most_common(2)
    if not ranked or ranked[0][1] < max(OFTEN, OF_ALL * counted.total()):
        return
    place = ranked[0][0]
    if len(ranked) > 1 and ranked[0][1] < CLEAR * ranked[1][1]:
        return
    here = [one for one in named if one.place == place]
    yield Proposal("municipality", {"name": place.name, "state": place.state, "type": place.type}, here[0].text)
    yield from _population(here)


def _population(here: list[_Named]) -> Iterator[Proposal]:
    """Yield the numbers of inhabitants that stand beside the place, in its own sentence."""
    seen: set[int] = set()
    for one in here:
        for number in _NUMBER.finditer(one.text, one.mention.end):
            found = inhabitants_at(one.text, number.start())
            between = one.text[one.mention.end : number.start()]
            if found and found[0] not in seen and len(between) <= _NEAR and not re.search(r"[.;]\s", between):
                seen.add(found[0])
                yield Proposal("municipality.population", found[0], one.text)


def _named(wording: Wording, gazetteer: Gazetteer) -> Iterator[_Named]:
    """Yield each mention of a municipality or district whose name only one bears, or one in a state of the text."""
    states = {state for state, _ in state_mentions(wording, gazetteer)}
    for text, mentions in _mentioned(wording, gazetteer):
        for mention in mentions:
            if place := _bearer(mention, states, bool(_DISTRICT.search(text[: mention.start]))):
                yield _Named(mention, place, text)


@lru_cache(maxsize=1)  # several rules ask for the same text, one after the other
def _mentioned(wording: Wording, gazetteer: Gazetteer) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    found = ((text, tuple(gazetteer.mentions(text))) for text in wording.lines)
    return tuple((text, mentions) for text, mentions in found if mentions)


def _bearer(mention: Mention, states: set[str], district: bool) -> Place | None:
    if mention.is_state:
        return None
    bearers = [p for p in mention.bearers if p.type is not None and (p.type == "landkreis") == district]
    if len(bearers) > 1:
        bearers = [p for p in bearers if p.state in states] or bearers
    return bearers[0] if len(bearers) == 1 else None


def state_mentions(wording: Wording, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """Return (state, the line that names it) for each mention of a state or one of its regions."""
    return [
        (mention.bearers[0].state, text)
        for text, mentions in _mentioned(wording, gazetteer)
        for mention in mentions
        if mention.is_state and len(mention.states) == 1
    ]


def states(wording: Wording, gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the state that a programme's text names, where it is but one."""
    named = state_mentions(wording, gazetteer)
    found = Counter(state for state, _ in named)
    if len(found) == 1 and (state := next(iter(found))) in STATE_NAMES:
        yield Proposal("funding.states", [state], next(text for code, text in named if code == state))
