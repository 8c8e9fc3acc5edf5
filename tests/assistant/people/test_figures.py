"""Figures of a period: days as they are in Germany, shares of what they say, and none of a handful."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.people.figures import Answering, Period, Seen, figures_of, ranked, spans_of

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_days_begin_at_midnight_in_germany_also_when_the_clocks_change() -> None:
    spans = spans_of(Period.WEEK, datetime(2026, 10, 27, 12, tzinfo=UTC))
    starts = [span.start.astimezone(UTC).isoformat() for span in spans]
    assert starts[3:6] == ["2026-10-23T22:00:00+00:00", "2026-10-24T22:00:00+00:00", "2026-10-25T23:00:00+00:00"]
    assert all(one.end == after.start for one, after in pairwise(spans))


def test_shares_are_of_all_questions_and_greetings_are_none() -> None:
    outcomes = [{"answered": 6, "declined.smalltalk": 9}, {"answered.partial": 2, "handoff.legal": 2}]
    figures = figures_of(spans_of(Period.WEEK, NOW)[:2], Seen(outcomes, {"legal": 2}, ()), NOW)
    assert (figures.asked, figures.total, figures.in_full, figures.in_part) == ((6, 4), 10, 0.6, 0.2)
    assert figures.reasons == (("legal", 2),)


def test_a_promise_counts_once_it_is_answered_or_over() -> None:
    made = NOW - 10 * HOUR
    kept = [Answering(made, made + 3 * HOUR, made + n * HOUR) for n in (1, 2, 3, 4)]
    other = [
        Answering(made, NOW + HOUR),
        Answering(made),
        Answering(made, NOW + HOUR, None, NOW),
        Answering(made, NOW - HOUR),
    ]
    figures = figures_of((), Seen((), {}, [*kept, *other]), NOW)
    assert figures.kept == 3 / 5


def test_the_edited_share_is_the_mean_over_all_released_drafts() -> None:
    drafts = [("Der Bus fährt.", "Der Bus fährt."), *[("Der Bus fährt.", "Ganz anders gesagt")] * 4]
    assert figures_of((), Seen((), {}, (), drafts), NOW).edited == 4 / 5


def test_of_a_handful_there_is_no_share_and_no_time() -> None:
    made = Answering(NOW - HOUR, NOW, NOW)
    figures = figures_of(spans_of(Period.WEEK, NOW)[:1], Seen([{"answered": 4}], {"legal": 4}, [made] * 4), NOW)
    assert (figures.in_full, figures.in_part, figures.kept, figures.median, figures.p90) == (None,) * 5
    assert figures.edited is None


@given(st.lists(st.integers(0, 10_000), min_size=5), st.sampled_from([0.5, 0.9]))
def test_that_share_is_answered_within_the_time_named(minutes: list[int], share: float) -> None:
    waited = sorted(timedelta(minutes=n) for n in minutes)
    named = ranked(waited, share)
    assert named in waited
    assert sum(one <= named for one in waited) >= share * len(waited) - 1e-9
    assert sum(one < named for one in waited) < share * len(waited)
