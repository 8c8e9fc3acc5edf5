"""What a confidence is worth, as curves: how often it holds, and what is wrong among the most confident. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The cases whose confidence lies from `low` to `high`: how many, their mean confidence, the share that was right.

    `confidence` and `right` are None in an empty bin.
    """

    low: float
    high: float
    n: int
    confidence: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """When only answers of at least this confidence are given: the share that is given, and the share of it wrong."""

    confidence: float
    coverage: float
    risk: float


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = BINS) -> list[Bin]:
    """Return the reliability diagram's bins of equal width (Niculescu-Mizil & Caruana 2005), empty ones too.

    >>> [(one.low, one.n, one.confidence, one.right) for one in reliability([0.2, 0.9, 0.7], [False, True, False], 2)]
    [(0.0, 1, 0.2, 0.0), (0.5, 2, 0.8, 0.5)]
    """
    binned: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, is_right in zip(confidences, right, strict=True):
        binned[bin_of(confidence, bins)].append((confidence, is_right))
    return [_bin(n / bins, (n + 1) / bins, cases) for n, cases in enumerate(binned)]


def bin_of(confidence: float, bins: int = BINS) -> int:
    """Return the index of the bin that a confidence falls into; 1 belongs to the last one."""
    return min(bins - 1, int(confidence * bins))


def _bin(low: float, high: float, cases: Sequence[tuple[float, bool]]) -> Bin:
    n = len(cases)
    mean = fsum(confidence for confidence, _ in cases) / n if n else None
    return Bin(low, high, n, mean, sum(is_right for _, is_right in cases) / n if n else None)


def risk_coverage(confidences: Sequence[float], wrong: Sequence[bool]) -> list[Point]:
    """Return the risk-coverage curve (El-Yaniv & Wiener 2010), one point per distinct confidence, highest first.

    >>> [(one.coverage, one.risk) for one in risk_coverage([0.9, 0.8, 0.8, 0.1], [False, True, False, True])]
    [(0.25, 0.0), (0.75, 0.3333333333333333), (1.0, 0.5)]
    """
    points, given, failed = [], 0, 0
    for confidence, n, errors in _levels(confidences, wrong):
        given, failed = given + n, failed + errors
        points.append(Point(confidence, given / len(confidences), failed / given))
    return points


def aurc(confidences: Sequence[float], wrong: Sequence[bool]) -> float:
    """Return the area under the risk-coverage curve (Geifman et al. 2019): the mean over all k of the k best's risk.

    Among equal confidences any order is as likely, so the expected errors count. 0 to 1, 0 for none.

    >>> round(aurc([0.9, 0.8, 0.7], [False, False, True]), 4), aurc([0.5, 0.5], [True, False])
    (0.1111, 0.5)
    """
    risks, given, failed = [], 0, 0
    for _, n, errors in _levels(confidences, wrong):
        risks += [(failed + errors * k / n) / (given + k) for k in range(1, n + 1)]
        given, failed = given + n, failed + errors
    return fsum(risks) / given if given else 0.0


def _levels(confidences: Sequence[float], wrong: Sequence[bool]) -> Iterator[tuple[float, int, int]]:
    """Yield each distinct confidence, highest first, with how many cases have it and how many of them are wrong."""
    ordered = sorted(zip(confidences, wrong, strict=True), reverse=True)
    for confidence, level in groupby(ordered, key=lambda case: case[0]):
        errors = [is_wrong for _, is_wrong in level]
        yield confidence, len(errors), sum(errors)
