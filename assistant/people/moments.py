"""Moments as people read them, in German local time."""

from datetime import date, datetime

from assistant.people.hours import GERMANY
from knowledge.freshness import written

_DAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}


def day(moment: date, language: str = "de") -> str:
    """Return a day with its weekday; any language but German is written in English.

    >>> day(date(2026, 12, 1)), day(date(2026, 12, 1), "en")
    ('Dienstag, 1. Dezember 2026', 'Tuesday, 1 December 2026')
    """
    spoken = "de" if language == "de" else "en"
    return f"{_DAYS[spoken][moment.weekday()]}, {written(f'{moment:%Y-%m-%d}', spoken)}"


def month(moment: date, language: str = "de") -> str:
    """Return month and year.

    >>> month(date(2026, 12, 1))
    'Dezember 2026'
    """
    return written(f"{moment:%Y-%m}", "de" if language == "de" else "en")


def moment(at: datetime, language: str = "de") -> str:
    """Return day and time in Germany.

    >>> from datetime import UTC
    >>> moment(datetime(2026, 12, 1, 13, tzinfo=UTC)), moment(datetime(2026, 12, 1, 13, 30, tzinfo=UTC), "en")
    ('Dienstag, 1. Dezember 2026, 14 Uhr', 'Tuesday, 1 December 2026, 14:30 German time')
    """
    local = at.astimezone(GERMANY)
    if language != "de":
        return f"{day(local, language)}, {local:%H:%M} German time"
    return f"{day(local)}, {local.hour}{f':{local.minute:02}' if local.minute else ''} Uhr"
