"""How well outcomes and routes are told apart: precision, recall and F1 of each, and what was taken for what. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from evals.intervals import Figure, macro_f1_interval
from evals.outcomes import expected_route, fits, macro_f1, route_of
from evals.run import Answered

Pair = tuple[str, str]  # expected, actual


def routes(answered: Iterable[Answered]) -> list[Pair]:
    """Return (expected route, route taken) of each question of which one route is expected."""
    wanted = [(expected and expected_route(expected), route_of(actual)) for expected, actual in _endings(answered)]
    return [(expected, actual) for expected, actual in wanted if expected]


def routing(pairs: Sequence[Pair], seed: int) -> Figure | None:
    """Return the macro F1; where only one route is expected there is nothing to tell apart."""
    expected = {wanted for wanted, _ in pairs}
    return Figure(macro_f1(pairs), len(pairs), macro_f1_interval(pairs, seed)) if len(expected) > 1 else None


def outcomes(answered: Iterable[Answered]) -> dict[str, dict[str, Any]]:
    """Return precision, recall, F1 and n of each outcome that was expected or came; None where nothing can be said.

    What a set expects may be several outcomes at once (`answered*`, `not_answered`): that is a class of its own. n is
    how often a class is expected; recall the share of these that ended within it; precision the share of all replies
    ending within it that were to end as they did.
    """
    pairs = _endings(answered)
    return {name: _class(name, pairs) for name in sorted({name for pair in pairs for name in pair})}


def _class(name: str, pairs: Sequence[Pair]) -> dict[str, Any]:
    wanted = [fits(name, actual) for expected, actual in pairs if expected == name]
    came = [fits(expected, actual) for expected, actual in pairs if fits(name, actual)]
    recall = sum(wanted) / len(wanted) if wanted else None
    precision = sum(came) / len(came) if came else None
    return {
        "precision": _rounded(precision),
        "recall": _rounded(recall),
        "f1": _rounded(_f1(precision, recall)),
        "n": len(wanted),
    }


def _f1(precision: float | None, recall: float | None) -> float | None:
    """Return the harmonic mean; 0 where a class was expected and never came."""
    if recall is None:
        return None
    return 2 * (precision or 0.0) * recall / ((precision or 0.0) + recall) if precision and recall else 0.0


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def outcome_confusion(answered: Iterable[Answered]) -> dict[str, dict[str, int]]:
    """Return how often which outcome came for what was expected: {expected: {actual: n}}."""
    return counted(_endings(answered))


def counted(pairs: Iterable[Pair]) -> dict[str, dict[str, int]]:
    """Return {expected: {actual: how often}}, sorted by name."""
    found: dict[str, dict[str, int]] = {}
    for (expected, actual), n in sorted(Counter(pairs).items()):
        found.setdefault(expected, {})[actual] = n
    return found


def _endings(answered: Iterable[Answered]) -> list[Pair]:
    return [(a.question.expected, str(a.reply.outcome)) for a in answered if a.question.expected]
