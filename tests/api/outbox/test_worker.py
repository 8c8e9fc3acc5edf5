"""One recipient that fails never holds up the others, and every try has an end that people can see."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import Engine, select

from api.outbox.entry import Channel, Entry
from api.outbox.failures import DeliveryFailed, Refused, TryLater, Unreachable
from api.outbox.states import State
from api.outbox.worker import Pace, Worker, delivering
from api.store.outbox import StoredOutbox, enqueue
from api.store.tables_outbox import OUTBOX
from tests.api.outbox.conftest import NOW, Clock


class Post:
    """Takes in what it is given, or raises what was planned for a recipient."""

    def __init__(self, **failures: Exception) -> None:
        self.failures, self.tries, self.taken = failures, Counter[str](), list[str]()

    def __call__(self, entry: Entry) -> None:
        self.tries[entry.to] += 1
        if entry.to in self.failures:
            raise self.failures[entry.to]
        self.taken.append(entry.key)


@pytest.fixture
def outbox(both: Engine, clock: Clock) -> StoredOutbox:
    return StoredOutbox(both, clock)


def put(engine: Engine, *recipients: str, channel: Channel = "webhook") -> None:
    with engine.begin() as connection:
        enqueue(connection, [Entry(f"{n}:{to}", channel, to, "event") for n, to in enumerate(recipients)], NOW)


def worker(outbox: StoredOutbox, post: Post, clock: Clock, pace: Pace = Pace()) -> Worker:
    return Worker(outbox, {"webhook": post, "mail": post}, clock, lambda: 1.0, pace)


@pytest.mark.parametrize("failure", [TryLater("nicht jetzt"), Unreachable("weg"), Refused("nie"), KeyError("bug")])
def test_one_that_fails_never_blocks_the_others(
    both: Engine, outbox: StoredOutbox, clock: Clock, failure: Exception
) -> None:
    put(both, "bad", "good", "bad", "good")
    post = Post(bad=failure)
    worker(outbox, post, clock).drain()
    assert post.taken == ["1:good", "3:good"]
    assert outbox.counts()[State.SENT] == 2


def test_the_waits_double_and_after_the_last_try_it_is_given_up_with_its_reason(
    both: Engine, outbox: StoredOutbox, clock: Clock
) -> None:
    put(both, "bad")
    working = worker(outbox, Post(bad=TryLater("Der Empfänger hat nicht angenommen.")), clock, Pace(tries=4))
    waits = []
    while outbox.counts()[State.DEAD] == 0:
        assert working.drain() == 1
        waits.append(outbox.listed()[0].next_at - clock.now)
        clock.now = max(clock.now, outbox.listed()[0].next_at)
    assert waits[:3] == [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2)]
    dead = outbox.listed(State.DEAD)[0]
    assert (dead.tries, dead.error) == (4, "Der Empfänger hat nicht angenommen.")
    clock.forward(days=30)
    assert working.drain() == 0


def test_what_cannot_heal_is_given_up_at_once(both: Engine, outbox: StoredOutbox, clock: Clock) -> None:
    put(both, "bad")
    worker(outbox, Post(bad=Refused("Der Empfänger will nicht mehr (Status 410).")), clock).drain()
    assert [(one.state, one.tries) for one in outbox.listed()] == [(State.DEAD, 1)]


def test_a_replayed_entry_is_delivered(both: Engine, outbox: StoredOutbox, clock: Clock) -> None:
    put(both, "bad")
    post = Post(bad=Refused("nie"))
    working = worker(outbox, post, clock)
    working.drain()
    post.failures.clear()
    outbox.replay()
    working.drain()
    assert post.taken == ["0:bad"]


def test_the_wish_of_the_recipient_is_kept(both: Engine, outbox: StoredOutbox, clock: Clock) -> None:
    put(both, "busy")
    worker(outbox, Post(busy=TryLater("später", timedelta(hours=3))), clock).drain()
    assert outbox.listed()[0].next_at == NOW + timedelta(hours=3)


@pytest.mark.parametrize(("channel", "tries"), [("webhook", {"away": 1, "other": 2}), ("mail", {"away": 1})])
def test_an_endpoint_or_mail_server_that_is_away_is_asked_once_a_minute_and_costs_nobody_a_try(
    both: Engine, outbox: StoredOutbox, clock: Clock, channel: Channel, tries: dict[str, int]
) -> None:
    put(both, *["away"] * 15, "other", "other", channel=channel)
    post = Post(away=Unreachable("weg"))
    worker(outbox, post, clock).drain()
    assert post.tries == tries
    assert sum(one.tries for one in outbox.listed() if one.to == "away") == 1
    clock.forward(minutes=1)
    post.failures.clear()
    worker(outbox, post, clock).drain()
    assert outbox.counts()[State.SENT] == 17


def test_a_channel_that_is_not_set_up_keeps_its_messages_waiting(
    both: Engine, outbox: StoredOutbox, clock: Clock
) -> None:
    put(both, "team", channel="mail")
    assert Worker(outbox, {"webhook": Post()}, clock, lambda: 1.0).drain() == 0
    assert Worker(outbox, {}, clock, lambda: 1.0).drain() == 0
    assert [(one.state, one.tries) for one in outbox.listed()] == [(State.WAITING, 0)]


def test_two_workers_at_once_deliver_nothing_twice(
    both: Engine, outbox: StoredOutbox, clock: Clock, wait_for: Callable[..., bool]
) -> None:
    put(both, *(f"to{n}" for n in range(40)))
    post = Post()
    quick = Pace(batch=3, poll=timedelta(milliseconds=10))
    with delivering(worker(outbox, post, clock, quick)), delivering(worker(outbox, post, clock, quick)):
        assert wait_for(lambda: outbox.counts()[State.SENT] == 40)
    assert sorted(post.taken) == sorted(f"{n}:to{n}" for n in range(40))


def test_a_worker_told_to_stop_finishes_one_and_gives_the_rest_back(
    both: Engine, outbox: StoredOutbox, clock: Clock
) -> None:
    put(both, "a", "b", "c")
    stop, taken = Event(), list[str]()

    def deliver(entry: Entry) -> None:
        taken.append(entry.to)
        stop.set()

    Worker(outbox, {"webhook": deliver}, clock, lambda: 1.0).run(stop)
    assert taken == ["a"]
    with both.connect() as connection:
        assert connection.execute(select(OUTBOX.c.claimed_by).where(OUTBOX.c.recipient != "a")).scalars().all() == [
            None,
            None,
        ]


def test_a_worker_lives_through_a_database_that_is_away(
    both: Engine, clock: Clock, wait_for: Callable[..., bool]
) -> None:
    put(both, "a")
    post, outbox = Post(), StoredOutbox(both, clock)
    with both.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE outbox RENAME TO away")
    with delivering(worker(outbox, post, clock, Pace(poll=timedelta(milliseconds=10)))):
        with both.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE away RENAME TO outbox")
        assert wait_for(lambda: post.taken == ["0:a"])


def test_every_failure_says_whether_it_can_heal() -> None:
    assert [one("…").retry for one in (DeliveryFailed, TryLater, Unreachable, Refused)] == [False, True, True, False]
