"""Counts working time: when so many working hours have passed, in German local time, public holidays left out.

Hours are hours that pass, so the two nights in which the clock changes cost or give one where somebody works then.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

GERMANY = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """The days (0 is Monday) and the German local time between which a team works.

    Raises ValueError when there is no day or no time to work.
    """

    days: frozenset[int] = frozenset(range(5))
    opens: time = time(9)
    closes: time = time(17)

    def __post_init__(self) -> None:
        if not self.days or not self.days <= set(range(7)) or self.opens >= self.closes:
            raise ValueError("a working week needs a day, and has to close after it opens")

    def on(self, day: date) -> tuple[datetime, datetime]:
        """Return when work begins and ends on that day, in UTC."""
        return _moment(day, self.opens), _moment(day, self.closes)


def due(at: datetime, working_hours: float, week: WorkingWeek, holidays: Container[date]) -> datetime:
    """Return when so many working hours have passed since `at`, in German local time.

    The end of a working day counts to that day. Raises ValueError for no hours or a time without time zone.

    >>> asked = datetime(2026, 11, 27, 14, tzinfo=GERMANY)  # a Friday
    >>> due(asked, 16, WorkingWeek(), frozenset()).isoformat()
    '2026-12-01T14:00:00+01:00'
    """
    if working_hours <= 0 or at.tzinfo is None:
        raise ValueError("working hours have to be more than none, and a time needs its zone")
    left = timedelta(hours=working_hours)
    for begins, ends in _worked(at, week, holidays):
        if left <= ends - begins:
            return (begins + left).astimezone(GERMANY)
        left -= ends - begins
    raise AssertionError("days do not end")


def at_the_full_hour(moment: datetime, week: WorkingWeek) -> datetime:
    """Return the next full hour of a moment in working time, which is easier to keep in mind; never after closing.

    >>> at_the_full_hour(datetime(2026, 12, 1, 14, 7, tzinfo=GERMANY), WorkingWeek()).strftime("%H:%M")
    '15:00'
    """
    local = moment.astimezone(GERMANY)
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    up = moment.astimezone(UTC) + (timedelta(hours=1) - past if past else past)
    return max(moment, min(up, week.on(local.date())[1])).astimezone(GERMANY)


def _worked(at: datetime, week: WorkingWeek, holidays: Container[date]) -> Iterator[tuple[datetime, datetime]]:
    """Yield the stretches of working time from `at` on, in UTC."""
    first = at.astimezone(GERMANY).date()
    for n in count():
        day = first + timedelta(days=n)
        if day.weekday() not in week.days or day in holidays:
            continue
        begins, ends = week.on(day)
        if at < ends:
            yield max(begins, at.astimezone(UTC)), ends


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, GERMANY).astimezone(UTC)
