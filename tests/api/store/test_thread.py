"""A conversation is read whole and in order: asker, assistant, people and notices, on both databases."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from api.store.tables import TURNS
from assistant.people.errors import HandoffGone
from assistant.people.handed import Contact
from tests.api.store.handoff_examples import ANNA, ANSWER, NOW, Desk, handoff, reply

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(both: Engine) -> Desk:
    return Desk(both)


@pytest.fixture
def number(desk: Desk) -> str:
    """A talk: a question answered, one handed over, claimed, asked back, replied to, and answered."""
    desk.note("m0")
    number = desk.handoffs.keep(handoff()).number
    desk.note("m1", "Wie gründen wir?")
    desk.advised.claim(number, ANNA)
    desk.clock.now += MINUTE
    desk.advised.ask_back(number, ANNA, "Wie viele?")
    desk.clock.now += MINUTE
    desk.handoffs.write(number, "Drei.")
    desk.clock.now += MINUTE
    desk.advised.release(number, ANNA, ANSWER)
    return number


def test_all_that_was_said_comes_in_order(desk: Desk, number: str) -> None:
    said = desk.threads.thread("talk")
    assert [(one.author, one.text) for one in said if one.author != "assistant"] == [
        ("asker", "Was kostet der Rufbus?"),
        ("asker", "Wie gründen wir?"),
        ("advisor", "Wie viele?"),
        ("asker", "Drei."),
        ("advisor", ANSWER.text),
    ]
    assert [one.reply for one in said if one.author == "assistant"] == [reply("m0"), reply("m1")]
    assert said[-1].sources == ANSWER.sources
    assert desk.threads.of_handoff(number) == said
    assert desk.threads.thread("unknown") == ()


def test_the_question_is_there_when_its_turn_was_not_kept(desk: Desk) -> None:
    number = desk.handoffs.keep(handoff()).number
    (only,) = desk.threads.of_handoff(number)
    assert (only.author, only.text, only.said_at) == ("asker", "Wie gründen wir?", NOW)
    with pytest.raises(HandoffGone):
        desk.threads.of_handoff("L-NOTHING")


def test_a_reply_comes_back_whole_for_who_asks_again(desk: Desk) -> None:
    desk.note("m0")
    assert desk.conversations.reply_of("m0") == reply("m0")
    assert desk.conversations.reply_of("unknown") is None


def test_turns_of_older_and_of_newer_versions_are_read_as_far_as_they_go(desk: Desk) -> None:
    desk.note("m0")
    desk.note("m1", "Und nachts?")
    with desk.engine.begin() as connection:
        connection.execute(text("UPDATE turns SET reply = NULL, said_at = NULL WHERE message_id = 'm0'"))
        connection.execute(text("""UPDATE turns SET reply = '{"outcome": "sung"}' WHERE message_id = 'm1'"""))
    assert desk.conversations.reply_of("m1") is None
    said = [(one.author, one.text, one.said_at) for one in desk.threads.thread("talk")]
    assert said == [("asker", "Was kostet der Rufbus?", None), ("asker", "Und nachts?", NOW)]


def test_the_topic_of_a_turn_is_kept(desk: Desk) -> None:
    desk.note("m0")
    assert [row["topic"] for row in desk.rows(TURNS)] == ["mobilitaet"]


def test_an_asker_takes_along_all_that_is_kept_and_nothing_of_the_team(desk: Desk, number: str) -> None:
    desk.handoffs.set_contact(number, Contact("Kim Muster", "kim@example.org"), NOW)
    desk.advised.note(number, ANNA, "Schwieriger Fall")
    taken = desk.threads.exported("talk")
    assert taken is not None
    as_text = json.dumps(taken, ensure_ascii=False)
    for own in ("Was kostet der Rufbus?", "Der Bus kostet wenig.", "Drei.", ANSWER.text, "kim@example.org", number):
        assert own in as_text
    for foreign in ("Schwieriger Fall", '"anna"', "escalate_at"):
        assert foreign not in as_text
    assert taken["profile"] == {"state": "HE", "population": 8000, "type": "landgemeinde", "phase": "strategie"}
    assert desk.threads.exported("unknown") is None
