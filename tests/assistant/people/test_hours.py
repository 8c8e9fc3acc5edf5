"""A promise falls into working time, knows holidays and the change of the clock, and never comes early by accident."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.people.hours import GERMANY, WorkingWeek, at_the_full_hour, due
from assistant.people.public_holidays import holidays_of
from knowledge.documents import STATE_NAMES

NONE: frozenset[date] = frozenset()
OFFICE = WorkingWeek()
AROUND_THE_CLOCK = WorkingWeek(frozenset(range(7)), time(0), time(23, 59))

moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
hours = st.floats(0.01, 120)
days_off = st.frozensets(st.dates(date(2025, 1, 1), date(2028, 6, 1)), max_size=40)


@st.composite
def weeks(draw: st.DrawFn) -> WorkingWeek:
    """Draw any week whose day ends after the night in which clocks change, and begins at a time that exists."""
    opens = draw(st.integers(0, 20).filter(lambda hour: hour != 2))
    closes = draw(st.integers(max(opens + 1, 4), 23))
    return WorkingWeek(draw(st.frozensets(st.integers(0, 6), min_size=1)), time(opens), time(closes, 30))


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=GERMANY)


@given(moments, hours, weeks(), days_off)
def test_a_promise_never_falls_outside_working_time(
    at: datetime, much: float, week: WorkingWeek, off: frozenset[date]
) -> None:
    for promised in (due(at, much, week, off), at_the_full_hour(due(at, much, week, off), week)):
        assert promised > at
        assert promised.weekday() in week.days
        assert promised.date() not in off
        assert week.opens <= promised.time() <= week.closes


@given(moments, st.timedeltas(timedelta(0), timedelta(days=9)), hours, weeks(), days_off)
def test_who_asks_later_is_never_answered_earlier(
    at: datetime, later: timedelta, much: float, week: WorkingWeek, off: frozenset[date]
) -> None:
    early, late = due(at, much, week, off), due(at + later, much, week, off)
    assert early <= late
    assert at_the_full_hour(early, week) <= at_the_full_hour(late, week)


@given(moments, hours, hours, weeks(), days_off)
def test_more_working_time_never_ends_earlier(
    at: datetime, one: float, other: float, week: WorkingWeek, off: frozenset[date]
) -> None:
    assert due(at, min(one, other), week, off) <= due(at, max(one, other), week, off)


@given(moments, hours, weeks(), days_off, days_off)
def test_another_holiday_never_makes_a_promise_earlier(
    at: datetime, much: float, week: WorkingWeek, off: frozenset[date], more: frozenset[date]
) -> None:
    assert due(at, much, week, off) <= due(at, much, week, off | more)


@given(moments, weeks(), days_off)
def test_working_time_can_be_spent_in_two_parts(at: datetime, week: WorkingWeek, off: frozenset[date]) -> None:
    assert due(due(at, 3.5, week, off), 9.25, week, off) == due(at, 12.75, week, off)


def test_a_question_on_friday_afternoon_waits_over_the_weekend() -> None:
    assert due(local(2026, 11, 27, 16), 2, OFFICE, NONE) == local(2026, 11, 30, 10)


def test_the_last_minute_of_a_day_is_still_that_day() -> None:
    assert due(local(2026, 11, 26, 9), 8, OFFICE, NONE) == local(2026, 11, 26, 17)


def test_a_question_at_night_counts_from_the_morning() -> None:
    assert due(local(2026, 11, 26, 3), 1, OFFICE, NONE) == local(2026, 11, 26, 10)


@pytest.mark.parametrize(
    ("night", "morning"),
    [((2026, 3, 28, 23), (2026, 3, 29, 8, 1)), ((2026, 10, 24, 23), (2026, 10, 25, 6, 1))],
    ids=["spring", "autumn"],
)
def test_hours_pass_truly_when_the_clock_changes(
    night: tuple[int, int, int, int], morning: tuple[int, int, int, int, int]
) -> None:
    """Eight hours from 23:00 with one minute off at midnight; in UTC they are eight hours and that minute."""
    begun, ended = local(*night), local(*morning)
    assert due(begun, 8, AROUND_THE_CLOCK, NONE) == ended
    assert ended.astimezone(UTC) - begun.astimezone(UTC) == timedelta(hours=8, minutes=1)


def test_office_hours_stay_the_same_by_the_clock_after_it_changed() -> None:
    assert due(local(2026, 3, 27, 16), 2, OFFICE, NONE) == local(2026, 3, 30, 10)


def test_corpus_christi_counts_where_it_is_a_holiday() -> None:
    asked = local(2026, 6, 3, 16)
    assert due(asked, 2, OFFICE, holidays_of("HE")) == local(2026, 6, 5, 10)
    assert due(asked, 2, OFFICE, holidays_of("BE")) == local(2026, 6, 4, 10)


@pytest.mark.parametrize("state", [*STATE_NAMES, None])
def test_every_land_keeps_the_holidays_of_all_germany(state: str | None) -> None:
    kept = holidays_of(state)
    assert all(day in kept for day in (date(2027, 1, 1), date(2027, 3, 26), date(2027, 10, 3), date(2027, 12, 26)))
    assert date(2026, 11, 27) not in kept


def test_a_holiday_of_one_city_is_not_one_of_the_land() -> None:
    assert date(2026, 8, 8) not in holidays_of("BY")


def test_a_promise_reads_as_a_full_hour_but_never_after_closing() -> None:
    until_half_past = WorkingWeek(closes=time(16, 30))
    assert at_the_full_hour(local(2026, 12, 1, 14), until_half_past) == local(2026, 12, 1, 14)
    assert at_the_full_hour(local(2026, 12, 1, 14, 1), until_half_past) == local(2026, 12, 1, 15)
    assert at_the_full_hour(local(2026, 12, 1, 16, 5), until_half_past) == local(2026, 12, 1, 16, 30)


@pytest.mark.parametrize("week", [(frozenset(), time(9), time(17)), (frozenset({0}), time(9), time(9))])
def test_a_week_without_working_time_is_refused(week: tuple[frozenset[int], time, time]) -> None:
    with pytest.raises(ValueError, match="working week"):
        WorkingWeek(*week)


@pytest.mark.parametrize(("at", "much"), [(local(2026, 1, 5, 9), 0.0), (datetime(2026, 1, 5, 9), 1.0)])
def test_no_hours_and_no_time_zone_are_refused(at: datetime, much: float) -> None:
    with pytest.raises(ValueError, match="working hours"):
        due(at, much, OFFICE, NONE)
