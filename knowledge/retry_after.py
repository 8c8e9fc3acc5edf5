"""What a server means by Retry-After."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime


def asked_wait(text: str, now: datetime, longest: timedelta) -> timedelta:
    """Return what a Retry-After in seconds or as a date asks for, at most `longest`; 0 when missing or unreadable.

    >>> from datetime import UTC
    >>> moment = datetime(2026, 11, 27, 12, tzinfo=UTC)
    >>> wishes = ("120", "bald", "Fri, 27 Nov 2026 12:05:00 GMT")
    >>> [asked_wait(text, moment, timedelta(hours=1)).seconds for text in wishes]
    [120, 0, 300]
    """
    try:
        wait = timedelta(seconds=int(text)) if text.isdigit() else parsedate_to_datetime(text) - now
    except (ValueError, TypeError, OverflowError):
        return timedelta()
    return max(timedelta(), min(wait, longest))
