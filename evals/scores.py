"""Turns answers into figures, each with its n and a 95 % interval: overall and per group. Pure, and cheap to redo."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evals.intervals import Interval, macro_f1_interval, percentile_interval, ratio_interval
from evals.measures import percentile
from evals.outcomes import confusion, expected_route, fits, macro_f1, route_of
from evals.run import Answered
from evals.shares import SHARES, answers

Scores = dict[str, Any]
_Figure = tuple[float | None, int, Interval | None]  # value, the number of questions behind it, its interval
_NONE: _Figure = (None, 0, None)
_SIZES = ((5_000, "unter 5.000"), (20_000, "5.000 bis 19.999"), (100_000, "20.000 bis 99.999"))
_LARGEST = "ab 100.000"
_ORDER = {name: n for n, name in enumerate([*(name for _, name in _SIZES), _LARGEST])}


def scores(answered: Sequence[Answered], seed: int = 0) -> Scores:
    """Return all figures: n, each measure's value (None where it says nothing), and under `intervals` its n and bounds.

    Shares lie between 0 and 1, `words_…` are words of an answer, `latency_ms_…` milliseconds.
    """
    figures: dict[str, _Figure] = {name: _share(answered, share, seed) for name, share in SHARES.items()}
    words = [float(_words(a)) for a in answered if answers(a.reply.outcome)]
    times = [a.ms for a in answered]
    figures["words_median"], figures["words_p90"] = _percentile(words, 0.5, seed), _percentile(words, 0.9, seed)
    figures["route_macro_f1"] = _routing(routes(answered), seed)
    figures["latency_ms_p50"], figures["latency_ms_p95"] = _percentile(times, 0.5, seed), _percentile(times, 0.95, seed)
    return {
        "n": len(answered),
        **{name: None if value is None else round(value, 4) for name, (value, _, _) in figures.items()},
        "intervals": {
            name: {"n": n, "low": round(bounds[0], 4), "high": round(bounds[1], 4)}
            for name, (_, n, bounds) in figures.items()
            if bounds is not None
        },
    }


def report(answered: Sequence[Answered], seed: int = 0) -> Scores:
    """Return the figures of all answers, of each group, and how often which route was taken for which."""
    counted: dict[str, dict[str, int]] = {}
    for (expected, actual), n in sorted(confusion(routes(answered)).items()):
        counted.setdefault(expected, {})[actual] = n
    grouped = {name: _grouped(answered, group, seed) for name, group in GROUPS.items()}
    return {**scores(answered, seed), "confusion": counted, **grouped}


def routes(answered: Sequence[Answered]) -> list[tuple[str, str]]:
    """Return (expected route, route taken) of each question of which one route is expected."""
    wanted = [
        (a.question.expected and expected_route(a.question.expected), route_of(a.reply.outcome)) for a in answered
    ]
    return [(expected, actual) for expected, actual in wanted if expected]


def failures(answered: Sequence[Answered]) -> list[Answered]:
    """Return the answers with another outcome than expected, or with no relevant document among the first five."""
    return [
        a
        for a in answered
        if (a.question.expected and not fits(a.question.expected, a.reply.outcome))
        or (a.question.relevant and not set(a.question.relevant) & set(a.ranking[:5]))
    ]


def size_class(population: int) -> str:
    """Return the size class of a municipality, as official statistics cut them.

    >>> size_class(4_999), size_class(5_000), size_class(2_000_000)
    ('unter 5.000', '5.000 bis 19.999', 'ab 100.000')
    """
    return next((name for below, name in _SIZES if population < below), _LARGEST)


GROUPS: Mapping[str, Callable[[Answered], str | None]] = {
    "per_set": lambda a: a.set_name,
    "per_class": lambda a: a.question.kind or a.question.style,
    "per_state": lambda a: a.question.asker.state,
    "per_size": lambda a: size_class(a.question.asker.population) if a.question.asker.population else None,
    "per_tuned": lambda a: None if a.question.tuned is None else "tuned" if a.question.tuned else "untuned",
}


def _grouped(answered: Sequence[Answered], group: Callable[[Answered], str | None], seed: int) -> dict[str, Scores]:
    members: dict[str, list[Answered]] = {}
    for answer in answered:
        name = group(answer)
        if name is not None:
            members.setdefault(name, []).append(answer)
    return {name: scores(members[name], seed) for name in sorted(members, key=lambda name: (_ORDER.get(name, 0), name))}


def _share(answered: Sequence[Answered], share: Callable[[Answered], tuple[float, float]], seed: int) -> _Figure:
    pairs = [(part, whole) for part, whole in map(share, answered) if whole]
    if not pairs:
        return _NONE
    value = sum(part for part, _ in pairs) / sum(whole for _, whole in pairs)
    return value, len(pairs), ratio_interval(pairs, seed)


def _percentile(values: Sequence[float], share: float, seed: int) -> _Figure:
    return (percentile(values, share), len(values), percentile_interval(values, share, seed)) if values else _NONE


def _routing(pairs: Sequence[tuple[str, str]], seed: int) -> _Figure:
    """Return the macro F1; where only one route is expected there is nothing to tell apart."""
    expected = {wanted for wanted, _ in pairs}
    return (macro_f1(pairs), len(pairs), macro_f1_interval(pairs, seed)) if len(expected) > 1 else _NONE


def _words(answer: Answered) -> int:
    return sum(len(statement.text.split()) for statement in answer.reply.statements)
