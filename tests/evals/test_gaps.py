"""Fairness: gaps between states and sizes, and whether chance alone would make them."""

from evals.run import Answered
from evals.scores import report
from tests.evals.replies import answered, statement


def asked_from(state: str, found: int, missed: int) -> list[Answered]:
    """Give questions from a state: `hof` is found first, so a question about it hits and one about `ulm` does not."""
    profile = {"state": state, "population": 8_000}
    documents = ["hof"] * found + ["ulm"] * missed
    return [answered(statement("X", 1), profile=profile, relevant=[one]) for one in documents]


def test_a_state_that_is_served_far_worse_stands_out() -> None:
    run = asked_from("BY", 28, 2) + asked_from("HE", 10, 20) + asked_from("SL", 24, 6)
    gap = report(run)["gaps"]["per_state"]["hit@1"]
    assert (gap["value"], gap["groups"]) == (0.6, 3)
    assert gap["highest"] == {"group": "BY", "value": 0.9333, "n": 30}
    assert gap["lowest"] == {"group": "HE", "value": 0.3333, "n": 30}
    assert 0 < gap["low"] < 0.6 < gap["high"]
    assert gap["by_chance"] < gap["value"]


def test_a_gap_as_chance_makes_it_does_not() -> None:
    run = asked_from("BY", 21, 9) + asked_from("HE", 19, 11) + asked_from("SL", 20, 10) + asked_from("NW", 22, 8)
    gap = report(run)["gaps"]["per_state"]["hit@1"]
    assert gap["low"] < 0 < gap["value"] < gap["by_chance"]


def test_small_groups_are_not_compared() -> None:
    run = asked_from("BY", 10, 5) + asked_from("HE", 0, 9)
    assert report(run)["gaps"] == {"per_state": {}, "per_size": {}}


def test_groups_that_agree_on_everything_leave_room_for_what_was_not_asked() -> None:
    gap = report(asked_from("BY", 12, 0) + asked_from("HE", 12, 0))["gaps"]["per_state"]["hit@1"]
    assert gap["value"] == 0.0
    assert gap["low"] < -0.2
    assert gap["high"] > 0.2
    assert {gap["highest"]["group"], gap["lowest"]["group"]} == {"BY", "HE"}
