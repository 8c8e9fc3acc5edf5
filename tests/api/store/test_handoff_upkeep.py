"""By the clock: promises are not missed unnoticed, and nothing is kept longer than said, on both databases."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from api.store.tables import CONVERSATIONS, HANDOFFS, MESSAGES, NOTES, TURNS
from api.store.tables_advisors import AUDIT
from assistant.people.handed import Contact
from assistant.people.states import Status
from tests.api.store.handoff_examples import ANNA, ANSWER, NOW, Desk, at_once, handoff

DAY = timedelta(days=1)
KIM = Contact("Kim Muster", "kim@example.org", "0561 787-1234")


@pytest.fixture
def desk(both: Engine) -> Desk:
    return Desk(both)


@pytest.fixture
def number(desk: Desk) -> str:
    desk.note("m0")
    number = desk.handoffs.keep(handoff()).number
    desk.handoffs.set_contact(number, KIM, NOW)
    return number


def test_the_team_is_warned_once_before_a_promise_is_missed(desk: Desk) -> None:
    promise = desk.handoffs.keep(handoff()).promise
    desk.clock.now = promise.escalate_at - timedelta(seconds=1)
    assert desk.upkeep.escalate() == 0
    desk.clock.now = promise.escalate_at
    assert desk.clock.now < promise.due
    assert [desk.upkeep.escalate(), desk.upkeep.escalate()] == [1, 0]
    assert desk.events() == ["team.open", "team.open.late"]


def test_several_processes_warn_once(desk: Desk) -> None:
    desk.handoffs.keep(handoff())
    desk.clock.now += 30 * DAY
    assert sorted(at_once(*(desk.upkeep.escalate for _ in range(4))), key=str) == [0, 0, 0, 1]
    assert desk.events() == ["team.open", "team.open.late"]


def test_nobody_is_warned_of_what_is_done_or_waits_for_the_asker(desk: Desk) -> None:
    done, waits = desk.handoffs.keep(handoff()).number, desk.handoffs.keep(handoff("other", "m2")).number
    for one in (done, waits):
        desk.advised.claim(one, ANNA)
    desk.advised.release(done, ANNA, ANSWER)
    desk.advised.ask_back(waits, ANNA, "Wie viele?")
    desk.clock.now += 30 * DAY
    assert desk.upkeep.due_to_escalate() == ()
    desk.handoffs.write(waits, "Drei.")
    desk.clock.now += 30 * DAY
    assert [one.number for one in desk.upkeep.due_to_escalate()] == [waits]


def test_contact_goes_soon_after_the_answer_and_the_handoff_in_time(desk: Desk, number: str) -> None:
    desk.advised.claim(number, ANNA)
    desk.advised.note(number, ANNA, "Satzung prüfen")
    desk.advised.release(number, ANNA, ANSWER)
    desk.clock.now += 14 * DAY
    assert desk.upkeep.expire() == 0
    assert desk.inbox.of_number(number).contact == KIM
    desk.clock.now += timedelta(seconds=1)
    assert [desk.upkeep.expire(), desk.upkeep.expire()] == [1, 0]
    kept = desk.inbox.of_number(number)
    assert (kept.contact, kept.consent_at, kept.status) == (None, None, Status.ANSWERED)
    desk.clock.now += 351 * DAY
    assert desk.upkeep.expire() == 1
    assert [desk.rows(table) for table in (HANDOFFS, MESSAGES, NOTES)] == [[], [], []]


def test_time_counts_from_the_closing_and_not_for_what_is_unfinished(desk: Desk, number: str) -> None:
    desk.clock.now += 1000 * DAY
    assert desk.upkeep.expire() == 0
    assert desk.inbox.of_number(number).contact == KIM
    desk.advised.close(number, ANNA, "")
    assert desk.upkeep.expire() == 0
    desk.clock.now += 366 * DAY
    assert desk.upkeep.expire() == 1
    assert desk.rows(HANDOFFS) == []


def test_a_conversation_stays_while_people_work_on_it(desk: Desk, number: str) -> None:
    desk.clock.now += 60 * DAY
    assert desk.conversations.expire(desk.clock.now - 30 * DAY) == 0
    desk.advised.claim(number, ANNA)
    desk.advised.release(number, ANNA, ANSWER)
    assert desk.conversations.expire(desk.clock.now - 30 * DAY) == 0  # the asker has time to read the answer
    desk.clock.now += 31 * DAY
    assert desk.conversations.expire(desk.clock.now - 30 * DAY) == 1
    assert [desk.rows(table) for table in (CONVERSATIONS, TURNS, MESSAGES)] == [[], [], []]
    assert desk.inbox.of_number(number).status is Status.ANSWERED


def test_who_deletes_the_conversation_takes_back_the_question(desk: Desk, number: str) -> None:
    desk.advised.claim(number, ANNA)
    desk.advised.ask_back(number, ANNA, "Wie viele?")
    assert desk.conversations.forget("talk")
    kept = desk.inbox.of_number(number)
    assert (kept.status, kept.question, kept.contact, kept.closed_at) == (Status.CLOSED, "", None, NOW)
    (note,) = desk.inbox.notes(number)
    assert (note.author, "gelöscht" in note.text) == ("lotse", True)
    assert [desk.rows(table) for table in (CONVERSATIONS, TURNS, MESSAGES)] == [[], [], []]
    assert desk.events()[-1] == "team.closed"
    assert (desk.rows(AUDIT)[-1]["who"], desk.rows(AUDIT)[-1]["action"]) == ("asker", "handoff.deleted")


def test_who_deletes_while_a_person_releases_leaves_nothing_behind(desk: Desk) -> None:
    for n in range(10):
        talk = f"talk{n}"
        desk.note(f"a{n}", talk=talk)
        number = desk.handoffs.keep(handoff(talk, f"m{n}")).number
        desk.advised.claim(number, ANNA)
        at_once(partial(desk.conversations.forget, talk), partial(desk.advised.release, number, ANNA, ANSWER))
        kept = desk.inbox.of_number(number)
        assert (kept.question, kept.owned) == ("", False)
        assert kept.status in (Status.CLOSED, Status.ANSWERED)
