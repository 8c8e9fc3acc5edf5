"""The templates of all pages, and how they write times."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, select_autoescape

from api.store.transaction import utc
from knowledge.freshness import written

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


TEMPLATES = Environment(
    loader=FileSystemLoader(WEB / "templates"),
    autoescape=select_autoescape(["html"]),
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters |= {"day": day, "moment": moment}
