"""How often a source is looked at. Pure."""

import re
from datetime import datetime, timedelta

from ingest.errors import ScheduleInvalid

_NAMED = {"stündlich": 1, "täglich": 24, "wöchentlich": 7 * 24}
_HOURS = re.compile(r"(\d{1,4})\s*(?:h|std|stunden?)?", re.IGNORECASE)


def interval_of(schedule: str) -> timedelta | None:
    """Return the time between two looks, None for a schedule that is empty. Raises ScheduleInvalid.

    >>> interval_of("täglich"), interval_of("6"), interval_of("6 h") == interval_of("6 Stunden"), interval_of("")
    (datetime.timedelta(days=1), datetime.timedelta(seconds=21600), True, None)
    """
    told = schedule.strip().lower()
    if not told:
        return None
    found = _HOURS.fullmatch(told)
    hours = int(found.group(1)) if found else _NAMED.get(told, 0)
    if hours == 0:
        raise ScheduleInvalid(
            f"Den Zeitplan „{schedule}“ gibt es nicht. Möglich sind stündlich, täglich, wöchentlich "
            "oder eine Zahl von Stunden, zum Beispiel 6."
        )
    return timedelta(hours=hours)


def next_due(schedule: str, due: datetime | None, now: datetime) -> datetime | None:
    """Return when a source that was due is due again: at the same time of day, however long its run took.

    >>> noon = datetime(2025, 5, 1, 12)
    >>> next_due("täglich", noon, noon + timedelta(hours=3)), next_due("", noon, noon)
    (datetime.datetime(2025, 5, 2, 12, 0), None)
    >>> next_due("täglich", noon, noon + timedelta(days=3, hours=1))  # the machine was off
    datetime.datetime(2025, 5, 5, 12, 0)
    """
    interval = interval_of(schedule)
    if interval is None:
        return None
    if due is None or due > now:
        return now + interval
    return due + (max(0, (now - due) // interval) + 1) * interval
