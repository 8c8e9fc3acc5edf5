"""What a confidence is worth: whom it is asked of, what counts as wrong, and curves that agree with slow ones."""

import random
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.messages import Outcome
from evals.confidence_figures import wrong
from evals.curve_intervals import aurc_interval, auroc_interval, ece_interval
from evals.curves import aurc, reliability, risk_coverage
from evals.intervals import macro_f1_interval, percentile_interval, ratio_interval
from evals.measures import auroc, ece, percentile
from evals.outcomes import macro_f1
from evals.scores import report
from tests.evals.replies import ended

CASES = st.lists(st.tuples(st.integers(0, 20).map(lambda n: n / 20), st.booleans()), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("expected", "outcome", "relevant", "is_wrong"),
    [
        ("answered*", Outcome.ANSWERED, ["hof"], False),
        ("answered*", Outcome.PARTIAL, ["hof", "ulm"], False),
        ("answered*", Outcome.ANSWERED, ["ulm"], True),
        ("answered*", Outcome.ANSWERED, [], None),
        ("answered*", Outcome.HANDOFF_NO_EVIDENCE, ["hof"], None),
        ("not_answered", Outcome.ANSWERED, [], True),
        ("not_answered", Outcome.PARTIAL, [], False),
        ("declined.abuse", Outcome.PARTIAL, [], True),
        ("not_answered", Outcome.DECLINED_OFF_TOPIC, [], None),
        (None, Outcome.ANSWERED, ["ulm"], None),
    ],
)
def test_an_answer_is_wrong_where_none_was_due_or_where_it_cites_nothing_relevant(
    expected: str | None, outcome: Outcome, relevant: list[str], is_wrong: bool | None
) -> None:
    assert wrong(ended(outcome, 0.9, expected=expected, relevant=relevant)) is is_wrong


def test_figures_and_curves_of_a_run() -> None:
    found = report(
        [
            ended(Outcome.ANSWERED, 0.95, expected="answered*", relevant=["hof"]),
            ended(Outcome.ANSWERED, 0.85, expected="not_answered"),
            ended(Outcome.ANSWERED, 0.75, expected="answered*", relevant=["hof"]),
            ended(Outcome.HANDOFF_NO_EVIDENCE, 0.05, expected="not_answered"),
            ended(Outcome.CLARIFY, 0.0, expected="answered*"),  # says nothing of its confidence
            ended(Outcome.DECLINED_OFF_TOPIC, 0.0, expected="answered*"),
        ]
    )
    assert found["confidence_auroc"] == 0.75  # 3 of 4 pairs in order
    assert found["confidence_ece"] == pytest.approx((0.05 + 0.85 + 0.25 + 0.05) / 4)
    assert found["aurc"] == pytest.approx((0 + 1 / 2 + 1 / 3) / 3, abs=1e-4)
    assert found["risk_coverage"][-1] == {"confidence": 0.75, "coverage": 1.0, "risk": 0.3333}
    assert [one["n"] for one in found["reliability"]] == [1, 0, 0, 0, 0, 0, 0, 1, 1, 1]
    assert found["intervals"]["confidence_auroc"]["n"] == 4
    assert found["intervals"]["aurc"]["n"] == 3


def test_without_both_kinds_of_questions_nothing_is_said_of_the_confidence() -> None:
    found = report([ended(Outcome.ANSWERED, 0.9, expected="answered*", relevant=["hof"])] * 3)
    assert (found["confidence_auroc"], found["confidence_ece"]) == (None, None)
    assert found["aurc"] == 0.0


@given(CASES)
def test_curves_keep_their_bounds_whatever_the_order(cases: list[tuple[float, bool]]) -> None:
    confidences, flags = zip(*cases, strict=True)
    mixed = random.Random(0).sample(cases, len(cases))
    other = tuple(zip(*mixed, strict=True))
    assert aurc(*other) == pytest.approx(aurc(confidences, flags))
    points = risk_coverage(confidences, flags)
    assert [one.coverage for one in points] == sorted({one.coverage for one in points})
    assert points[-1].coverage == 1.0
    assert points[-1].risk == pytest.approx(sum(flags) / len(flags))
    assert 0.0 <= aurc(confidences, flags) <= 1.0
    bins = reliability(confidences, flags)
    assert sum(one.n for one in bins) == len(cases)
    gap = sum(one.n * abs(one.confidence - one.right) for one in bins if one.n)  # type: ignore[operator]
    assert gap / len(cases) == pytest.approx(ece(confidences, flags))


@given(CASES)
def test_the_area_is_what_random_orders_of_equal_confidences_give_on_average(cases: list[tuple[float, bool]]) -> None:
    chance, areas = random.Random(1), []
    for _ in range(200):
        ordered = sorted(chance.sample(cases, len(cases)), key=lambda case: -case[0])
        failed = np.cumsum([is_wrong for _, is_wrong in ordered])
        areas.append(float(np.mean(failed / np.arange(1, len(cases) + 1))))
    assert aurc(*zip(*cases, strict=True)) == pytest.approx(np.mean(areas), abs=0.1)


def slowly(cases: Sequence[tuple[Any, Any]], measure: Callable[[Any, Any], float]) -> tuple[float, float]:
    """Give the interval of a measure as one would work it out without any trick."""
    chance = random.Random(3)
    drawn = [measure(*zip(*chance.choices(cases, k=len(cases)), strict=True)) for _ in range(600)]
    return float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_fast_intervals_agree_with_resampling_by_hand(seed: int) -> None:
    chance = random.Random(seed)
    cases = [(chance.randrange(21) / 20, chance.random() < 0.3) for _ in range(70)]
    confidences, flags = zip(*cases, strict=True)
    assert auroc_interval(confidences, flags) == pytest.approx(slowly(cases, auroc), abs=0.04)
    assert ece_interval(confidences, flags) == pytest.approx(slowly(cases, ece), abs=0.04)
    assert aurc_interval(confidences, flags) == pytest.approx(slowly(cases, aurc), abs=0.06)
    median = slowly(cases, lambda values, _: percentile(values, 0.5))
    assert percentile_interval(confidences, 0.5) == pytest.approx(median, abs=0.06)
    share = slowly(cases, lambda _, flags: fmean(flags))
    assert ratio_interval([(float(flag), 1.0) for flag in flags]) == pytest.approx(share, abs=0.04)
    pairs = [(str(confidence > 0.5), str(flag)) for confidence, flag in cases]
    f1 = slowly(pairs, lambda wanted, got: macro_f1(list(zip(wanted, got, strict=True))))
    assert macro_f1_interval(pairs) == pytest.approx(f1, abs=0.04)
