"""Who is signed in, and for how long: the same on both databases, by a clock that the test moves."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from api.store import audit
from api.store.advisors import LastAdmin, LoginTaken, StoredAdvisors
from api.store.attempts import OF_ACCOUNT, OF_ADDRESS, WINDOW, StoredAttempts
from api.store.second_factors import StoredSecondFactors
from api.store.sessions import HALF_WAY, StoredSessions
from api.store.tables_advisors import AUDIT, LOGIN_ATTEMPTS, SESSIONS
from api.store.transaction import transaction
from assistant.people.advisors import Advisor

IDLE, ABSOLUTE = timedelta(minutes=30), timedelta(hours=12)
HERE = "192.0.2.1"


@dataclass
class Clock:
    at: datetime = field(default_factory=lambda: datetime(2026, 11, 27, 12, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def go_on(self, by: timedelta) -> None:
        self.at += by


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def advisors(both: Engine, clock: Clock) -> StoredAdvisors:
    return StoredAdvisors(both, clock)


@pytest.fixture
def kim(advisors: StoredAdvisors) -> Advisor:
    return advisors.add("Kim", "Kim Muster", "Kim@Example.org", "admin", "hash", "lotse")


@pytest.fixture
def sessions(both: Engine, clock: Clock) -> StoredSessions:
    return StoredSessions(both, clock, IDLE, ABSOLUTE)


@pytest.fixture
def attempts(both: Engine, clock: Clock) -> StoredAttempts:
    return StoredAttempts(both, clock)


# --- sessions ---


def test_a_session_belongs_to_its_token_alone(sessions: StoredSessions, kim: Advisor) -> None:
    token = sessions.begin(kim, "Browser")
    found = sessions.find(token)
    assert found
    assert (found.advisor, found.complete) == (kim, True)
    assert [sessions.find(other) for other in ("", token[:-1], token.upper(), "ü")] == [None] * 4


def test_the_database_holds_no_token(both: Engine, sessions: StoredSessions, kim: Advisor) -> None:
    token = sessions.begin(kim, "Browser")
    assert len(token) >= 43  # 256 bits
    with both.connect() as connection:
        [row] = connection.execute(select(SESSIONS)).all()
    assert token not in map(str, row)


def test_a_session_ends_when_nobody_opens_a_page_for_long(sessions: StoredSessions, kim: Advisor, clock: Clock) -> None:
    token = sessions.begin(kim, "Browser")
    for _ in range(3):
        clock.go_on(IDLE - timedelta(seconds=1))
        assert sessions.find(token)
    clock.go_on(IDLE)
    assert sessions.find(token) is None


def test_looking_for_news_keeps_no_session_alive(sessions: StoredSessions, kim: Advisor, clock: Clock) -> None:
    token = sessions.begin(kim, "Browser")
    clock.go_on(IDLE / 2)
    assert sessions.find(token, active=False)
    clock.go_on(IDLE / 2)
    assert sessions.find(token, active=False) is None


def test_a_session_ends_in_the_end_however_busy(sessions: StoredSessions, kim: Advisor, clock: Clock) -> None:
    token = sessions.begin(kim, "Browser")
    for _ in range(47):
        clock.go_on(timedelta(minutes=15))
        assert sessions.find(token)
    clock.go_on(timedelta(minutes=15))
    assert sessions.find(token) is None


def test_half_a_session_waits_only_minutes(sessions: StoredSessions, kim: Advisor, clock: Clock) -> None:
    token = sessions.begin(kim, "Browser", complete=False)
    clock.go_on(HALF_WAY - timedelta(seconds=1))
    assert sessions.find(token)
    clock.go_on(timedelta(seconds=1))
    assert sessions.find(token) is None


def test_a_new_session_ends_the_old_one_of_the_same_browser(sessions: StoredSessions, kim: Advisor) -> None:
    first, elsewhere = sessions.begin(kim, "Browser"), sessions.begin(kim, "Telefon")
    second = sessions.begin(kim, "Browser", old=first)
    assert [bool(sessions.find(token)) for token in (first, elsewhere, second)] == [False, True, True]


def test_rows_of_ended_sessions_do_not_stay(both: Engine, sessions: StoredSessions, kim: Advisor, clock: Clock) -> None:
    sessions.begin(kim, "Browser")
    clock.go_on(ABSOLUTE)
    sessions.begin(kim, "Browser")
    with both.connect() as connection:
        assert len(connection.execute(select(SESSIONS)).all()) == 1


def test_a_closed_account_is_out_at_once_and_stays_out_when_it_opens_again(
    sessions: StoredSessions, advisors: StoredAdvisors
) -> None:
    other = advisors.add("alex", "Alex Muster", "alex@example.org", "advisor", "hash", "lotse")
    token = sessions.begin(other, "Browser")
    assert advisors.set_enabled("ALEX", False, "kim")
    assert sessions.find(token) is None
    assert advisors.set_enabled("alex", True, "kim")
    assert sessions.find(token) is None


def test_a_new_password_ends_all_other_sessions(
    sessions: StoredSessions, advisors: StoredAdvisors, kim: Advisor
) -> None:
    here, there = sessions.begin(kim, "Browser"), sessions.begin(kim, "Telefon")
    mine = sessions.find(here)
    assert mine
    advisors.set_password("kim", "new hash", "kim", mine.number)
    assert [bool(sessions.find(token)) for token in (here, there)] == [True, False]
    advisors.set_password("kim", "newer hash", "lotse")
    assert sessions.find(here) is None


def test_a_new_role_counts_from_the_next_page_on(
    sessions: StoredSessions, advisors: StoredAdvisors, kim: Advisor
) -> None:
    other = advisors.add("alex", "Alex Muster", "alex@example.org", "advisor", "hash", "lotse")
    token = sessions.begin(other, "Browser")
    advisors.set_role("alex", "editor", "kim")
    found = sessions.find(token)
    assert found
    assert found.advisor.role == "editor"


# --- accounts ---


@pytest.mark.parametrize(("login", "email"), [("KIM", "x@example.org"), ("alex", "KIM@example.org")])
def test_names_and_addresses_are_there_once(advisors: StoredAdvisors, kim: Advisor, login: str, email: str) -> None:
    with pytest.raises(LoginTaken):
        advisors.add(login, "Alex", email, "advisor", "hash", "lotse")
    assert len(advisors.every()) == 1


def test_the_last_admin_stays(advisors: StoredAdvisors, kim: Advisor) -> None:
    with pytest.raises(LastAdmin):
        advisors.set_enabled("kim", False, "kim")
    with pytest.raises(LastAdmin):
        advisors.set_role("kim", "editor", "kim")
    advisors.add("alex", "Alex Muster", "alex@example.org", "admin", "hash", "kim")
    assert advisors.set_role("kim", "editor", "kim")
    with pytest.raises(LastAdmin):
        advisors.set_enabled("alex", False, "kim")


def test_an_account_that_is_not_there_is_not_changed(advisors: StoredAdvisors, kim: Advisor) -> None:
    assert not advisors.set_password("niemand", "hash", "kim")
    assert not advisors.set_enabled("niemand", False, "kim")


def test_every_change_stands_in_the_audit_newest_first(
    both: Engine, advisors: StoredAdvisors, kim: Advisor, clock: Clock
) -> None:
    advisors.add("alex", "Alex Muster", "alex@example.org", "advisor", "hash", "kim")
    advisors.set_role("alex", "editor", "kim")
    with transaction(both) as connection:
        found = audit.acts(connection, subject="alex")
        assert [(one.who, one.action, one.detail) for one in found] == [
            ("kim", "advisor.role", "editor"),
            ("kim", "advisor.added", "advisor"),
        ]
        assert audit.acts(connection, before=found[1].number)[0].subject == "kim"


def test_what_is_undone_does_not_stand_in_the_audit(both: Engine, clock: Clock) -> None:
    def breaks_off() -> None:
        with transaction(both) as connection:
            audit.record(connection, clock(), "kim", "test", "L-1")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        breaks_off()
    with both.connect() as connection:
        assert connection.execute(select(AUDIT)).all() == []


# --- attempts ---


def test_an_account_waits_until_the_window_is_over(attempts: StoredAttempts, clock: Clock) -> None:
    assert [attempts.wait_s("kim", HERE) for _ in range(OF_ACCOUNT)] == [0] * OF_ACCOUNT
    clock.go_on(timedelta(minutes=5))
    assert attempts.wait_s("KIM", "198.51.100.9") == 600
    assert attempts.wait_s("alex", HERE) == 0
    clock.go_on(WINDOW - timedelta(minutes=5))
    assert attempts.wait_s("kim", HERE) == 0


def test_an_address_cannot_try_account_after_account(attempts: StoredAttempts) -> None:
    waits = [attempts.wait_s(f"login{n}", "2001:db8::1") for n in range(OF_ADDRESS)]
    assert waits == [0] * OF_ADDRESS
    assert attempts.wait_s("other", "2001:db8::2") > 0  # the same connection
    assert attempts.wait_s("other", "2001:db8:1::2") == 0


def test_signing_in_costs_an_address_nothing(attempts: StoredAttempts) -> None:
    for n in range(OF_ADDRESS + 5):
        assert attempts.wait_s(f"login{n}", HERE) == 0
        attempts.forget(f"login{n}", HERE)


def test_attempts_at_the_same_moment_are_all_counted(attempts: StoredAttempts) -> None:
    with ThreadPoolExecutor(6) as trying:
        waits = list(trying.map(lambda _: attempts.wait_s("kim", HERE), range(30)))
    assert waits.count(0) == OF_ACCOUNT


def test_counts_hold_over_a_restart_and_hide_what_was_typed(both: Engine, clock: Clock) -> None:
    for _ in range(OF_ACCOUNT):
        StoredAttempts(both, clock).wait_s("mein Passwort im falschen Feld", HERE)
    assert StoredAttempts(both, clock).wait_s("mein Passwort im falschen Feld", HERE) > 0
    with both.connect() as connection:
        assert "Passwort" not in str(connection.execute(select(LOGIN_ATTEMPTS)).all())


# --- second factor ---


def test_a_code_sent_twice_at_once_is_taken_once(both: Engine, clock: Clock, kim: Advisor) -> None:
    factors = StoredSecondFactors(both, clock)
    factors.propose(kim, "SECRET")
    factors.confirm(kim, 100, ["AAAA-BBBB"])
    with ThreadPoolExecutor(6) as sending:
        taken = list(sending.map(lambda _: factors.take_step(kim, 101), range(6)))
        used = list(sending.map(lambda _: factors.take_recovery(kim, "aaaabbbb"), range(6)))
    assert (taken.count(True), used.count(True)) == (1, 1)
    assert not factors.take_step(kim, 100)


def test_a_confirmed_secret_is_not_replaced_unasked(both: Engine, clock: Clock, kim: Advisor) -> None:
    factors = StoredSecondFactors(both, clock)
    factors.propose(kim, "SECRET")
    factors.confirm(kim, 100, ["AAAA-BBBB"])
    assert not factors.propose(kim, "OTHER")
    assert not factors.confirm(kim, 200, ["CCCC-DDDD"])
    assert factors.secret(kim) == "SECRET"
