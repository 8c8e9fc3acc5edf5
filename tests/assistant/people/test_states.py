"""Every state meets every event: what may be done with a handoff, and when the assistant keeps silent."""

import itertools

import pytest

from assistant.people.errors import NotAllowed
from assistant.people.states import TRANSITIONS, UNFINISHED, Event, Status, after, owned

# One row per state, in the order of COLUMNS: the state after the event, or a dot where it is not allowed.
COLUMNS = ("claim", "give_back", "hand_on", "ask_back", "asker_writes", "release", "close", "reopen")
EXPECTED = """
open      claimed  .     .        .        open      .         closed  .
claimed   .        open  claimed  waiting  claimed   answered  closed  .
waiting   .        open  claimed  .        claimed   .         closed  .
answered  .        .     .        .        reopened  .         closed  reopened
closed    .        .     .        .        .         .         .       reopened
reopened  claimed  .     .        .        reopened  .         closed  .
"""


def rows() -> dict[tuple[str, str], str]:
    """Read the table above."""
    lines = [line.split() for line in EXPECTED.strip().splitlines()]
    return {(line[0], event): to for line in lines for event, to in zip(COLUMNS, line[1:], strict=True)}


@pytest.mark.parametrize(("status", "event"), list(itertools.product(Status, Event)))
def test_each_event_leads_where_it_should_or_is_refused(status: Status, event: Event) -> None:
    expected = rows()[status, event]
    if expected == ".":
        with pytest.raises(NotAllowed, match="laden Sie die Seite neu") as refused:
            after(status, event)
        assert refused.value.status == status
    else:
        assert after(status, event) == expected


def test_the_table_knows_every_event() -> None:
    assert set(TRANSITIONS) == set(Event)


def test_from_every_state_a_handoff_can_come_to_an_end_and_back() -> None:
    for status in UNFINISHED:
        assert after(after(status, Event.CLOSE), Event.REOPEN) is Status.REOPENED


@pytest.mark.parametrize(
    ("status", "by_whom"),
    [(Status.CLAIMED, "anna"), (Status.WAITING, "anna"), (Status.REOPENED, "anna")],
)
def test_a_person_owns_what_was_claimed_until_it_is_answered(status: Status, by_whom: str) -> None:
    assert owned(status, by_whom)


@pytest.mark.parametrize(
    ("status", "by_whom"),
    [
        (Status.OPEN, None), (Status.REOPENED, None), (Status.ANSWERED, "anna"), (Status.CLOSED, "anna"),
        (Status.CLOSED, None), (Status.ANSWERED, None),
    ],
)  # fmt: skip
def test_else_the_assistant_answers(status: Status, by_whom: str | None) -> None:
    assert not owned(status, by_whom)
