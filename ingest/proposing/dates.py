"""Reads the dates of German texts: a day, a month or a year, wherever it stands, and only days of the calendar."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
_SHORT = {"jan": 1, "feb": 2, "mär": 3, "mrz": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
          "okt": 10, "nov": 11, "dez": 12, "jänner": 1, "maerz": 3}  # fmt: skip
_NUMBER_OF = {name: n for n, name in enumerate(_MONTHS, 1)} | _SHORT
_MONTH = r"(?:" + "|".join(_MONTHS) + r"|jänner|maerz|(?:jan|feb|mär|mrz|apr|jun|jul|aug|sept?|okt|nov|dez)\b\.?)"
_YEAR = r"(?:19|20)\d\d"
_DIGITS = re.compile(r"\d\d")  # no date without two of them; most sentences have none, and are done with
_DATE = re.compile(
    rf"(?<![\d.,/-])(?:"
    rf"(?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    rf"|(?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.\s?(?P<y2>{_YEAR}|\d\d(?!\d))"
    rf"|(?P<d3>\d{{1,2}})\.\s*(?P<m3>{_MONTH})\s*(?P<y3>{_YEAR})"
    rf"|(?P<m4>{_MONTH})\s+(?P<y4>{_YEAR})"
    rf"|(?P<m5>\d{{1,2}})/(?P<y5>{_YEAR})"
    rf"|(?P<y6>{_YEAR})(?![\d.,/-]*\d)"
    rf")(?!\d|\.\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: a year, month or day as a head writes it, and where its words stand."""

    stamp: str
    start: int
    end: int

    @property
    def day(self) -> date | None:
        """The day; None for a month or a year."""
        return date.fromisoformat(self.stamp) if len(self.stamp) == 10 else None

    def after(self, today: date) -> bool:
        """Return whether all of it lies after `today`."""
        return self.stamp > today.isoformat()[: len(self.stamp)]


def dates_in(text: str) -> list[Dated]:
    """Return the dates in a text, in order.

    >>> [d.stamp for d in dates_in("Vom 1. März 2024 bis 30.06.2025, geplant 09/2026; 2023 noch nicht. Am 31.02.2024?")]
    ['2024-03-01', '2025-06-30', '2026-09', '2023']
    """
    return list(_dates(text)) if _DIGITS.search(text) else []


def _dates(text: str) -> Iterator[Dated]:
    for found in _DATE.finditer(text):
        year, month, day = (_value(found, name) for name in "ymd")
        stamp = "-".join(filter(None, (year, month, day)))
        try:
            date.fromisoformat((stamp + "-01-01")[:10])
        except ValueError:
            continue
        yield Dated(stamp, found.start(), found.end())


def _value(found: re.Match[str], name: str) -> str:
    told = next((v for key, v in found.groupdict().items() if key.startswith(name) and v), "").lower().rstrip(".")
    if name == "y":
        return told if len(told) == 4 else f"20{told}"
    if not told:
        return ""
    return f"{_NUMBER_OF[told] if told in _NUMBER_OF else int(told):02}"
