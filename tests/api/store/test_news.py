"""What is new in a conversation is found by position, once and in order, on both databases."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from api.store.news import News, Piece, Position
from assistant.people.cited import CitedText
from assistant.people.handed import Message
from assistant.people.states import Status
from tests.api.store.handoff_examples import ANNA, ANSWER, BEN, Desk, at_once, handoff


@pytest.fixture
def desk(both: Engine) -> Desk:
    made = Desk(both)
    made.note("m0")
    return made


@pytest.fixture
def news(both: Engine) -> News:
    return News(both)


def told(pieces: tuple[Piece, ...] | None) -> list[str]:
    """Return what people said, and the state of handoffs."""
    assert pieces is not None
    return [piece.what.text if isinstance(piece.what, Message) else piece.what.status for piece in pieces]


def answered(desk: Desk, talk: str = "talk", message: str = "m1") -> str:
    """Let a person ask back and answer; return the number."""
    number = desk.handoffs.keep(handoff(talk, message)).number
    desk.advised.claim(number, ANNA)
    desk.advised.ask_back(number, ANNA, "Wie viele?")
    desk.handoffs.write(number, "Drei.")
    desk.advised.release(number, ANNA, ANSWER)
    return number


def test_what_people_say_and_how_handoffs_stand_is_new_once(desk: Desk, news: News) -> None:
    begun = news.look(["talk"])["talk"]
    assert told(news.since("talk", begun)) == []
    answered(desk)
    pieces = news.since("talk", begun)
    assert told(pieces) == ["Wie viele?", ANSWER.text, Status.ANSWERED]
    assert pieces
    assert told(news.since("talk", pieces[-1].position)) == []
    assert news.look(["talk"])["talk"] == pieces[-1].position


def test_cut_after_any_piece_nothing_is_lost_or_doubled(desk: Desk, news: News) -> None:
    begun = news.look(["talk"])["talk"]
    first = answered(desk)
    desk.advised.close(first, ANNA, "", notice="Erledigt.")
    answered(desk, message="m2")
    whole = news.since("talk", begun)
    assert whole
    assert len(whole) == 7
    for cut in range(len(whole)):
        kept = Position.read(str(whole[cut].position))
        assert kept is not None
        rest = news.since("talk", kept)
        assert rest is not None
        assert [piece.what for piece in (*whole[: cut + 1], *rest)] == [piece.what for piece in whole]


def test_a_state_that_passed_while_nobody_read_is_told_as_the_newest_only(desk: Desk, news: News) -> None:
    begun = news.look(["talk"])["talk"]
    number = desk.handoffs.keep(handoff()).number
    desk.advised.claim(number, ANNA)
    pieces = news.since("talk", begun)
    assert pieces
    desk.advised.give_back(number, ANNA)
    desk.advised.claim(number, BEN)
    assert told(news.since("talk", pieces[-1].position)) == [Status.CLAIMED]


def test_conversations_do_not_mix(desk: Desk, news: News) -> None:
    desk.note("n0", talk="other")
    begun = news.look(["talk", "other", "unknown"])
    assert set(begun) == {"talk", "other"}
    answered(desk, "other", "n1")
    assert news.look(["talk"])["talk"] == begun["talk"]
    assert told(news.since("talk", begun["talk"])) == []
    assert len(told(news.since("other", begun["other"]))) == 3


def test_a_deleted_conversation_is_gone(desk: Desk, news: News) -> None:
    begun = news.look(["talk"])["talk"]
    answered(desk)
    assert desk.conversations.forget("talk")
    assert news.since("talk", begun) is None
    assert news.look(["talk"]) == {}


def test_a_handoff_that_expires_takes_no_news_with_it(desk: Desk, news: News) -> None:
    begun = news.look(["talk"])["talk"]
    answered(desk)
    pieces = news.since("talk", begun)
    assert pieces
    desk.clock.now += timedelta(days=366)
    desk.upkeep.expire()
    assert told(news.since("talk", pieces[-1].position)) == []


def test_messages_that_are_written_at_the_same_moment_come_in_the_order_of_their_numbers(
    desk: Desk, news: News
) -> None:
    number = desk.handoffs.keep(handoff()).number
    desk.advised.claim(number, ANNA)
    begun = news.look(["talk"])["talk"]
    closing = [lambda: desk.advised.close(number, ANNA, "", notice="Erledigt.")]
    at_once(*closing, *(lambda n=n: desk.handoffs.write(number, f"Nachtrag {n}.") for n in range(5)))
    pieces = news.since("talk", begun)
    assert "Erledigt." in told(pieces)
    assert pieces
    assert told(news.since("talk", pieces[-1].position)) == []


@pytest.fixture
def queries(both: Engine) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(both, "before_cursor_execute", note)
    yield seen
    event.remove(both, "before_cursor_execute", note)


def test_many_conversations_are_looked_at_in_one_query(desk: Desk, news: News, queries: list[str]) -> None:
    number = answered(desk)
    queries.clear()
    found = news.look([f"nobody-{n}" for n in range(2_000)] + ["talk"])
    assert len([one for one in queries if one.lstrip().startswith("SELECT")]) == 1
    assert set(found) == {"talk"}
    assert set(found["talk"].handoffs) == {number}


@pytest.mark.parametrize("written", ["", "x", "1.4", "-1", "9999999999", "1_L-A", "1_L-A.2.3", "1_L'A.1", "٣"])
def test_what_is_no_position_is_read_as_none(written: str) -> None:
    assert Position.read(written) is None


def test_an_answer_keeps_its_sources(desk: Desk, news: News) -> None:
    begun = news.look(["talk"])["talk"]
    number = desk.handoffs.keep(handoff()).number
    desk.advised.claim(number, ANNA)
    desk.advised.release(number, ANNA, CitedText(ANSWER.text, ANSWER.sources))
    said = [piece.what for piece in news.since("talk", begun) or () if isinstance(piece.what, Message)]
    assert [(one.name, one.sources) for one in said] == [(ANNA.name, ANSWER.sources)]
