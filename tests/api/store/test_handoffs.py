"""A handoff is kept once, with its promise, and its asker finds it again and writes in it, on both databases."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from api.store.metadata import METADATA
from api.store.tables import HANDOFFS, MESSAGES
from assistant.errors import HandoffNotStored
from assistant.people.errors import HandoffGone, NotAllowed
from assistant.people.handed import Contact, Kept
from assistant.people.states import Status
from tests.api.store.handoff_examples import ANNA, ANSWER, HESSE, NOW, Desk, at_once, handoff

KIM = Contact("Kim Muster", "kim@example.org", None)


@pytest.fixture
def desk(both: Engine) -> Desk:
    return Desk(both)


def test_a_handoff_comes_back_as_it_was_given(desk: Desk) -> None:
    kept = desk.handoffs.keep(handoff(form={"wish": "Montag"}))
    found = desk.inbox.of_number(kept.number)
    assert (found.question, found.profile, found.reason, found.kind) == ("Wie gründen wir?", HESSE, "legal", "answer")
    assert (found.tried, found.topic, found.confidence) == (("doc~1",), "kooperation", 0.4)
    assert (found.form, found.language, found.conversation_id) == ({"wish": "Montag"}, "de", "talk")
    assert (found.status, found.version, found.created_at, found.contact) == (Status.OPEN, 1, NOW, None)


def test_what_is_promised_is_kept_with_it(desk: Desk) -> None:
    kept = desk.handoffs.keep(handoff())
    found = desk.inbox.of_number(kept.number)
    assert (found.team, found.due_at, found.escalate_at) == ("team", kept.promise.due, kept.promise.escalate_at)
    assert NOW < kept.promise.escalate_at < kept.promise.due
    assert desk.events() == ["team.open"]


def test_a_code_opens_it_however_it_is_typed(desk: Desk) -> None:
    kept = desk.handoffs.keep(handoff())
    assert re.fullmatch(r"([A-Z2-9]{4}-){2}[A-Z2-9]{4}", kept.code)
    for typed in (kept.code, kept.code.lower(), kept.code.replace("-", ""), f" {kept.code.replace('-', ' ')} "):
        found = desk.handoffs.by_code(typed)
        assert found is not None
        assert found.number == kept.number
    assert [desk.handoffs.by_code(wrong) for wrong in ("AAAA-AAAA-AAAA", "", kept.number)] == [None, None, None]


def test_the_same_message_makes_one_handoff(desk: Desk) -> None:
    first, again = desk.handoffs.keep(handoff()), desk.handoffs.keep(handoff())
    assert first == again
    assert len(desk.rows(HANDOFFS)) == 1
    assert desk.events() == ["team.open"]


def test_a_second_question_joins_the_unfinished_handoff(desk: Desk) -> None:
    first = desk.handoffs.keep(handoff())
    second = desk.handoffs.keep(handoff(message="m2", text="Und was kostet das?"))
    again = desk.handoffs.keep(handoff(message="m2", text="Und was kostet das?"))
    assert second == again == replace(first, joined=True)
    assert [entry.text for entry in desk.threads.of_handoff(first.number)] == [
        "Wie gründen wir?",
        "Und was kostet das?",
    ]
    assert desk.events() == ["team.open"]


def test_a_promise_holds_whenever_it_is_asked_for_again(desk: Desk) -> None:
    promise = desk.handoffs.keep(handoff()).promise
    desk.clock.now += timedelta(days=3)
    assert desk.handoffs.keep(handoff(message="m2")).promise == promise


def test_another_kind_and_another_conversation_get_their_own(desk: Desk) -> None:
    made = [handoff(), handoff(message="m2", kind="workshop"), handoff("other", "m3")]
    assert len({desk.handoffs.keep(one).number for one in made}) == 3


def test_after_the_answer_a_new_question_makes_a_new_handoff(desk: Desk) -> None:
    first = desk.handoffs.keep(handoff())
    desk.advised.claim(first.number, ANNA)
    desk.advised.release(first.number, ANNA, ANSWER)
    second = desk.handoffs.keep(handoff(message="m2"))
    assert second.number != first.number
    assert not second.joined


def test_questions_kept_at_once_make_one_handoff_and_none_is_lost(desk: Desk) -> None:
    questions = [handoff(message=f"m{n}", text=f"Frage {n}") for n in range(4)]
    kept = at_once(*(partial(desk.handoffs.keep, one) for one in [*questions, *questions]))
    assert len({one.number if isinstance(one, Kept) else one for one in kept}) == 1
    (row,) = desk.rows(HANDOFFS)
    said = {entry.text for entry in desk.threads.of_handoff(row["number"])}
    assert said == {"Frage 0", "Frage 1", "Frage 2", "Frage 3"}
    assert len(desk.rows(MESSAGES)) == 3
    assert desk.events() == ["team.open"]


def test_the_asker_writes_to_the_person_who_waits_for_it(desk: Desk) -> None:
    number = desk.handoffs.keep(handoff()).number
    desk.advised.claim(number, ANNA)
    desk.advised.ask_back(number, ANNA, "Wie viele Gemeinden sind Sie?")
    desk.clock.now += timedelta(days=30)
    after = desk.handoffs.write(number, "Drei.", "w1")
    assert (after.status, after.claimed_by) == (Status.CLAIMED, "anna")
    assert after.due_at is not None
    assert after.due_at > desk.clock.now  # the promise begins anew, for it was the asker's turn
    assert desk.events() == ["team.open", "team.claimed"]
    assert desk.handoffs.write(number, "Drei.", "w1") == after
    assert [row["text"] for row in desk.rows(MESSAGES)] == ["Wie viele Gemeinden sind Sie?", "Drei."]


def test_a_reply_to_the_answer_opens_it_again_for_the_same_person(desk: Desk) -> None:
    number = desk.handoffs.keep(handoff()).number
    desk.advised.claim(number, ANNA)
    desk.advised.release(number, ANNA, ANSWER)
    assert desk.handoffs.owner_of_conversation("talk") is None
    after = desk.handoffs.write(number, "Das hilft uns nicht.")
    assert (after.status, after.owned, after.answered_at) == (Status.REOPENED, True, None)
    owner = desk.handoffs.owner_of_conversation("talk")
    assert owner == after


def test_a_reply_to_an_old_answer_goes_to_the_newer_handoff(desk: Desk) -> None:
    old = desk.handoffs.keep(handoff()).number
    desk.advised.claim(old, ANNA)
    desk.advised.release(old, ANNA, ANSWER)
    newer = desk.handoffs.keep(handoff(message="m2")).number
    assert desk.handoffs.write(old, "Noch etwas.").number == newer
    assert desk.inbox.of_number(old).status is Status.ANSWERED


def test_nobody_writes_to_a_closed_handoff(desk: Desk) -> None:
    number = desk.handoffs.keep(handoff()).number
    desk.advised.close(number, ANNA, "doppelt")
    with pytest.raises(NotAllowed):
        desk.handoffs.write(number, "Hallo?")
    with pytest.raises(HandoffGone):
        desk.handoffs.write("L-NOTHING", "Hallo?")
    assert desk.rows(MESSAGES) == []


def test_contact_is_kept_with_the_consent_and_removed_with_it(desk: Desk) -> None:
    number = desk.handoffs.keep(handoff()).number
    told = desk.handoffs.set_contact(number, KIM, NOW)
    assert (told.contact, told.consent_at) == (KIM, NOW)
    removed = desk.handoffs.remove_contact(number)
    assert (removed.contact, removed.consent_at) == (None, None)
    with pytest.raises(HandoffGone):
        desk.handoffs.set_contact("L-NOTHING", KIM, NOW)


def test_without_its_database_nothing_is_promised(desk: Desk) -> None:
    METADATA.drop_all(desk.engine)
    with pytest.raises(HandoffNotStored):
        desk.handoffs.keep(handoff())
