"""Judges answers by the gate's rules. Pure; knows neither files nor wording for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.gate.errors import GateInvalid, counted
from evals.gate.held import Change, Held, Key, changes, reached
from evals.gate.rules import Bound, Gate, Hold, Threshold
from evals.labels import LABELS
from evals.run import Answered
from evals.shares import SHARES
from knowledge.errors import Problem

Rule = Literal["threshold", "hold"]
_RULES: Mapping[Rule, str] = {"threshold": "Schwelle", "hold": "Festgehaltenes"}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one rule: the value, its bound, the number of questions behind it, and which are the cause.

    Of a threshold the value is a share, 0 to 1; of a hold it is how many questions reach less than they are held to.
    """

    rule: Rule
    measure: str
    over: tuple[str, ...]  # sets and classes, none for all
    value: float
    bound: Bound
    limit: float
    n: int
    below: tuple[Key, ...]
    reason: str

    @property
    def holds(self) -> bool:
        """Whether the value keeps to the limit."""
        return self.value >= self.limit if self.bound == "at_least" else self.value <= self.limit


def judged(answered: Sequence[Answered], gate: Gate, held: Held) -> tuple[Result, ...]:
    """Return what became of each rule, in their order.

    Raises GateInvalid when a held question was not asked, or a rule has no question to go by: neither could ever fail.
    """
    now = reached(answered, gate.holds)
    results = (*(_over(answered, rule) for rule in gate.thresholds), *(_kept(held, now, rule) for rule in gate.holds))
    problems = [Problem(one.measure, _RULES[one.rule], _idle(one)) for one in results if not one.n]
    if gone := sorted(held.keys() - now.keys()):
        reason = f"festgehalten, aber nicht gestellt: {counted(gone)}; soll es so sein: lotse eval gate --hold"
        problems.append(Problem(str(gate.held_file), "Fragen", reason))
    if problems:
        raise GateInvalid(problems)
    return results


def fell_short(results: Sequence[Result]) -> tuple[Result, ...]:
    """Return the results that do not keep to their limit; with none the gate is passed."""
    return tuple(result for result in results if not result.holds)


def _idle(result: Result) -> str:
    if result.rule == "hold":
        return "ist bei keiner Frage festgehalten; das tut: lotse eval gate --hold"
    return f"gilt für keine der Fragen ({', '.join(result.over) or 'alle'})"


def _over(answered: Sequence[Answered], rule: Threshold) -> Result:
    told = [(answer.key, *SHARES[rule.measure](answer)) for answer in answered if rule.concerns(answer)]
    said = [(key, part, whole) for key, part, whole in told if whole]
    value = sum(part for _, part, _ in said) / sum(whole for *_, whole in said) if said else 0.0
    bound, limit = rule.limit
    below = tuple(key for key, part, whole in said if (part < whole if bound == "at_least" else part > 0))
    over = (*rule.sets, *rule.classes)
    return Result("threshold", rule.measure, over, value, bound, limit, len(said), below, rule.reason)


def _kept(held: Held, now: Held, rule: Hold) -> Result:
    lost = tuple(change.key for change in changes(held, now) if change.measure == rule.measure and _worse(change))
    n = sum(rule.measure in shares for shares in held.values())
    return Result("hold", rule.measure, (), len(lost), "at_most", rule.lost_at_most, n, lost, rule.reason)


def _worse(change: Change) -> bool:
    """Return whether a question reaches less; where there is nothing to measure now, another measure tells."""
    if change.before is None or change.after is None:
        return False
    gain = change.after - change.before
    return gain > 0 if LABELS[change.measure].better == "lower" else gain < 0
