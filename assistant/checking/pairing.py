"""Checks that a figure is told of the thing it belongs to: value with unit, bound, rate, party and neighbours. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.checking.clauses import clauses_of
from assistant.checking.dates import dates_of, told, weekdays_of, without_dates
from assistant.checking.figures import Figure, figures_of
from assistant.checking.grounds import Grounds, claims, says
from assistant.checking.parties import foreign, parties_of
from knowledge.matching import Words, words_of

_BOUNDARY = re.compile(r"[,;:()–]|\b(?:und|oder|sowie|aber)\b")
_RANGE = re.compile(r"\s*(?:–|-|bis(?: zu)?|und|oder)?\s*$")
_RATES = {"monat": "monat", "jahr": "jahr|jähr", "tag": "tag|täg", "woche": "woche|wöch", "h": "stunde|stünd"}
_BOUNDS_THAT_TELL: dict[str, set[str]] = {
    "": {"", ">", "~", "~>", "~<"},  # "bis zu 70 Prozent" is not 70 Prozent; "über 600" is at least 600
    "~": {"", ">", "~", "~>", "~<"},
    ">": {">", "~>"}, "<": {"<", "~<"}, "~>": {"~>", ">"}, "~<": {"~<", "<"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in its sentence, and the words around it that it is told of."""

    figure: Figure
    sentence: str
    around: str


def figures_in(sentence: str) -> list[Told]:
    """Return the figures of a sentence, each with its surroundings: up to the next figure of the same kind.

    >>> [t.around for t in figures_in("Der Bund trägt 75 Prozent, das Land 20 Prozent.")]
    ['Der Bund trägt 75 Prozent', ' das Land 20 Prozent.']
    """
    sentence = without_dates(sentence)
    figures = figures_of(sentence)
    limits: dict[int, list[int]] = {f.start: [0, len(sentence)] for f in figures}
    for kind in {f.unit for f in figures}:
        alike = [f for f in figures if f.unit == kind]
        for one, following in pairwise(alike):
            if _RANGE.match(sentence, one.end, following.start):
                limits[following.start] = limits[one.start]  # "6 bis 23 Uhr" is told of one thing
                continue
            between = _BOUNDARY.search(sentence, one.end, following.start)
            limits[one.start][1] = between.start() if between else following.start
            limits[following.start] = [between.end() if between else one.end, len(sentence)]
    return [Told(f, sentence, sentence[limits[f.start][0] : limits[f.start][1]]) for f in figures]


def mispaired(statement: str, grounds: Grounds) -> str:
    """Return why a figure of a statement does not stand, `figure`, `unit`, `bound`, `rate` or `pair`, or ""."""
    known = [figure for sentence in grounds.sentences for figure in figures_in(sentence)]
    for said in figures_in(statement):
        equal = [k for k in known if abs(k.figure.value - said.figure.value) <= 1e-9 * max(1.0, said.figure.value)]
        if not equal:
            return "figure"
        alike = [k for k in equal if k.figure.unit == said.figure.unit]
        if not alike:
            return "unit"
        bounded = [k for k in alike if k.figure.bound in _BOUNDS_THAT_TELL[said.figure.bound]]
        if not bounded:
            return "bound"
        rated = [k for k in bounded if _same_rate(said, k)]
        if not rated:
            return "rate"
        if not any(_belongs(said, k, known, grounds) for k in rated):
            return "pair"
    return ""


def misdated(statement: str, grounds: Grounds) -> str:
    """Return `date` when a statement tells a date that its sources do not tell, or tell of something else, or ""."""
    if not weekdays_of(statement) <= weekdays_of(grounds.text):
        return "date"
    for clause in clauses_of(statement):
        days, said = dates_of(clause.text), claims(without_dates(clause.text))
        if not all(told(day, grounds.dates) for day in days):
            return "date"
        shared = {s: sum(says(words_of(s), word) for word in said) for s in grounds.sentences if days}
        telling = [n for s, n in shared.items() if any(told(day, dates_of(s)) for day in days)]
        if telling and 2 * max(telling) < max(shared.values()):
            return "date"
    return ""


def _same_rate(said: Told, known: Told) -> bool:
    """Return whether both are told per the same thing; what is the same all over the sentence need not be repeated."""
    mine, theirs = said.figure.per, known.figure.per
    if mine == theirs or (mine == "*" and theirs):
        return True
    if mine and theirs:
        return False
    rate, elsewhere = (mine, known.sentence) if mine else (theirs, said.sentence)
    return bool(re.search(_RATES[rate], elsewhere, re.IGNORECASE)) if rate in _RATES else not mine


def _belongs(said: Told, known: Told, all_known: Sequence[Told], grounds: Grounds) -> bool:
    if foreign(parties_of(said.around), parties_of(known.around), parties_of(grounds.head)):
        return False
    own = _shared(said, known)
    rivals = [k for k in all_known if k.figure.unit == said.figure.unit and k.figure.value != said.figure.value]
    if any(_shared(said, rival) > own for rival in rivals):
        return False
    return bool(own) or not claims(said.around) or any(says(words_of(known.sentence), w) for w in claims(said.sentence))


def _shared(said: Told, known: Told) -> int:
    around: Words = words_of(known.around)
    return sum(says(around, word) for word in dict.fromkeys(claims(said.around)))
