"""The figures of a run as a whole: order does not matter, a perfect run is perfect, and all of it goes into a file."""

import json
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.messages import Outcome
from evals.labels import LABELS
from evals.run import Answered
from evals.scores import report, scores
from tests.evals.replies import answered, ended, statement

QUOTED = statement("Der Rufbus kostet 3 Euro.", 1)
RUN: list[Answered] = [
    answered(QUOTED, expected="answered", relevant=["hof"], nuggets=["3 Euro", "11.000 Fahrgäste"]),
    answered(statement("Der Rufbus kostet 5 Euro.", 1), expected="answered*", relevant=["ulm"], nuggets=["3 Euro"]),
    replace(answered(QUOTED, expected="not_answered", profile={"state": "BY", "population": 900}), ms=80.0),
    ended(Outcome.HANDOFF_NO_EVIDENCE, 0.2, expected="not_answered", style="fact"),
    ended(Outcome.CLARIFY, 0.0, expected="declined.abuse", tuned=True),
]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_questions_changes_no_value(chance: random.Random) -> None:
    mixed = chance.sample(RUN, len(RUN))
    one, other = report(RUN), report(mixed)
    plain = [name for name, value in one.items() if not isinstance(value, dict)]
    assert {name: one[name] for name in plain} == {name: other[name] for name in plain}
    for name in ("confusion", "outcomes", "outcome_confusion"):
        assert one[name] == other[name]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(RUN), max_size=8))
def test_shares_lie_between_0_and_1_and_every_value_lies_within_an_interval_that_has_an_n(run: list[Answered]) -> None:
    found = scores(run)
    for name, label in LABELS.items():
        if found[name] is None:
            assert name not in found["intervals"]
            continue
        bounds = found["intervals"][name]
        assert 0 < bounds["n"] <= len(run)
        assert bounds["low"] <= bounds["high"]
        assert found[name] >= 0
        if label.unit == "share":
            assert 0 <= bounds["low"] <= bounds["high"] <= 1
            assert found[name] <= 1


def test_a_perfect_run_is_perfect_in_every_measure_that_has_a_better_side() -> None:
    run = [
        answered(QUOTED, expected="answered", relevant=["hof"], nuggets=["3 Euro"], plan=False, forbidden=["geheim"]),
        ended(Outcome.HANDOFF_NO_EVIDENCE, 0.0, expected="not_answered"),
        ended(Outcome.DECLINED_ABUSE, 0.0, expected="declined.abuse"),
    ]
    run[0] = replace(run[0], reply=replace(run[0].reply, confidence=1.0))
    found = scores(run)
    best = {"higher": 1.0, "lower": 0.0}
    for name, label in LABELS.items():
        if label.unit == "share" and found[name] is not None:
            assert (name, found[name]) == (name, best[label.better])
    silent = {name for name, label in LABELS.items() if label.unit == "share" and found[name] is None}
    assert silent == {"funding_wrong"}


def test_a_report_is_written_to_json_and_read_back_unchanged() -> None:
    found = report(RUN)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
