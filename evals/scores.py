"""Turns answers into figures, each with its n and a 95 % interval: overall and per group. Pure, and cheap to redo."""

from collections.abc import Sequence
from typing import Any

from evals.amounts import PERCENTILES, Prices
from evals.confidence_figures import confidence_curves, confidence_figures
from evals.gaps import gaps
from evals.groups import GROUPS, grouped
from evals.intervals import Figure
from evals.measured import AVERAGED, Measured, average, measured, quantile
from evals.outcome_figures import counted, outcome_confusion, outcomes, routes, routing
from evals.outcomes import fits
from evals.run import Answered

Scores = dict[str, Any]


def scores(answered: Sequence[Answered], seed: int = 0, prices: Prices | None = None) -> Scores:
    """Return all figures: n, each measure's value (None where it says nothing), and under `intervals` its n and bounds.

    What each measure is and counts in: labels.LABELS. `cost` needs prices.
    """
    return _scores([measured(one, prices) for one in answered], seed)


def report(answered: Sequence[Answered], seed: int = 0, prices: Prices | None = None) -> Scores:
    """Return the figures of all answers and of each group, and what lies behind them.

    `confusion` tells which route was taken for which, `outcomes` and `outcome_confusion` the same of outcomes,
    `reliability` and `risk_coverage` are curves to draw, `gaps` how far states and sizes lie apart.
    """
    cases = [measured(one, prices) for one in answered]
    return {
        **_scores(cases, seed),
        "confusion": counted(routes(answered)),
        "outcomes": outcomes(answered),
        "outcome_confusion": outcome_confusion(answered),
        **confidence_curves(answered),
        "gaps": gaps(cases, seed),
        **{kind: {key: _scores(each, seed) for key, each in grouped(cases, kind).items()} for kind in GROUPS},
    }


def failures(answered: Sequence[Answered]) -> list[Answered]:
    """Return the answers with another outcome than expected, or with no relevant document among the first five."""
    return [
        a
        for a in answered
        if (a.question.expected and not fits(a.question.expected, a.reply.outcome))
        or (a.question.relevant and not set(a.question.relevant) & set(a.ranking[:5]))
    ]


def _scores(cases: Sequence[Measured], seed: int) -> Scores:
    figures = _figures(cases, seed)
    return {
        "n": len(cases),
        **{name: figure and round(figure.value, 4) for name, figure in figures.items()},
        "intervals": {
            name: {"n": figure.n, "low": round(figure.interval[0], 4), "high": round(figure.interval[1], 4)}
            for name, figure in figures.items()
            if figure
        },
    }


def _figures(cases: Sequence[Measured], seed: int) -> dict[str, Figure | None]:
    answered = [case.answered for case in cases]
    return {
        **{name: average(name, cases, seed) for name in AVERAGED},
        "route_macro_f1": routing(routes(answered), seed),
        **confidence_figures(answered, seed),
        **{name: quantile(name, cases, seed) for name in PERCENTILES},
    }
