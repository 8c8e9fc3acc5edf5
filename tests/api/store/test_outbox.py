"""What is enqueued is kept with its transaction, leased to one worker at a time, and forgotten when it is due."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from api.outbox.entry import Attachment, Channel, Entry
from api.outbox.states import Claimed, State
from api.store.outbox import StoredOutbox, enqueue
from api.store.tables_outbox import OUTBOX
from api.store.upgrading import StoreUnavailable
from knowledge.registry_tables import open_engine

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
LEASE = timedelta(minutes=5)
MAILS: tuple[Channel, ...] = ("mail",)
HOOKS: tuple[Channel, ...] = ("webhook",)
BOTH = MAILS + HOOKS
MAIL = Entry("mail:1", "mail", "team@example.org", "handoff.created", "Neue Anfrage", "Guten Tag", {"number": "L-1"})


def test_a_key_seen_before_is_ignored_and_the_first_message_stays(both: Engine) -> None:
    second = Entry("mail:1", "mail", "other@example.org", "handoff.created", "Noch einmal")
    with both.begin() as connection:
        enqueue(connection, [MAIL, second], NOW)
    with both.begin() as connection:
        enqueue(connection, [second], NOW + timedelta(hours=1))
        assert connection.execute(select(OUTBOX.c.recipient, OUTBOX.c.subject)).all() == [
            ("team@example.org", "Neue Anfrage")
        ]


def test_what_the_caller_takes_back_is_not_enqueued(both: Engine) -> None:
    with both.connect() as connection:
        enqueue(connection, [MAIL, Entry("hook:1", "webhook", "crm", "handoff.created")], NOW)
        connection.rollback()
    with both.connect() as connection:
        assert connection.execute(select(OUTBOX.c.key)).all() == []


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def outbox(both: Engine, clock: Clock) -> StoredOutbox:
    return StoredOutbox(both, clock)


def put(engine: Engine, *entries: Entry) -> None:
    with engine.begin() as connection:
        enqueue(connection, entries, NOW)


def hook(key: str, to: str = "crm") -> Entry:
    return Entry(key, "webhook", to, "handoff.created", data={"type": "handoff.created"})


def keys(claimed: list[Claimed]) -> list[str]:
    return [one.entry.key for one in claimed]


def test_a_message_comes_back_as_it_was_given(both: Engine, outbox: StoredOutbox) -> None:
    entry = replace(MAIL, attachments=(Attachment("Termin.ics", "text/calendar; method=REQUEST", b"\x00\xff"),))
    put(both, entry)
    assert [one.entry for one in outbox.claim(5, LEASE, MAILS)] == [entry]


def test_a_claimed_entry_is_nobody_elses_until_the_lease_ends(both: Engine, outbox: StoredOutbox, clock: Clock) -> None:
    put(both, MAIL, hook("hook:1"))
    assert keys(outbox.claim(5, LEASE, BOTH)) == ["mail:1", "hook:1"]
    clock.forward(minutes=4, seconds=59)
    assert outbox.claim(5, LEASE, BOTH) == []
    clock.forward(seconds=1)
    assert keys(outbox.claim(1, LEASE, BOTH)) == ["mail:1"]


def test_entries_of_a_channel_that_is_not_set_up_stay(both: Engine, outbox: StoredOutbox) -> None:
    put(both, MAIL, hook("hook:1"))
    assert keys(outbox.claim(5, LEASE, HOOKS)) == ["hook:1"]
    assert outbox.counts()[State.WAITING] == 2


def test_workers_that_claim_at_once_get_every_entry_exactly_once(database_url: str, both: Engine, clock: Clock) -> None:
    put(both, *(hook(f"hook:{n}") for n in range(60)))
    engines = [open_engine(database_url) for _ in range(4)]

    def work(engine: Engine) -> list[str]:
        own, got = StoredOutbox(engine, clock), list[str]()
        while len(got) < 100 and (some := own.claim(3, LEASE, BOTH)):
            got += keys(some)
        return got

    with ThreadPoolExecutor(4) as workers:
        got = [key for part in workers.map(work, engines) for key in part]
    left = keys(StoredOutbox(both, clock).claim(60, LEASE, BOTH))  # a worker may find nothing while others choose
    for engine in engines:
        engine.dispose()
    assert sorted(got + left) == sorted(f"hook:{n}" for n in range(60))


def test_what_failed_comes_again_when_it_is_due_and_after_what_was_never_tried(
    both: Engine, outbox: StoredOutbox, clock: Clock
) -> None:
    put(both, MAIL, hook("hook:1"))
    first = outbox.claim(1, LEASE, BOTH)[0]
    outbox.failed(first, "Der Mailserver antwortet nicht.", NOW + timedelta(minutes=1))
    assert keys(outbox.claim(5, LEASE, BOTH)) == ["hook:1"]
    clock.forward(minutes=6)
    again = outbox.claim(5, LEASE, BOTH)
    assert [(one.entry.key, one.tries) for one in again] == [("hook:1", 0), ("mail:1", 1)]
    assert [(one.state, one.error) for one in outbox.listed(State.FAILED)] == [
        (State.FAILED, "Der Mailserver antwortet nicht.")
    ]


def test_a_worker_that_lost_its_lease_can_neither_fail_nor_give_up_but_sent_is_sent(
    both: Engine, outbox: StoredOutbox, clock: Clock
) -> None:
    put(both, MAIL)
    slow = outbox.claim(1, LEASE, BOTH)[0]
    clock.forward(minutes=6)
    quick = outbox.claim(1, LEASE, BOTH)[0]
    outbox.dead(slow, "zu spät")
    outbox.failed(slow, "zu spät", clock.now)
    assert outbox.counts() == {State.WAITING: 1, State.FAILED: 0, State.SENT: 0, State.DEAD: 0}
    outbox.sent(slow)
    outbox.failed(quick, "auch zu spät", clock.now)
    assert outbox.counts()[State.SENT] == 1


def test_replay_tries_what_was_given_up_and_leaves_the_rest(both: Engine, outbox: StoredOutbox) -> None:
    put(both, *(hook(f"hook:{n}") for n in range(4)))
    sent, dead, other, held = outbox.claim(4, LEASE, BOTH)
    outbox.sent(sent)
    outbox.dead(dead, "Status 410")
    outbox.dead(other, "Status 410")
    assert (outbox.replay("hook:0"), outbox.replay("hook:3"), outbox.replay("unknown")) == (0, 0, 0)
    assert outbox.replay("hook:1") == 1
    assert keys(outbox.claim(9, LEASE, BOTH)) == ["hook:1"]
    assert outbox.replay() == 1
    assert [(one.entry.key, one.tries) for one in outbox.claim(9, LEASE, BOTH)] == [("hook:2", 0)]
    assert held.entry.key == "hook:3"


def test_putting_off_spares_other_recipients_and_what_another_worker_holds(both: Engine, outbox: StoredOutbox) -> None:
    put(both, *(hook(f"crm:{n}") for n in range(3)), hook("chat:1", "chat"))
    mine = outbox.claim(1, LEASE, BOTH)[0]
    others = outbox.claim(1, LEASE, BOTH)[0]
    outbox.put_off(mine, "crm", NOW + timedelta(minutes=1))
    assert keys(outbox.claim(9, LEASE, BOTH)) == ["chat:1"]
    outbox.dead(others, "Status 410")  # its lease still holds
    assert outbox.counts()[State.DEAD] == 1


def test_delivered_messages_are_forgotten_but_their_keys_still_count(
    both: Engine, outbox: StoredOutbox, clock: Clock
) -> None:
    put(both, MAIL, replace(MAIL, key="mail:2"))
    first, second = outbox.claim(2, LEASE, BOTH)
    outbox.sent(first)
    outbox.dead(second, "Antwort 550")
    assert outbox.forget_sent(NOW) == 0
    clock.forward(days=30)
    assert (outbox.forget_sent(clock.now), outbox.forget_sent(clock.now)) == (1, 0)
    put(both, MAIL)
    with both.connect() as connection:
        kept = connection.execute(select(OUTBOX).order_by(OUTBOX.c.number)).all()
    assert [(row.key, row.recipient, row.subject, row.body, row.data) for row in kept] == [
        ("mail:1", "", "", "", "{}"),
        ("mail:2", "team@example.org", "Neue Anfrage", "Guten Tag", '{"number": "L-1"}'),
    ]
    assert outbox.claim(9, LEASE, BOTH) == []


def test_a_database_that_is_away_is_said_in_one_sentence(empty: Engine) -> None:
    with pytest.raises(StoreUnavailable, match="Ausgangspost"):
        StoredOutbox(empty, Clock()).counts()
