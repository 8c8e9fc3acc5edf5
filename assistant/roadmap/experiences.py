"""Finds for each step what case studies and programmes among the evidence add to it. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from assistant.roadmap.steps import Spoken, Step, spoken_in
from knowledge.documents import FrontMatter, Passage
from knowledge.freshness import dated, funding_status
from knowledge.german import stems_of

Rarity = Callable[[Iterable[str]], Mapping[str, float]]
RARE = 0.45  # share of the rarest stem's inverse document frequency from which a shared stem counts
REPEATS = 0.5  # share of a sentence's stems in a step from which it says nothing new
ENOUGH = 1.25  # the same for the sum of the shared stems, which are two at least
_TELLING = ("Erfahrungen", "Übertragbarkeit")  # sections of a case study that speak to others
_LEANS_BACK = re.compile(
    r"(?:er|sie|es|das|dies\w{0,2}|dort|dabei|damit|danach|dazu|daher|deshalb|so|auch|beide|zudem|doch|aber"
    r"|ihr\w*|sein\w*)\b",
    re.IGNORECASE,
)
_ASKS_MONEY = re.compile(r"förder|zuschuss|zuschüss|finanzier", re.IGNORECASE)
_STATUS = {
    "laufend": "läuft",
    "geschlossen": "geschlossen, derzeit keine Anträge",
    "angekuendigt": "angekündigt, noch keine Anträge",
    "unbekannt": "Stand der Antragsfrist unbekannt",
}


def telling(passages: Iterable[Passage]) -> Iterator[Spoken]:
    """Yield the sentences of a case study that another municipality can learn from and that stand alone."""
    for passage in passages:
        if passage.headings and passage.headings[-1] in _TELLING:
            yield from (spoken for spoken in spoken_in(passage) if not _LEANS_BACK.match(spoken.text))


def matched(
    steps: Sequence[Step], told: Sequence[tuple[FrontMatter, Spoken]], topic: Iterable[str], rarity: Rarity
) -> dict[int, tuple[FrontMatter, Spoken]]:
    """Return for positions of `steps` the one sentence that speaks to that step most clearly, where one does.

    It shares at least two rare stems with the step, `topic` stems aside, which all steps share. Each sentence goes to
    one step only.
    """
    aside = set(topic)
    stems = [set(stems_of(step.text)) - aside for step in steps]
    weights = {s: w for s, w in rarity(sorted(set().union(*stems))).items() if not s[0].isdigit()}
    rarest = max(weights.values(), default=0.0)
    rare = {s: w for s, w in weights.items() if w >= RARE * rarest}
    best: dict[int, tuple[float, tuple[FrontMatter, Spoken]]] = {}
    for one in told:
        own = set(stems_of(one[1].text))
        worth, at = max((_worth(own, found, rare), -at) for at, found in enumerate(stems))
        if worth >= ENOUGH * rarest and worth > best.get(-at, (0.0,))[0]:
            best[-at] = (worth, one)
    return {at: one for at, (_, one) in best.items()}


def _worth(own: set[str], step: set[str], rare: Mapping[str, float]) -> float:
    """Return the rarity that a sentence shares with a step; none where it only repeats the step or shares one stem."""
    both = own & step
    shared = [rare[stem] for stem in both if stem in rare]
    return sum(shared) if len(shared) >= 2 and len(both) < REPEATS * len(own) else 0.0


def asks_for_money(step: Step) -> bool:
    """Return whether the lead-in of a step is about funding or financing."""
    return bool(_ASKS_MONEY.search(step.title))


def terms_today(meta: FrontMatter, today: date) -> str | None:
    """Return a programme's status, deadline and age on `today` in words, or None for another kind of document."""
    if meta.funding is None:
        return None
    status = funding_status(meta.funding, today)
    until = f", Frist {meta.funding.deadline:%d.%m.%Y}" if meta.funding.deadline else ""
    return f"{meta.title}: {_STATUS[status]}{until} (Stand {dated(meta.as_of)})."
