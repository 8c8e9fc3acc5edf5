"""Each measure of a run as a side of a paired comparison: value, questions it speaks of, statistic over these. Pure."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from evals.amounts import PERCENTILES
from evals.confidence_figures import Cases, decided, given
from evals.curve_intervals import aurc_of, auroc_of, ece_of
from evals.curves import aurc
from evals.intervals import macro_f1_of, percentile_of, ratio_of
from evals.measured import AVERAGED, Measured
from evals.measures import auroc, ece, percentile
from evals.outcome_figures import routes
from evals.outcomes import macro_f1
from evals.pairing import Side
from evals.run import Answered

V = TypeVar("V")


def sides(cases: Sequence[Measured]) -> dict[str, Side]:
    """Return every measure that says something of these answers; values are those of `scores`, not rounded."""
    found = {name: _average(name, cases) for name in AVERAGED}
    found["route_macro_f1"] = _routing(cases)
    found |= _confidence(cases)
    found |= {name: _percentile(name, cases) for name in PERCENTILES}
    return {name: side for name, side in found.items() if side is not None}


def _each(cases: Sequence[Measured], told: Callable[[Measured], Iterable[V]]) -> tuple[list[int], list[V]]:
    """Return where and what is told of the cases."""
    found = [(n, one) for n, case in enumerate(cases) for one in told(case)]
    return [n for n, _ in found], [one for _, one in found]


def _average(name: str, cases: Sequence[Measured]) -> Side | None:
    at, pairs = _each(cases, lambda case: [case.counts[name]] if name in case.counts else [])
    if not at:
        return None
    return Side(sum(part for part, _ in pairs) / sum(whole for _, whole in pairs), at, ratio_of(pairs))


def _percentile(name: str, cases: Sequence[Measured]) -> Side | None:
    at, values = _each(cases, lambda case: [case.values[name]] if name in case.values else [])
    share = PERCENTILES[name][1]
    return Side(percentile(values, share), at, percentile_of(values, share)) if at else None


def _routing(cases: Sequence[Measured]) -> Side | None:
    at, pairs = _each(cases, lambda case: routes([case.answered]))
    several = len({expected for expected, _ in pairs}) > 1  # else there is nothing to tell apart
    return Side(macro_f1(pairs), at, macro_f1_of(pairs)) if several else None


def _confidence(cases: Sequence[Measured]) -> dict[str, Side | None]:
    at, looked_up = _told(cases, decided)
    shown_at, shown = _told(cases, given)
    both = len(set(looked_up[1])) > 1
    return {
        "confidence_auroc": Side(auroc(*looked_up), at, auroc_of(*looked_up)) if both else None,
        "confidence_ece": Side(ece(*looked_up), at, ece_of(*looked_up)) if both else None,
        "aurc": Side(aurc(*shown), shown_at, aurc_of(*shown)) if shown_at else None,
    }


def _told(cases: Sequence[Measured], told: Callable[[Iterable[Answered]], Cases]) -> tuple[list[int], Cases]:
    at, pairs = _each(cases, lambda case: zip(*told([case.answered]), strict=True))
    return at, ([confidence for confidence, _ in pairs], [is_so for _, is_so in pairs])
