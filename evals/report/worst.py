"""Which questions went worst. Pure; the rule is told in the report.

First come questions on which the product did what it should not do: each measure of which lower is better and on which
the question counts. Then what is missing on the other measures: the mean within each theme, summed over the themes, so
that six measures of the search do not outweigh one of the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.report.figures import label_of
from evals.report.numbers import written
from evals.report.themes import by_theme
from evals.run import Answered
from evals.shares import SHARES, missed_nuggets

SHOWN = 20
RULE = (
    "Zuerst stehen Fragen, bei denen Lotse etwas getan hat, was nicht vorkommen soll, zum Beispiel eine Antwort, wo es "
    "keine geben kann. Danach zählt, wie viel zum bestmöglichen Wert fehlt: bei jeder Leitfrage aus „Alle Werte“ im "
    "Mittel ihrer Maße, und das zusammengezählt. Bei Gleichstand entscheidet die Reihenfolge im Fragensatz."
)


@dataclass(frozen=True, slots=True)
class Lack:
    """What a question lost in one measure, `part` of `whole`; `harm` when it is something that should not happen."""

    name: str
    part: float
    whole: float
    harm: bool

    @property
    def text(self) -> str:
        """The measure's name, and how much of it was reached where that is neither all nor nothing."""
        name = label_of(self.name).text
        if self.whole == 1 and self.part in (0.0, 1.0):
            return name
        if self.whole == 1:
            return f"{name}: {written(self.part, 'index')}"
        return f"{name}: {self.part:.0f} von {self.whole:.0f}"

    @property
    def shortfall(self) -> float:
        """The share that is missing, 0 to 1."""
        share = min(1.0, self.part / self.whole)
        return share if self.harm else 1.0 - share


@dataclass(frozen=True, slots=True)
class Case:
    """A question that went badly: what came back, what it lost, and the nuggets that are not in the answer."""

    answered: Answered
    lacks: tuple[Lack, ...]
    missed: tuple[str, ...]


def worst(answered: Sequence[Answered], shown: int = SHOWN) -> list[Case]:
    """Return the questions that went worst, worst first; none to which nothing is missing."""
    ranked = []
    for place, one in enumerate(answered):
        lacks = _lacks(one)
        harms = sum(lack.harm and lack.shortfall > 0 for lack in lacks)
        missing = _missing([lack for lack in lacks if not lack.harm])
        if harms or missing:
            ranked.append(((-harms, -missing, place), one, lacks))
    ranked.sort(key=lambda entry: entry[0])
    return [_case(one, lacks) for _, one, lacks in ranked[:shown]]


def _missing(lacks: Sequence[Lack]) -> float:
    own = {lack.name: lack.shortfall for lack in lacks}
    return sum(sum(own[name] for name in names) / len(names) for names in by_theme(list(own)).values())


def _case(one: Answered, lacks: Sequence[Lack]) -> Case:
    return Case(one, tuple(lack for lack in lacks if lack.shortfall > 0), tuple(missed_nuggets(one)))


def _lacks(one: Answered) -> list[Lack]:
    measured = ((name, share(one)) for name, share in SHARES.items())
    return [
        Lack(name, part, whole, label_of(name).better == "lower")
        for name, (part, whole) in measured
        if whole and label_of(name).better != "neither"
    ]
