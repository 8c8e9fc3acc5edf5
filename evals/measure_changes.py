"""What became of each measure from one run to another, with the interval of the difference. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from evals.changes import direction
from evals.intervals import Interval
from evals.labels import LABELS
from evals.measures import percentile
from evals.outcomes import expected_route, macro_f1, route_of
from evals.pairing import Shares, macro_f1_difference, percentile_difference, ratio, ratio_difference
from evals.run import Answered
from evals.scores import scores
from evals.shares import SHARES, answers

FEWEST = 10  # questions; of fewer, a bootstrap interval claims more than it can know
Pair = tuple[Answered, Answered]
_Figure = tuple[int, float | None, float | None, Interval | None]  # questions, value in A and in B, interval of B - A


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in two runs over their common questions: both values, and B - A with its 95 % interval.

    `n` questions stand behind it. B did better on `wins` of them, worse on `losses`, as well on `ties`; these are None
    for measures that no single question has a share of. `differs`: 0 lies outside the interval; times never differ.
    """

    n: int
    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    differs: bool
    wins: int | None = None
    losses: int | None = None
    ties: int | None = None


def shares_of(pairs: Sequence[Pair]) -> dict[str, list[Shares]]:
    """Return what each pair counts for in each measure."""
    return {name: [(*share(a), *share(b)) for a, b in pairs] for name, share in SHARES.items()}


def measure_changes(pairs: Sequence[Pair], shares: Mapping[str, Sequence[Shares]], seed: int) -> dict[str, Difference]:
    """Return the difference of every measure: those of `shares`, and those that only all answers together give."""
    found = {name: _of_shares(name, rows, seed) for name, rows in shares.items()}
    a, b = scores([one for one, _ in pairs]), scores([other for _, other in pairs])
    for name in a:
        if name in _PAIRED:
            found[name] = _difference(name, _PAIRED[name](pairs, seed))
        elif name in LABELS and name not in shares:
            found[name] = _difference(name, (len(pairs), a[name], b[name], None))
    return found


def _of_shares(name: str, every: Sequence[Shares], seed: int) -> Difference:
    rows = [row for row in every if row[1] or row[3]]
    a, b = ratio([row[:2] for row in rows]), ratio([row[2:] for row in rows])
    bounds = None if a is None or b is None else ratio_difference(rows, seed)
    ways = [direction(name, row) for row in rows]
    return _difference(name, (len(rows), a, b, bounds), (ways.count(1), ways.count(-1), ways.count(0)))


def _difference(name: str, figure: _Figure, ways: tuple[int, ...] = ()) -> Difference:
    n, a, b, bounds = figure
    timed = name in LABELS and LABELS[name].unit == "ms"
    outside = bounds is not None and not bounds[0] <= 0 <= bounds[1]
    difference = None if a is None or b is None else b - a
    low, high = bounds or (None, None)
    return Difference(
        n, _rounded(a), _rounded(b), _rounded(difference), _rounded(low), _rounded(high),
        outside and n >= FEWEST and not timed, *ways,
    )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _percentiles(value: Callable[[Answered], float | None], share: float, pairs: Sequence[Pair], seed: int) -> _Figure:
    """Return a percentile over the questions that have a value in both runs."""
    both = [(a, b) for a, b in ((value(one), value(other)) for one, other in pairs) if a is not None and b is not None]
    if not both:
        return 0, None, None, None
    a, b = (percentile(values, share) for values in zip(*both, strict=True))
    return len(both), a, b, percentile_difference(both, share, seed)


def _routing(pairs: Sequence[Pair], seed: int) -> _Figure:
    expected = [(a.question.expected and expected_route(a.question.expected), a, b) for a, b in pairs]
    routed = [(wanted, route_of(a.reply.outcome), route_of(b.reply.outcome)) for wanted, a, b in expected if wanted]
    if len({wanted for wanted, _, _ in routed}) < 2:  # nothing to tell apart
        return 0, None, None, None
    a, b = macro_f1([one[:2] for one in routed]), macro_f1([(one[0], one[2]) for one in routed])
    return len(routed), a, b, macro_f1_difference(routed, seed)


def _words(answer: Answered) -> float | None:
    said = sum(len(statement.text.split()) for statement in answer.reply.statements)
    return float(said) if answers(answer.reply.outcome) else None


def _ms(answer: Answered) -> float:
    return answer.ms


_PAIRED: Mapping[str, Callable[[Sequence[Pair], int], _Figure]] = {
    "words_median": partial(_percentiles, _words, 0.5),
    "words_p90": partial(_percentiles, _words, 0.9),
    "latency_ms_p50": partial(_percentiles, _ms, 0.5),
    "latency_ms_p95": partial(_percentiles, _ms, 0.95),
    "route_macro_f1": _routing,
}
