"""The inbox shows what was asked for, in order and in pages, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from api.store.handoff_reads import InboxFilter
from assistant.messages import Question
from assistant.people.states import UNFINISHED, Status
from knowledge.profile import Profile
from tests.api.store.handoff_examples import ANNA, NOW, Desk, handoff

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(both: Engine) -> Desk:
    """Four handoffs, an hour after each other: t0 open, t1 claimed, t2 closed, t3 of another Land, topic and kind."""
    desk = Desk(both)
    for n in range(3):
        desk.handoffs.keep(handoff(f"t{n}", f"m{n}", f"Frage {n} zu 100 % Förderung"))
        desk.clock.now += HOUR
    bavarian = Question("Wer hat das schon?", Profile("BY"), "t3")
    desk.handoffs.keep(replace(handoff("t3", "m3"), question=bavarian, topic="ki", kind="contact"))
    desk.advised.claim(number_of(desk, "t1"), ANNA)
    desk.advised.close(number_of(desk, "t2"), ANNA, "")
    return desk


def number_of(desk: Desk, talk: str) -> str:
    return desk.handoffs.of_conversation(talk)[0].number


@pytest.mark.parametrize(
    ("wanted", "talks"),
    [
        (InboxFilter(), ["t0", "t1", "t2", "t3"]),
        (InboxFilter(status=UNFINISHED), ["t0", "t1", "t3"]),
        (InboxFilter(status=[Status.CLAIMED], claimed_by="anna"), ["t1"]),
        (InboxFilter(claimed_by="ben"), []),
        (InboxFilter(topic="ki"), ["t3"]),
        (InboxFilter(state="HE"), ["t0", "t1", "t2"]),
        (InboxFilter(team="team", kind="contact"), ["t3"]),
        (InboxFilter(team="other"), []),
        (InboxFilter(older_than=NOW + HOUR), ["t0"]),
        (InboxFilter(text="frage 1"), ["t1"]),
        (InboxFilter(text="100 %"), ["t0", "t1", "t2"]),
        (InboxFilter(text="1_0"), []),
    ],
)
def test_a_filter_lets_through_what_it_names(desk: Desk, wanted: InboxFilter, talks: list[str]) -> None:
    page = desk.inbox.listed(wanted, "oldest")
    assert ([one.conversation_id for one in page.handoffs], page.total) == (talks, len(talks))


def test_a_number_is_found_by_its_letters(desk: Desk) -> None:
    number = number_of(desk, "t2")
    page = desk.inbox.listed(InboxFilter(text=number.lower()))
    assert [one.number for one in page.handoffs] == [number]


def test_pages_follow_each_other_in_every_order(desk: Desk) -> None:
    for order, talks in (("oldest", "0123"), ("newest", "3210"), ("due", "0123")):
        pages = [desk.inbox.listed(order=order, limit=3, offset=offset) for offset in (0, 3)]  # type: ignore[arg-type]
        assert [one.conversation_id[1:] for page in pages for one in page.handoffs] == list(talks)
        assert [page.total for page in pages] == [4, 4]


def test_every_state_is_counted(desk: Desk) -> None:
    counts = desk.inbox.counts()
    assert (counts[Status.OPEN], counts[Status.CLAIMED], counts[Status.CLOSED], counts[Status.ANSWERED]) == (2, 1, 1, 0)
    assert set(counts) == set(Status)


def test_the_time_an_asker_has_waited_ends_with_the_handoff(desk: Desk) -> None:
    by_talk = {one.conversation_id: one for one in desk.inbox.listed().handoffs}
    later = NOW + 10 * HOUR
    assert [by_talk[talk].waited(later) for talk in ("t0", "t2")] == [10 * HOUR, HOUR]
