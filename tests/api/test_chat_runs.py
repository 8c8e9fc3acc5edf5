"""Runs of a chat: what is kept for whom and how long, what can still be taken back, and how they end."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from api.chat import following
from api.chat.events import Event
from api.chat.following import followed, last_of
from api.chat.run import Run
from api.chat.runs import KEPT, KEPT_S, WAITING, Runs
from api.once import Once
from api.problems import Refused
from assistant.listening import Listener
from assistant.messages import Outcome, Question, Reply
from tests.fakes.stores import MemoryConversations

KEY = "ein-schluessel-{:04}"


@dataclass
class Desk:
    """Answers each question with its own words, when it may, and counts."""

    may: threading.Event = field(default_factory=threading.Event)
    keeps_first: bool = False
    asked: list[str] = field(default_factory=list)
    kept: dict[str, Reply] = field(default_factory=dict)

    def __call__(self, question: Question, listener: Listener) -> Reply:
        self.asked.append(question.text)
        listener.step("understand")
        if self.keeps_first:
            listener.keeping()
        assert self.may.wait(20)
        listener.keeping()
        assert question.conversation_id
        assert question.message_id
        reply = Reply(question.conversation_id, question.message_id, Outcome.DECLINED_ABOUT, message=question.text)
        self.kept[question.message_id] = reply
        return reply

    def seen(self, beginning: str) -> str | None:
        return next((key for key in list(self.kept) if key.startswith(beginning)), None)


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def runs(desk: Desk, clock: Clock) -> Iterator[Runs]:
    once = Once.over(desk, MemoryConversations(replies=desk.kept))
    opened = Runs(desk, once, lambda: 137, threads=1, clock=clock)
    yield opened
    desk.may.set()
    opened.close()


def begin(runs: Runs, n: int, body: str = "") -> Run:
    return runs.begin(Question(f"Frage {n}"), KEY.format(n), body or str(n))


def end_of(run: Run) -> Event | None:
    """Wait for the end in a loop of its own; the browser of other tests may have one in this thread."""
    with ThreadPoolExecutor(1) as one:
        return one.submit(lambda: asyncio.run(last_of(run))).result(20)


def name_of_end(run: Run) -> str | None:
    last = end_of(run)
    return last.name if last else None


# --- taken back ---


def test_what_is_kept_already_ends_with_its_reply(desk: Desk, runs: Runs, wait_for: Callable[..., bool]) -> None:
    desk.keeps_first = True
    run = begin(runs, 1)
    assert wait_for(lambda: len(run.log) > 1)
    assert runs.cancel(run.question.message_id or "")
    desk.may.set()
    assert name_of_end(run) == "reply"


def test_taken_back_before_its_turn_a_message_is_never_worked_on_to_the_end(desk: Desk, runs: Runs) -> None:
    first, second = begin(runs, 1), begin(runs, 2)
    assert runs.cancel(second.question.message_id or "")
    assert name_of_end(second) == "cancelled"
    desk.may.set()
    assert name_of_end(first) == "reply"
    assert len(desk.kept) == 1
    assert [event.name for event in second.log] == ["start", "cancelled"]


@pytest.mark.parametrize("strange", ["", "unbekannt", "0" * 64])
def test_what_nobody_works_on_cannot_be_taken_back(desk: Desk, runs: Runs, strange: str) -> None:
    run = begin(runs, 1)
    assert not runs.cancel(strange)
    assert not runs.cancel((run.question.message_id or "")[:-1] + "x")
    desk.may.set()
    assert name_of_end(run) == "reply"
    assert not runs.cancel(run.question.message_id or "")


# --- kept for those who come back ---


def test_within_ten_minutes_who_comes_back_follows_the_same_run(desk: Desk, runs: Runs, clock: Clock) -> None:
    desk.may.set()
    run = begin(runs, 1)
    end_of(run)
    clock.now = KEPT_S - 1
    assert begin(runs, 1) is run
    assert desk.asked == ["Frage 1"]


def test_later_the_kept_reply_is_told_anew_without_a_second_computation(desk: Desk, runs: Runs, clock: Clock) -> None:
    desk.may.set()
    run = begin(runs, 1)
    last = end_of(run)
    clock.now = KEPT_S + 1
    again = begin(runs, 1)
    assert again.name != run.name
    assert (end_of(again), again.log[0].name) == (last, "start")
    assert desk.asked == ["Frage 1"]


def test_no_more_runs_are_kept_than_there_is_room_for(desk: Desk, runs: Runs) -> None:
    desk.may.set()
    first = begin(runs, 0)
    for n in range(1, KEPT + 1):
        end_of_it = begin(runs, n)
    assert name_of_end(end_of_it) == "reply"
    assert begin(runs, 0) is not first
    assert begin(runs, KEPT) is end_of_it


def test_without_a_key_every_message_is_a_new_one(desk: Desk, runs: Runs) -> None:
    desk.may.set()
    one, two = (runs.begin(Question("Frage"), None, "gleich") for _ in range(2))
    assert name_of_end(one) == name_of_end(two) == "reply"
    assert len(desk.kept) == 2


def test_another_body_under_the_key_of_a_run_is_refused(desk: Desk, runs: Runs) -> None:
    begin(runs, 1)
    with pytest.raises(Refused) as refused:
        begin(runs, 1, body="anders")
    assert refused.value.status == 422
    assert len(desk.asked) <= 1


def test_a_forgotten_conversation_ends_its_runs(desk: Desk, runs: Runs) -> None:
    run = begin(runs, 1)
    runs.forget(run.question.conversation_id or "")
    assert name_of_end(run) == "cancelled"
    desk.may.set()
    other = begin(runs, 2)
    end_of(other)
    runs.forget(other.question.conversation_id or "")
    assert begin(runs, 2) is not other


# --- limits ---


def test_more_than_can_be_answered_in_time_is_refused_with_a_time_to_come_back(desk: Desk, runs: Runs) -> None:
    for n in range(WAITING):
        runs.begin(Question(f"Frage {n}"), None, "")
    with pytest.raises(Refused) as refused:
        runs.begin(Question("Eine zu viel"), None, "")
    assert (refused.value.status, refused.value.retry_after_s) == (503, 5)
    assert len(desk.asked) <= 1


def test_messages_are_answered_in_the_order_in_which_they_came(desk: Desk, runs: Runs) -> None:
    waiting = [begin(runs, n) for n in range(20)]
    desk.may.set()
    assert {name_of_end(run) for run in waiting} == {"reply"}
    assert desk.asked == [f"Frage {n}" for n in range(20)]


def test_closing_breaks_off_without_a_last_event_so_that_readers_come_back(
    desk: Desk, clock: Clock, wait_for: Callable[..., bool]
) -> None:
    once = Once.over(desk, MemoryConversations(replies=desk.kept))
    runs = Runs(desk, once, lambda: None, threads=1, clock=clock)
    run, queued = begin(runs, 1), begin(runs, 2)
    assert wait_for(lambda: desk.asked == ["Frage 1"])
    with ThreadPoolExecutor(1) as one:
        closing = one.submit(runs.close)
        assert (end_of(run), end_of(queued)) == (None, None)
        desk.may.set()
        closing.result(20)
    assert desk.kept == {}


def test_a_reader_of_a_long_silence_hears_that_the_line_is_open(
    desk: Desk, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "PING_S", 0.01)
    run = begin(runs, 1)

    async def heard() -> list[str]:
        names = []
        async for event in followed(run):
            names.append(event.name if event else "ping")
            if event is None:
                desk.may.set()
        return names

    with ThreadPoolExecutor(1) as one:
        names = one.submit(lambda: asyncio.run(heard())).result(20)
    assert "ping" in names
    assert [name for name in names if name != "ping"] == ["start", "progress", "reply"]
