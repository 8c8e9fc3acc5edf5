"""A date is read in every form in which German offices write it, and what is no day of the calendar is no date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.proposing.dates import dates_in

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
DAY_FORMS = ("{d}. {name} {y}", "{d:02}.{m:02}.{y}", "{d}.{m}.{y}", "{d}. {m}. {y}", "{y}-{m:02}-{d:02}")
MONTH_FORMS = ("{name} {y}", "{m:02}/{y}", "{m}/{y}")


def written(form: str, day: date) -> str:
    return form.format(d=day.day, m=day.month, y=day.year, name=MONTHS[day.month - 1])


@given(
    DAYS, st.sampled_from(DAY_FORMS), st.sampled_from(["Am {} begann es.", "({})", "Stand: {}", "bis {}, dann", "{}"])
)
def test_a_day_is_read_as_that_day(day: date, form: str, around: str) -> None:
    words = written(form, day)
    text = around.format(words)
    (found,) = dates_in(text)
    assert found.day == day
    assert text[found.start : found.end] == words


@given(DAYS, st.sampled_from(MONTH_FORMS))
def test_a_month_is_read_as_that_month(day: date, form: str) -> None:
    (found,) = dates_in(f"Stand {written(form, day)}.")
    assert (found.stamp, found.day) == (day.isoformat()[:7], None)


@given(DAYS, DAYS)
def test_two_days_are_read_in_their_order(first: date, second: date) -> None:
    text = f"vom {written(DAY_FORMS[0], first)} bis zum {written(DAY_FORMS[1], second)}"
    assert [found.day for found in dates_in(text)] == [first, second]


@pytest.mark.parametrize(
    "text", ["31.02.2024", "45. März 2024", "13/2024", "2024-13-01", "00.01.2024", "30. Februar 2024"]
)
def test_what_is_no_day_of_the_calendar_is_not_read_as_one(text: str) -> None:
    assert all(found.day is None and len(found.stamp) == 4 for found in dates_in(text))


@pytest.mark.parametrize(
    "text", ["DIN 2024.15", "Nummer 120245", "192.168.10.20", "1.2023.4", "2020-2027/15", "Az. 3.1.1999.7"]
)
def test_other_numbers_are_no_days(text: str) -> None:
    assert all(found.day is None for found in dates_in(text))


@given(DAYS, DAYS)
def test_later_than_today_is_only_what_lies_wholly_after_it(day: date, today: date) -> None:
    (exact,), (month,) = (dates_in(written(form, day)) for form in ("{d}.{m}.{y}", "{name} {y}"))
    assert exact.after(today) == (day > today)
    assert month.after(today) == ((day.year, day.month) > (today.year, today.month))


@given(st.text(alphabet="0123456789./-, JanuarMärz€", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for found in dates_in(text):
        date.fromisoformat((found.stamp + "-01-01")[:10])
