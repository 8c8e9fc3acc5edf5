"""What the team sees of its work in a period: how much was asked, answered and handed over, and how soon. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from assistant.messages import Outcome
from assistant.people.gaps import FEWEST
from assistant.people.hours import GERMANY
from assistant.people.proposal import edited_share

_NO_QUESTION = frozenset({Outcome.DECLINED_SMALLTALK, Outcome.DECLINED_ABOUT, Outcome.DECLINED_PROFILE})


class Period(StrEnum):
    """How far back to look from now."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


PERIOD_NAMES: dict[Period, str] = {
    Period.WEEK: "7 Tage",
    Period.MONTH: "30 Tage",
    Period.QUARTER: "13 Wochen",
}
_STEPS: dict[Period, tuple[int, int]] = {Period.WEEK: (7, 1), Period.MONTH: (30, 1), Period.QUARTER: (13, 7)}


@dataclass(frozen=True, slots=True)
class Span:
    """A day or a week in Germany, from `start` (included) to `end`, both aware."""

    start: datetime
    end: datetime

    @property
    def label(self) -> str:
        """Its first day."""
        return f"{self.start.day}.{self.start.month}."


@dataclass(frozen=True, slots=True)
class Answering:
    """One handoff: when it was made, promised, answered and closed."""

    created_at: datetime
    due_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What was counted: questions by span and outcome, handoffs by reason, and each handoff's moments.

    `drafts` holds each proposed text with the one that was released in the end.
    """

    outcomes: Sequence[Mapping[str, int]]
    reasons: Mapping[str, int]
    handoffs: Sequence[Answering]
    drafts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a period; a share or a time is None where fewer than FEWEST stand behind it.

    `asked` is per span; `in_full` and `in_part` are shares of all questions, `kept` of the promises whose time is over
    or that were answered; `edited` is the mean share of a proposal that people changed. The times to an answer are
    measured from handoff to answer, nights and weekends included.
    """

    spans: tuple[Span, ...]
    asked: tuple[int, ...]
    in_full: float | None
    in_part: float | None
    reasons: tuple[tuple[str, int], ...]
    median: timedelta | None
    p90: timedelta | None
    kept: float | None
    edited: float | None

    @property
    def total(self) -> int:
        """All questions of the period."""
        return sum(self.asked)


def spans_of(period: Period, now: datetime) -> tuple[Span, ...]:
    """Return the days or weeks of a period, oldest first; the last one ends with today in Germany.

    >>> from datetime import UTC
    >>> found = spans_of(Period.QUARTER, datetime(2026, 11, 27, 23, 30, tzinfo=UTC))
    >>> len(found), found[-1].label, found[-1].end.isoformat()
    (13, '22.11.', '2026-11-29T00:00:00+01:00')
    """
    n, days = _STEPS[period]
    end = now.astimezone(GERMANY).date() + timedelta(days=1)
    starts = [datetime.combine(end - timedelta(days=days * k), time(), GERMANY) for k in range(n, -1, -1)]
    return tuple(Span(start, after) for start, after in pairwise(starts))


def figures_of(spans: Sequence[Span], seen: Seen, now: datetime) -> Figures:
    """Return the figures of what was counted; talk that asks nothing is no question."""
    questions = [{name: n for name, n in one.items() if name not in _NO_QUESTION} for one in seen.outcomes]
    asked = tuple(sum(one.values()) for one in questions)
    waited = sorted(one.answered_at - one.created_at for one in seen.handoffs if one.answered_at)
    promises = [kept for one in seen.handoffs if (kept := kept_promise(one, now)) is not None]
    return Figures(
        tuple(spans),
        asked,
        share(sum(one.get(Outcome.ANSWERED, 0) for one in questions), sum(asked)),
        share(sum(one.get(Outcome.PARTIAL, 0) for one in questions), sum(asked)),
        tuple(sorted(seen.reasons.items(), key=lambda item: (-item[1], item[0]))),
        ranked(waited, 0.5),
        ranked(waited, 0.9),
        share(sum(promises), len(promises)),
        share(sum(edited_share(*texts) for texts in seen.drafts), len(seen.drafts)),
    )


def kept_promise(one: Answering, now: datetime) -> bool | None:
    """Return whether a promise was kept; None while it can still be, without one, and when closed in time unanswered.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 11, 27, 12, tzinfo=UTC)
    >>> hour = timedelta(hours=1)
    >>> kept_promise(Answering(noon, noon + hour, noon + hour), noon), kept_promise(Answering(noon, noon + hour), noon)
    (True, None)
    >>> kept_promise(Answering(noon, noon + hour), noon + 2 * hour)
    False
    """
    if one.due_at is None:
        return None
    if one.answered_at:
        return one.answered_at <= one.due_at
    ended = one.closed_at or now
    return False if ended > one.due_at else None


def share(part: float, whole: int) -> float | None:
    """Return a share, 0 to 1, None of fewer than FEWEST.

    >>> share(3, 6), share(3, 4)
    (0.5, None)
    """
    return part / whole if whole >= FEWEST else None


def ranked(waited: Sequence[timedelta], at: float) -> timedelta | None:
    """Return the time within which that share was answered (nearest rank); `waited` is sorted, FEWEST at least."""
    if len(waited) < FEWEST:
        return None
    return waited[max(0, -int(-at * len(waited) // 1) - 1)]


def duration(value: timedelta) -> str:
    """Return a time as people say it.

    >>> duration(timedelta(minutes=40)), duration(timedelta(hours=3, minutes=20)), duration(timedelta(days=2, hours=5))
    ('40 Minuten', '3 Stunden 20 Minuten', '2 Tage 5 Stunden')
    """
    minutes = round(value.total_seconds() / 60)
    days, hours = divmod(minutes // 60, 24)
    parts = ((days, "Tag", "Tage"), (hours, "Stunde", "Stunden"), (minutes % 60, "Minute", "Minuten"))
    said = [f"{n} {one if n == 1 else many}" for n, one, many in parts if n]
    return " ".join(said[:2]) or "unter einer Minute"
