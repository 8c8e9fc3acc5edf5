"""Turns a judge's verdicts into figures: support with spread, agreement with itself and with people. Pure."""

from collections.abc import Mapping, Sequence
from statistics import median, pstdev
from typing import Any

from evals.agreement import alpha, alpha_interval, kappa
from evals.intervals import ratio_interval
from evals.judge import Judged, Verdict
from evals.ratings import Ratings
from evals.sheet import CITATION_POINTS, SheetKey

Place = tuple[str, str, int]  # set, question id, statement counted from 0
Labels = Mapping[Place, Sequence[float]]  # what people said, as shares: 1, one half or 0
_SHARE_OF_POINTS = dict(zip(CITATION_POINTS, (verdict.share for verdict in Verdict), strict=True))


def labels_of(key: SheetKey, ratings: Sequence[Ratings]) -> Labels:
    """Return what people said of the citations of each statement: 25 is supported, 20 partly, 0 not."""
    found: dict[Place, list[float]] = {}
    for one in ratings:
        for code, points in one.citations.items():
            row = key.codes[code]
            place = (row.set, row.id, int(code.rpartition("-")[2]) - 1)
            found.setdefault(place, []).append(_SHARE_OF_POINTS[points])
    return found


def figures(judged: Sequence[Judged], labels: Labels, seed: int = 0) -> dict[str, Any]:
    """Return the figures as JSON values; shares from 0 to 1, intervals by the bootstrap over answers.

    `support` is the mean share of a statement that is carried; `spread` its value per run and their standard deviation;
    `missing` counts verdicts that the model did not give; `repeatable` is the agreement of the runs with each other,
    `people` that of the judge's median verdict with the median of the people.
    """
    by_answer: dict[tuple[str, str], list[list[float | None]]] = {}
    for one in judged:
        by_answer.setdefault(one.answered.key, []).append([v.share if v else None for v in one.verdicts])
    groups = list(by_answer.values())
    pairs = [_sum([share for unit in group for share in unit if share is not None]) for group in groups]
    return {
        "statements": len(judged),
        "answers": len(groups),
        "missing": sum(verdict is None for one in judged for verdict in one.verdicts),
        "support": _support([pair for pair in pairs if pair[1]], seed),
        "spread": _spread(judged),
        "repeatable": _agreed(groups, seed),
        "people": _with_people(judged, labels, seed),
        "not_supported": [_named(one) for one in judged if _median(one) is not None and _median(one) != 1.0],
    }


def _sum(shares: Sequence[float]) -> tuple[float, float]:
    return sum(shares), float(len(shares))


def _support(pairs: Sequence[tuple[float, float]], seed: int) -> dict[str, Any] | None:
    if not pairs:
        return None
    low, high = ratio_interval(pairs, seed)
    value = sum(part for part, _ in pairs) / sum(whole for _, whole in pairs)
    return {"value": round(value, 4), "low": round(low, 4), "high": round(high, 4), "n": len(pairs)}


def _spread(judged: Sequence[Judged]) -> dict[str, Any]:
    runs = [
        [verdict.share for verdict in run if verdict] for run in zip(*(one.verdicts for one in judged), strict=True)
    ]
    means = [sum(run) / len(run) for run in runs if run]
    return {"runs": [round(mean, 4) for mean in means], "sd": round(pstdev(means), 4) if means else None}


def _agreed(groups: Sequence[Sequence[Sequence[float | None]]], seed: int) -> dict[str, Any]:
    units = [unit for group in groups for unit in group]
    value, bounds = alpha(units, "ordinal"), alpha_interval(groups, "ordinal", seed)
    return {
        "alpha": None if value is None else round(value, 4),
        "low": None if bounds is None else round(bounds[0], 4),
        "high": None if bounds is None else round(bounds[1], 4),
        "n": len(units),
    }


def _median(one: Judged) -> float | None:
    shares = [verdict.share for verdict in one.verdicts if verdict]
    return median(shares) if shares else None


def _with_people(judged: Sequence[Judged], labels: Labels, seed: int) -> dict[str, Any] | None:
    groups: dict[tuple[str, str], list[list[float | None]]] = {}
    for one in judged:
        said, own = labels.get((*one.answered.key, one.index)), _median(one)
        if said and own is not None:
            groups.setdefault(one.answered.key, []).append([own, median(said)])
    if not groups:
        return None
    pairs = [(unit[0], unit[1]) for group in groups.values() for unit in group]
    same = kappa(pairs)
    equal = sum(own == said for own, said in pairs) / len(pairs)
    kappas = {"kappa": None if same is None else round(same, 4), "equal": round(equal, 4)}
    return _agreed(list(groups.values()), seed) | kappas


def _named(one: Judged) -> dict[str, Any]:
    set_name, question = one.answered.key
    text = one.answered.reply.statements[one.index].text
    verdicts = [verdict and str(verdict) for verdict in one.verdicts]
    return {"set": set_name, "id": question, "statement": one.index + 1, "text": text, "verdicts": verdicts}
