"""The templates of all pages: one environment, with how it writes times, numbers and replies."""

import secrets
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, select_autoescape

from api import shown
from api.store.transaction import utc
from assistant.people import moments
from knowledge.freshness import doubt, written
from knowledge.pages import at_page

WEB = Path(__file__).parent / "web"
_GERMANY = ZoneInfo("Europe/Berlin")


def day(value: date) -> str:
    """Return a day as people write it; of a moment the day it is in Germany.

    >>> day(date(2026, 11, 27))
    '27. November 2026'
    """
    if isinstance(value, datetime):
        value = utc(value).astimezone(_GERMANY).date()
    return written(value.isoformat())


def moment(value: datetime) -> str:
    """Return day and time in Germany; a moment without a zone is one in UTC.

    >>> moment(datetime(2026, 11, 27, 13, 5))
    '27. November 2026, 14:05 Uhr'
    """
    return f"{day(value)}, {utc(value).astimezone(_GERMANY):%H:%M} Uhr"


def weekday(value: datetime | str) -> str:
    """Return weekday, day and time in Germany, as it is promised to askers; text is read as ISO.

    >>> weekday("2026-12-01T14:00:00+01:00")
    'Dienstag, 1. Dezember 2026, 14 Uhr'
    """
    return moments.moment(datetime.fromisoformat(value) if isinstance(value, str) else value)


def one_time_key() -> str:
    """Return a random key for one sending of a form."""
    return secrets.token_urlsafe(24)


TEMPLATES = Environment(
    loader=FileSystemLoader(WEB / "templates"),
    autoescape=select_autoescape(["html"]),
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters |= {
    "day": day,
    "moment": moment,
    "weekday": weekday,
    "written": written,
    "doubt": lambda source: doubt(source.stale, source.ended_on),
    "thousands": shown.thousands,
    "passage": shown.passage,
    "at_page": at_page,
    "kind_name": shown.kind_name,
    "by_question": shown.by_question,
    "with_marks": shown.with_marks,
    "speaker": shown.speaker,
}
TEMPLATES.globals |= {"one_time_key": one_time_key}
