"""Outcomes: what was taken for what, and how far an outcome can be relied on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.messages import Outcome
from evals.outcome_figures import outcome_confusion, outcomes
from tests.evals.replies import ended

RUN = [
    ended(Outcome.ANSWERED, 0.9, expected="answered"),
    ended(Outcome.ANSWERED, 0.9, expected="answered"),
    ended(Outcome.PARTIAL, 0.9, expected="answered"),
    ended(Outcome.ANSWERED, 0.9, expected="declined.abuse"),
    ended(Outcome.DECLINED_ABUSE, 0.0, expected="declined.abuse"),
    ended(Outcome.HANDOFF_NO_EVIDENCE, 0.1, expected="not_answered"),
    ended(Outcome.ANSWERED, 0.9),  # nothing expected
]


def test_each_outcome_has_its_precision_recall_and_f1() -> None:
    found = outcomes(RUN)
    assert found["answered"] == {"precision": 0.6667, "recall": 0.6667, "f1": 0.6667, "n": 3}
    assert found["declined.abuse"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "n": 2}
    assert found["answered.partial"] == {"precision": 0.0, "recall": None, "f1": None, "n": 0}
    assert found["handoff.no_evidence"] == {"precision": 1.0, "recall": None, "f1": None, "n": 0}
    assert found["not_answered"] == {"precision": pytest.approx(2 / 3, abs=1e-4), "recall": 1.0, "f1": 0.8, "n": 1}


def test_the_confusion_tells_what_came_for_what() -> None:
    assert outcome_confusion(RUN) == {
        "answered": {"answered": 2, "answered.partial": 1},
        "declined.abuse": {"answered": 1, "declined.abuse": 1},
        "not_answered": {"handoff.no_evidence": 1},
    }


@given(st.lists(st.sampled_from(Outcome), min_size=1))
def test_a_run_that_ends_as_expected_is_perfect_in_every_class(endings: list[Outcome]) -> None:
    found = outcomes([ended(outcome, 0.5, expected=str(outcome)) for outcome in endings])
    assert {(one["precision"], one["recall"], one["f1"]) for one in found.values()} == {(1.0, 1.0, 1.0)}
    assert sum(one["n"] for one in found.values()) == len(endings)
