"""Turns what people gave into points per answer and per person, and into their agreement. Pure.

The points of an answer are those of the Government of Canada's AI Answers (system card, "Weighted Total Score": 75 %
sentences, 25 % citation). Two differences: there a sentence without a score counts as right, here an answer with an
empty cell has no points; and here each statement has a citation of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from statistics import mean
from typing import Any

from evals.agreement import Metric, alpha, alpha_interval, equal_share
from evals.intervals import ratio_interval
from evals.ratings import Ratings
from evals.sheet import Coded, SheetKey

STATEMENT_SHARE = 0.75  # of the points of an answer; the citations' points reach 25 and need no share
_FULL = {"statement": 100, "citation": 25, "total": 100}
_Codes = Mapping[str, Sequence[str]]  # by answer: the codes of its statements


def answer_points(statements: Sequence[float], citations: Sequence[float]) -> float:
    """Return the points of an answer, 0 to 100, from those of its statements (0 to 100) and citations (0 to 25).

    >>> answer_points([100, 80], [25, 20]), answer_points([0], [0])
    (90.0, 0.0)
    """
    return STATEMENT_SHARE * mean(statements) + mean(citations)


def summary(key: SheetKey, ratings: Sequence[Ratings], seed: int = 0) -> dict[str, Any]:
    """Return points and agreement as JSON values; intervals are bootstrapped over answers.

    `raters` holds per person the mean points and the share of answers `without_error` (no 0), `answers` the points of
    each answer, `agreement` alpha for statements, citations and answers, `differing` the statements seen differently.
    """
    answers: dict[str, list[str]] = {}
    for code in key.codes:
        answers.setdefault(code.partition("-")[0], []).append(code)
    totals = {one.rater: _totals(one, answers) for one in ratings}
    return {
        "run": key.run,
        "raters": {one.rater: _of_rater(one, answers, totals[one.rater], seed) for one in ratings},
        "answers": [_of_answer(key.codes[codes[0]], name, totals) for name, codes in answers.items()],
        "agreement": _agreement(ratings, answers, totals, seed),
        "differing": _differing(key.codes, ratings),
        "problems": [asdict(problem) for one in ratings for problem in one.problems],
    }


def _totals(one: Ratings, answers: _Codes) -> dict[str, float]:
    """Return the points of each answer of which every cell is filled."""
    return {
        name: answer_points([one.statements[c] for c in codes], [one.citations[c] for c in codes])
        for name, codes in answers.items()
        if all(code in one.statements and code in one.citations for code in codes)
    }


def _of_rater(one: Ratings, answers: _Codes, totals: Mapping[str, float], seed: int) -> dict[str, Any]:
    faultless = [
        (float(all(one.statements[code] and one.citations[code] for code in answers[name])), 1.0) for name in totals
    ]
    return {
        "statement": _mean("statement", _by_answer(one.statements, answers), seed),
        "citation": _mean("citation", _by_answer(one.citations, answers), seed),
        "total": _mean("total", [[points] for points in totals.values()], seed),
        "without_error": _figure(faultless, 1, seed),
    }


def _by_answer(points: Mapping[str, int], answers: _Codes) -> list[list[float]]:
    given = ([float(points[code]) for code in codes if code in points] for codes in answers.values())
    return [values for values in given if values]


def _mean(what: str, groups: Sequence[Sequence[float]], seed: int) -> dict[str, Any] | None:
    full = _FULL[what]
    return _figure([(sum(values) / full, float(len(values))) for values in groups], full, seed)


def _figure(pairs: Sequence[tuple[float, float]], full: int, seed: int) -> dict[str, Any] | None:
    """Return sum / sum of pairs, one per answer, in points out of `full`; None without an answer."""
    if not pairs:
        return None
    low, high = ratio_interval(pairs, seed)
    value = sum(part for part, _ in pairs) / sum(whole for _, whole in pairs)
    figures = {"value": value * full, "low": low * full, "high": high * full}
    return {name: round(figure, 4) for name, figure in figures.items()} | {"n": len(pairs)}


def _of_answer(row: Coded, name: str, totals: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    points = {rater: round(given[name], 2) for rater, given in totals.items() if name in given}
    return row.model_dump(exclude={"text"}) | {
        "points": points,
        "total": round(mean(points.values()), 2) if points else None,
    }


def _agreement(
    ratings: Sequence[Ratings], answers: _Codes, totals: Mapping[str, Mapping[str, float]], seed: int
) -> dict[str, Any]:
    def of_codes(points: Callable[[Ratings], Mapping[str, int]]) -> list[list[list[float | None]]]:
        return [[[points(one).get(code) for one in ratings] for code in codes] for codes in answers.values()]

    # In whole points: no finer difference means anything, and the tables of coincidences stay small.
    of_answers = [[[round(given[name]) if name in given else None for given in totals.values()]] for name in answers]
    return {
        "statement": _agreed(of_codes(lambda one: one.statements), "ordinal", seed),
        "citation": _agreed(of_codes(lambda one: one.citations), "ordinal", seed),
        "total": _agreed(of_answers, "interval", seed),
    }


def _agreed(groups: Sequence[Sequence[Sequence[float | None]]], metric: Metric, seed: int) -> dict[str, Any]:
    units = [unit for group in groups for unit in group]
    value, bounds = alpha(units, metric), alpha_interval(groups, metric, seed)
    same, n = equal_share(units)
    return {
        "alpha": None if value is None else round(value, 4),
        "low": None if bounds is None else round(bounds[0], 4),
        "high": None if bounds is None else round(bounds[1], 4),
        "metric": metric,
        "n": n,
        "equal": round(same / n, 4) if n else None,
    }


def _differing(codes: Mapping[str, Coded], ratings: Sequence[Ratings]) -> list[dict[str, Any]]:
    """Return the statements to talk about: those that people gave different points, the widest apart first."""
    found = []
    for code, row in codes.items():
        given = {one.rater: one.statements[code] for one in ratings if code in one.statements}
        if len(set(given.values())) > 1:
            found.append({"code": code, **row.model_dump(exclude={"question"}), "points": given})
    return sorted(found, key=lambda one: min(one["points"].values()) - max(one["points"].values()))
