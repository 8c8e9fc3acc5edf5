"""Advisors work on handoffs: one at a time, whole steps only, and the asker reads their words; on both databases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count

import pytest
from sqlalchemy import Engine, event, select

from api.store.tables import MESSAGES
from api.store.tables_advisors import AUDIT
from assistant.people.errors import HandoffGone, HandoffTaken, NotAllowed
from assistant.people.handed import Contact, HandedOver
from assistant.people.states import Status
from tests.api.store.handoff_examples import ANNA, ANSWER, BEN, NOW, Desk, at_once, handoff


@pytest.fixture
def desk(both: Engine) -> Desk:
    return Desk(both)


@pytest.fixture
def number(desk: Desk) -> str:
    desk.note("m0")
    return desk.handoffs.keep(handoff()).number


def test_of_two_who_claim_at_once_exactly_one_gets_it_in_fifty_rounds(desk: Desk) -> None:
    for n in range(50):
        number = desk.handoffs.keep(handoff(f"talk{n}", f"m{n}")).number
        results = at_once(*(partial(desk.advised.claim, number, who) for who in (ANNA, BEN)))
        (won,) = [one for one in results if isinstance(one, HandedOver)]
        (lost,) = [one for one in results if not isinstance(one, HandedOver)]
        assert isinstance(lost, HandoffTaken), lost
        assert desk.inbox.of_number(number).claimed_by == won.claimed_by
    claims = [row for row in desk.rows(AUDIT) if row["action"] == "handoff.claim"]
    assert len(claims) == 50


def test_an_answer_is_released_by_its_owner_and_read_in_the_conversation(desk: Desk, number: str) -> None:
    desk.handoffs.set_contact(number, Contact(email="kim@example.org"), NOW)
    desk.advised.claim(number, ANNA)
    with pytest.raises(HandoffTaken):
        desk.advised.release(number, BEN, ANSWER)
    done = desk.advised.release(number, ANNA, ANSWER)
    assert (done.status, done.answered_at, done.owned) == (Status.ANSWERED, NOW, False)
    last = desk.threads.thread("talk")[-1]
    assert (last.author, last.name, last.text, last.sources) == ("advisor", "Anna Muster", ANSWER.text, ANSWER.sources)
    assert desk.events() == ["team.open", "asker.answered"]
    with pytest.raises(NotAllowed):
        desk.advised.release(number, ANNA, ANSWER)


def test_who_left_an_address_is_told_of_the_end(desk: Desk, number: str) -> None:
    desk.handoffs.set_contact(number, Contact(email="kim@example.org"), NOW)
    desk.advised.close(number, ANNA, "Hat sich erledigt")
    assert desk.events() == ["team.open", "asker.closed"]


def test_after_the_answer_the_conversation_begins_afresh(desk: Desk, number: str) -> None:
    assert len(desk.conversations.recall("talk").turns) == 1
    desk.advised.claim(number, ANNA)
    desk.advised.release(number, ANNA, ANSWER)
    memory = desk.conversations.recall("talk")
    assert (memory.turns, memory.profile.state) == ((), "HE")
    desk.note("m9", "Und Carsharing?")
    assert [turn.asked for turn in desk.conversations.recall("talk").turns] == ["Und Carsharing?"]
    assert desk.threads.thread("talk")[0].text == "Was kostet der Rufbus?"


def test_who_goes_away_gives_back_or_hands_on_with_a_note(desk: Desk, number: str) -> None:
    desk.advised.claim(number, ANNA)
    on = desk.advised.hand_on(number, ANNA, "ben", "Ben kennt das Zweckverbandsrecht.")
    assert (on.status, on.claimed_by) == (Status.CLAIMED, "ben")
    assert [(note.author, note.text) for note in desk.inbox.notes(number)] == [
        ("anna", "Ben kennt das Zweckverbandsrecht.")
    ]
    back = desk.advised.give_back(number, BEN)
    assert (back.status, back.claimed_by, back.claimed_at) == (Status.OPEN, None, None)
    assert desk.handoffs.owner_of_conversation("talk") is None


def test_a_question_back_waits_for_the_asker(desk: Desk, number: str) -> None:
    desk.handoffs.set_contact(number, Contact(email="kim@example.org"), NOW)
    desk.advised.claim(number, ANNA)
    waiting = desk.advised.ask_back(number, ANNA, "Wie viele Gemeinden?")
    assert (waiting.status, waiting.owned) == (Status.WAITING, True)
    assert desk.threads.thread("talk")[-1].text == "Wie viele Gemeinden?"
    assert desk.events()[-1] == "asker.waiting"


def test_closed_with_a_reason_for_the_team_and_a_notice_for_the_asker(desk: Desk, number: str) -> None:
    closed = desk.advised.close(number, ANNA, "Doppelt gefragt", "Ihre Frage ist im anderen Gespräch beantwortet.")
    assert (closed.status, closed.closed_at) == (Status.CLOSED, NOW)
    last = desk.threads.thread("talk")[-1]
    assert (last.author, last.text) == ("lotse", "Ihre Frage ist im anderen Gespräch beantwortet.")
    assert [note.text for note in desk.inbox.notes(number)] == ["Doppelt gefragt"]
    assert desk.conversations.recall("talk").turns == ()


def test_reopened_it_has_a_new_promise_unless_a_newer_one_is_open(desk: Desk, number: str) -> None:
    desk.advised.close(number, ANNA, "")
    again = desk.advised.reopen(number, ANNA)
    assert (again.status, again.closed_at) == (Status.REOPENED, None)
    desk.advised.close(number, ANNA, "")
    desk.handoffs.keep(handoff(message="m5"))
    with pytest.raises(HandoffTaken, match="neuere Übergabe offen"):
        desk.advised.reopen(number, ANNA)
    assert desk.inbox.of_number(number).status is Status.CLOSED


def test_who_saw_an_older_version_is_told(desk: Desk, number: str) -> None:
    desk.handoffs.write(number, "Es eilt.")
    with pytest.raises(HandoffTaken):
        desk.advised.claim(number, ANNA, version=1)
    assert desk.advised.claim(number, ANNA, version=2).version == 3


def test_a_number_that_is_gone_is_told(desk: Desk) -> None:
    with pytest.raises(HandoffGone):
        desk.advised.claim("L-NOTHING", ANNA)
    with pytest.raises(HandoffGone):
        desk.advised.note("L-NOTHING", ANNA, "Hallo")


def test_the_audit_tells_who_did_what_and_nothing_of_the_question(desk: Desk, number: str) -> None:
    desk.advised.claim(number, ANNA)
    desk.advised.note(number, ANNA, "Prüfe ich morgen.")
    desk.advised.release(number, ANNA, ANSWER)
    told = [(row["who"], row["action"]) for row in desk.rows(AUDIT)]
    expected = [("anna", "handoff.claim"), ("anna", "handoff.note"), ("anna", "handoff.release")]
    assert told == [("lotse", "handoff.made"), *expected]
    assert not any("gründen" in str(row) or "morgen" in str(row) for row in desk.rows(AUDIT))


class CrashError(Exception):
    """The process ends here."""


@contextmanager
def crash(engine: Engine, at: int) -> Iterator[None]:
    """Let the process end before its write of that number; a commit is one too."""
    writes = 0

    def write(*_: object) -> None:
        nonlocal writes
        writes += 1
        if writes == at:
            raise CrashError

    def execute(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("SELECT"):
            write()

    listeners = (("before_cursor_execute", execute), ("commit", write))
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)


def crashing_at_every_write(desk: Desk, do: Callable[[], object]) -> int:
    """Do it with a crash at its first write, its second, and so on, until it is done; return how often it crashed.

    After each crash all tables are as before.
    """
    before = desk.everything()
    for at in count(1):
        try:
            with crash(desk.engine, at):
                do()
        except CrashError:
            assert desk.everything() == before
        else:
            assert desk.everything() != before
            return at - 1
    raise AssertionError


def test_a_crash_while_keeping_leaves_all_or_nothing(desk: Desk) -> None:
    assert crashing_at_every_write(desk, lambda: desk.handoffs.keep(handoff())) == 4  # handoff, audit, outbox, commit


def test_a_crash_while_releasing_leaves_all_or_nothing(desk: Desk, number: str) -> None:
    desk.handoffs.set_contact(number, Contact(email="kim@example.org"), NOW)
    desk.advised.claim(number, ANNA)
    # step, audit, conversation, message, outbox, fresh context, commit
    assert crashing_at_every_write(desk, lambda: desk.advised.release(number, ANNA, ANSWER)) == 7
    assert len(desk.rows(MESSAGES)) == 1


@pytest.mark.parametrize("action", ["write", "hand_on", "close", "forget"])
def test_a_crash_in_any_other_step_leaves_all_or_nothing(desk: Desk, number: str, action: str) -> None:
    desk.advised.claim(number, ANNA)
    doings: dict[str, Callable[[], object]] = {
        "write": lambda: desk.handoffs.write(number, "Es eilt."),
        "hand_on": lambda: desk.advised.hand_on(number, ANNA, "ben", "Bitte."),
        "close": lambda: desk.advised.close(number, ANNA, "doppelt", "Wir schließen."),
        "forget": lambda: desk.conversations.forget("talk"),
    }
    assert crashing_at_every_write(desk, doings[action]) >= 4


def test_who_releases_while_the_asker_writes_loses_nothing(desk: Desk) -> None:
    for n in range(10):
        number = desk.handoffs.keep(handoff(f"talk{n}", f"m{n}")).number
        desk.advised.claim(number, ANNA)
        release, write = (
            partial(desk.advised.release, number, ANNA, ANSWER),
            partial(desk.handoffs.write, number, "Noch."),
        )
        results = at_once(release, write)
        assert all(isinstance(one, HandedOver) for one in results), results
        with desk.engine.connect() as connection:
            said = (
                connection.execute(select(MESSAGES.c.text).where(MESSAGES.c.handoff_number == number)).scalars().all()
            )
        assert sorted(said) == [ANSWER.text, "Noch."]
        assert desk.inbox.of_number(number).status in (Status.ANSWERED, Status.REOPENED)
