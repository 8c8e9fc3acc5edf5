"""Which outcome a question set expects, which route that is, and how well routes are told apart. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from assistant.messages import Outcome

NOT_ANSWERED = "not_answered"  # anything but a plain answer: partial, clarify, declined, handed over
QUESTION = "question"  # the route of a message that is looked up, whatever then comes of it
_LOOKED_UP = frozenset(
    {Outcome.ANSWERED, Outcome.PARTIAL, Outcome.CLARIFY, Outcome.HANDOFF_NO_EVIDENCE, Outcome.HANDOFF_NOT_SUPPORTED}
)
Confusion = Mapping[tuple[str, str], int]  # (expected route, actual route) -> how often


def fits(expected: str, outcome: str) -> bool:
    """Return whether an outcome is what was expected: an outcome, the beginning of some (`handoff.*`), `not_answered`.

    >>> fits("answered*", "answered.partial"), fits("answered", "answered.partial"), fits("not_answered", "clarify")
    (True, False, True)
    """
    if expected == NOT_ANSWERED:
        return outcome != Outcome.ANSWERED
    return outcome.startswith(expected[:-1]) if expected.endswith("*") else outcome == expected


@cache  # a set expects a handful of outcomes, and every measure asks
def outcomes_of(expected: str) -> tuple[Outcome, ...]:
    """Return every outcome that would fit, in the order of the list; none for a misspelt one.

    >>> [outcome.value for outcome in outcomes_of("answered*")], outcomes_of("beantwortet")
    (['answered', 'answered.partial'], ())
    """
    return tuple(outcome for outcome in Outcome if fits(expected, outcome))


def answers(outcome: str) -> bool:
    """Return whether the asker got an answer, in full or in part."""
    return fits("answered*", outcome)


def answerable(expected: str) -> bool:
    """Return whether an answer is expected, in full or in part, and nothing else would do.

    >>> answerable("answered*"), answerable("answered.partial"), answerable("not_answered")
    (True, True, False)
    """
    return all(map(answers, outcomes_of(expected)))


def route_of(outcome: str) -> str:
    """Return the route that an outcome belongs to.

    >>> route_of("handoff.no_evidence"), route_of("handoff.legal")
    ('question', 'handoff.legal')
    """
    return QUESTION if outcome in _LOOKED_UP else str(outcome)


def expected_route(expected: str) -> str | None:
    """Return the one route that is expected, None when several would do.

    >>> expected_route("answered*"), expected_route("declined.abuse"), expected_route("not_answered")
    ('question', 'declined.abuse', None)
    """
    routes = {route_of(outcome) for outcome in outcomes_of(expected)}
    return routes.pop() if len(routes) == 1 else None


def turned_away(outcome: str) -> bool:
    """Return whether a message was not even looked up; a failing part is not counted as that.

    >>> turned_away("declined.off_topic"), turned_away("handoff.no_evidence"), turned_away("failed.search")
    (True, False, False)
    """
    return route_of(outcome) != QUESTION and not outcome.startswith("failed.")


def confusion(pairs: Sequence[tuple[str, str]]) -> Confusion:
    """Return how often each (expected route, actual route) occurs."""
    return Counter(pairs)


def f1(counted: Confusion, route: str) -> float:
    """Return the harmonic mean of precision and recall of one route, 0 to 1.

    >>> f1({("a", "a"): 2, ("a", "b"): 1, ("b", "a"): 1}, "a")
    0.6666666666666666
    """
    expected = sum(n for (wanted, _), n in counted.items() if wanted == route)
    actual = sum(n for (_, got), n in counted.items() if got == route)
    return 2 * counted.get((route, route), 0) / (expected + actual) if expected + actual else 0.0


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean F1 over all routes that were expected or taken, 0 to 1; 0 for no pairs.

    A route that was taken and never expected counts 0, as is usual.

    >>> macro_f1([("a", "a"), ("b", "b")]), macro_f1([("a", "a"), ("a", "a"), ("a", "c")])
    (1.0, 0.4)
    """
    counted = confusion(pairs)
    routes = sorted({route for pair in counted for route in pair})
    return sum(f1(counted, route) for route in routes) / len(routes) if routes else 0.0
