"""Whatever can happen to a handoff, the console has German words for it."""

import pytest

from api.console import words
from api.console.why import WHY, why_stopped
from api.desk import Desk
from assistant.handoff import REASONS
from assistant.messages import Outcome
from assistant.people.states import Event, Status
from tests.api.console.handoffs import handed_over


def test_every_reason_state_and_step_is_worded() -> None:
    assert set(WHY) == set(REASONS)
    assert set(words.STATUS_NAMES) == set(Status)
    written = {f"handoff.{event}" for event in Event if event is not Event.ASKER_WRITES} | {"handoff.written"}
    assert written <= set(words.ACT_NAMES)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_worded(outcome: Outcome) -> None:
    assert words.outcome_name(outcome)


@pytest.mark.parametrize(("reason", "told"), [("no_evidence", True), ("legal", False)])
def test_how_sure_it_was_is_said_where_that_was_the_reason(desk: Desk, reason: str, told: bool) -> None:
    said = why_stopped(handed_over(desk, reason=reason), None, 0.65, 0.35)
    assert said[0] == WHY[reason]
    assert any("ab 65 %, in Teilen ab 35 %" in sentence for sentence in said) is told
