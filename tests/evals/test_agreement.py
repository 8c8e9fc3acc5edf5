"""Krippendorff's alpha: its published examples, its bounds, and what it must not depend on."""

from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evals.agreement import Metric, alpha, alpha_interval, equal_share

METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval")
units = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.tuples(*[st.one_of(st.none(), st.integers(0, 4).map(float))] * raters), min_size=1, max_size=12
    )
)


def direct(rated: list[tuple[float | None, ...]], squared: bool) -> float | None:
    """Return alpha straight from its definition, pair by pair; a slower way to the same."""

    def apart(a: float, b: float) -> float:
        return (a - b) ** 2 if squared else float(a != b)

    groups = [[value for value in unit if value is not None] for unit in rated]
    groups = [group for group in groups if len(group) > 1]
    values = [value for group in groups for value in group]
    if len(set(values)) < 2:
        return None
    within = sum(apart(a, b) / (len(group) - 1) for group in groups for a, b in permutations(group, 2)) / len(values)
    overall = sum(apart(a, b) for a, b in permutations(values, 2)) / (len(values) * (len(values) - 1))
    return 1 - within / overall


@pytest.mark.parametrize(
    ("metric", "expected"),
    [("nominal", 0.477), ("ordinal", 0.7598), ("interval", 0.757)],
)
def test_a_second_published_example_comes_out_as_published(metric: Metric, expected: float) -> None:
    """Hayes & Krippendorff (2007), five observers and forty units."""
    rows = """
    1 1 2 . 2 | 1 1 0 1 . | 2 3 3 3 . | . 0 0 . 0 | 0 0 0 . 0 | 0 0 0 . 0 | 1 0 2 . 1 | 1 . 2 0 .
    2 2 2 . 2 | 2 1 1 1 . | . 1 0 0 . | 0 0 0 0 . | 1 2 2 2 . | 3 3 2 2 3 | 1 1 1 . 1 | 1 1 1 . 1
    2 1 2 . 2 | 1 2 3 3 . | 1 1 0 1 . | 0 0 0 . 0 | 0 0 1 1 . | 0 0 . 0 0 | 2 3 3 3 . | 0 0 0 0 .
    1 2 . 2 2 | 0 1 1 1 . | 0 0 0 1 0 | 1 2 1 2 . | 1 1 2 2 . | 1 1 2 . 2 | 1 1 0 . 0 | 2 1 2 1 .
    2 2 . 2 2 | 3 2 2 2 . | 2 2 2 . 2 | 2 2 3 . 2 | 2 . 2 2 2 | 2 2 . 1 2 | 2 2 2 2 . | 1 1 1 . 1
    """
    rated = [
        [None if value == "." else float(value) for value in unit.split()]
        for line in rows.strip().splitlines()
        for unit in line.split("|")
    ]
    found = alpha(rated, metric)
    assert found is not None
    assert found == pytest.approx(expected, abs=0.0005)


@given(units)
def test_it_is_what_its_definition_says(rated: list[tuple[float | None, ...]]) -> None:
    for metric, squared in (("nominal", False), ("interval", True)):
        found, expected = alpha(rated, metric), direct(rated, squared)  # type: ignore[arg-type]
        assert (found is None) == (expected is None)
        if found is not None and expected is not None:
            assert found == pytest.approx(expected)


@given(units, st.sampled_from(METRICS), st.randoms())
def test_it_lies_between_minus_one_and_one_whoever_rates_and_in_whatever_order(
    rated: list[tuple[float | None, ...]], metric: Metric, random: object
) -> None:
    found = alpha(rated, metric)
    assume(found is not None)
    assert found is not None
    assert -1 <= found <= 1
    turned = [tuple(reversed(unit)) for unit in reversed(rated)]
    assert alpha(turned, metric) == pytest.approx(found)
    assert alpha([*rated, (3.0, *[None] * (len(rated[0]) - 1))], metric) == pytest.approx(found)


@given(units)
def test_only_what_the_metric_means_counts(rated: list[tuple[float | None, ...]]) -> None:
    def renamed(names: dict[float, float]) -> list[tuple[float | None, ...]]:
        return [tuple(None if value is None else names[value] for value in unit) for unit in rated]

    cases: list[tuple[Metric, dict[float, float]]] = [
        ("nominal", {0: 7, 1: 3, 2: 9, 3: 1, 4: 5}),  # any other names
        ("ordinal", {0: 1, 1: 2, 2: 40, 3: 41, 4: 900}),  # any others in the same order
        ("interval", {n: 100 - 20 * n for n in range(5)}),  # another zero, unit and direction
    ]
    for metric, names in cases:
        assert alpha(renamed(names), metric) == pytest.approx(alpha(rated, metric))


@given(units, st.sampled_from(METRICS))
def test_it_is_one_exactly_when_nobody_disagrees(rated: list[tuple[float | None, ...]], metric: Metric) -> None:
    found = alpha(rated, metric)
    assume(found is not None)
    same, n = equal_share(rated)
    assert (found == pytest.approx(1.0)) == (same == n)


@pytest.mark.parametrize("rated", [[], [(100.0, None)], [(100.0, 100.0)] * 9, [(None, None)]])
def test_where_nothing_can_differ_no_figure_is_made_up(rated: list[tuple[float | None, ...]]) -> None:
    assert alpha(rated, "ordinal") is None
    assert alpha_interval([rated], "ordinal") is None


def test_the_interval_narrows_with_more_answers_and_is_the_same_for_the_same_seed() -> None:
    answers = [[(100.0, 100.0), (80.0, 80.0)], [(0.0, 80.0)], [(80.0, 80.0), (0.0, 0.0)], [(100.0, 0.0)]]
    few, many = alpha_interval(answers * 3, "ordinal", 5), alpha_interval(answers * 30, "ordinal", 5)
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < few[1] - few[0]
    assert few == alpha_interval(answers * 3, "ordinal", 5)
    assert few != alpha_interval(answers * 3, "ordinal", 6)


def test_answers_are_resampled_whole() -> None:
    """Statements of one answer are alike: taken one by one they would pretend to more certainty."""
    units = [(100.0, 100.0)] * 8 + [(0.0, 100.0)] * 8 + [(80.0, 80.0)] * 8 + [(0.0, 0.0)] * 8
    whole = alpha_interval([units[n : n + 8] for n in range(0, 32, 8)], "ordinal")
    single = alpha_interval([[unit] for unit in units], "ordinal")
    assert whole is not None
    assert single is not None
    assert whole[1] - whole[0] > single[1] - single[0]
