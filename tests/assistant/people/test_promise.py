"""The asker reads who answers, by when, and what happens next; somebody is told before the promise is missed."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.people.hours import GERMANY, WorkingWeek
from assistant.people.kinds import Kind
from assistant.people.promise import promise_for, promise_of
from assistant.people.teams import Team, Teams

REST = Team("team", "Stadt.Land.Digital", "team@example.org")
MOBILITY = Team("mobil", "Mobilität von Stadt.Land.Digital", "mobil@example.org", topics=("mobilitaet",))
TEAMS = Teams([REST, MOBILITY])
FRIDAY = datetime(2026, 11, 27, 12, 20, tzinfo=UTC)  # 13:20 in Germany


def test_an_asker_reads_who_by_when_and_what_next() -> None:
    assert promise_for(TEAMS, "mobilitaet", "HE", FRIDAY).said("de") == (
        "Ihre Frage liegt beim Team Mobilität von Stadt.Land.Digital. "
        "Sie erhalten eine Antwort bis Dienstag, 1. Dezember 2026, 14 Uhr. "
        "Eine Person aus der Beratung liest dieses Gespräch und prüft, was Sie brauchen. "
        "Sie finden die Antwort in diesem Gespräch."
    )


def test_who_asks_in_english_reads_it_in_english() -> None:
    assert promise_for(TEAMS, None, None, FRIDAY).said("en") == (
        "Your question is with the team Stadt.Land.Digital. "
        "You will get an answer by Tuesday, 1 December 2026, 14:00 German time. "
        "A person of the advisory team reads this conversation. You will find the answer in this conversation."
    )


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_kind_names_team_and_moment(kind: Kind, language: str) -> None:
    said = promise_for(TEAMS, None, None, FRIDAY).said(language, kind)
    assert "Stadt.Land.Digital" in said
    assert "14" in said
    assert "2026" in said


def test_the_person_who_took_it_is_named() -> None:
    assert (
        promise_of(REST, None, FRIDAY, "Kim Muster")
        .said("de")
        .startswith("Ihre Frage liegt bei Kim Muster im Team Stadt.Land.Digital.")
    )


def test_the_holidays_are_those_of_the_team_and_else_those_of_the_question() -> None:
    before_corpus_christi = datetime(2026, 6, 3, 14, tzinfo=UTC)  # a holiday in Hesse and not in Berlin
    in_berlin = Team("b", "Berlin", answer_within_hours=2, holidays_of="BE")
    anywhere = Team("a", "Überall", answer_within_hours=2)
    days = [promise_of(team, "HE", before_corpus_christi).due.date() for team in (in_berlin, anywhere)]
    assert days == [date(2026, 6, 4), date(2026, 6, 5)]


def test_escalation_comes_when_three_quarters_of_the_working_time_are_used() -> None:
    team = Team("a", "A", week=WorkingWeek(opens=time(8), closes=time(16)), answer_within_hours=16)
    promise = promise_of(team, None, datetime(2026, 11, 26, 7, tzinfo=UTC))
    assert promise.due == datetime(2026, 11, 27, 16, tzinfo=GERMANY)
    assert promise.escalate_at == datetime(2026, 11, 27, 12, tzinfo=GERMANY)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.floats(0.1, 80),
    st.sampled_from(["BY", "SN", "NI", None]),
)
def test_escalation_always_comes_before_the_promise_is_missed(at: datetime, hours: float, state: str | None) -> None:
    promise = promise_of(Team("a", "A", answer_within_hours=hours), state, at)
    assert at < promise.escalate_at < promise.due
