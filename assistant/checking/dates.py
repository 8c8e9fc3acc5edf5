"""Reads the dates of German text, and blanks them out so that what is left are figures. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
_MONTH = "|".join(_MONTHS)
_PART = r"(?:(?P<part>Anfang|Mitte|Ende|Frühjahr|Frühling|Sommer|Herbst|Winter)\s+(?:des Jahres\s+|im\s+)?)?"
_DATE = re.compile(
    rf"{_PART}(?:(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"
    r"|(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)?(?!\d)"
    rf"|(?:(?<![\d.])(?P<nth>\d{{1,2}})\.\s?)?\b(?P<name>{_MONTH})\b(?:\s+(?P<of>(?:19|20)\d\d)\b)?"
    r"|(?<![\d.,-])(?P<only>(?:19|20)\d\d)\b(?!\s*(?:Euro|€|Einwohner|Prozent|%|,\d)))",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as exactly as it is told: any part may be missing; `part` is "anfang", "ende" or a season."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    part: str = ""


def dates_of(text: str) -> list[Day]:
    """Return the dates of a text, in order.

    >>> dates_of("Am 09.07.2021, nicht im August 2021; Ende 2022") == [
    ...     Day(9, 7, 2021), Day(None, 8, 2021), Day(year=2022, part="ende")]
    True
    """
    return [_read(match) for match in _DATE.finditer(text)]


def without_dates(text: str) -> str:
    """Return the text with its dates blanked out; everything else stays where it was."""
    return _DATE.sub(lambda match: " " * len(match[0]), text)


def weekdays_of(text: str) -> set[str]:
    """Return the days of the week that a text names."""
    return {name.lower() for name in _WEEKDAY.findall(text)}


def told(said: Day, known: Iterable[Day]) -> bool:
    """Return whether the known dates tell what was said; a year may stand beside its day ("23. Januar bis …2025").

    >>> told(Day(23, 1, 2025), [Day(23, 1), Day(15, 9, 2025)]), told(Day(year=2025), [Day(15, 9, 2024)])
    (True, False)
    """
    known = list(known)
    years = {day.year for day in known}
    return any(
        (said.day, said.month) in {(day.day, day.month), (None, day.month), (None, None)}
        and (said.year in {None, day.year} or (day.year is None and said.year in years))
        and said.part in {"", day.part}
        for day in known
    )


def _read(match: re.Match[str]) -> Day:
    part = (match["part"] or "").lower().replace("frühling", "frühjahr")
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return Day(day, month, year, part)
    if match["day"]:
        return Day(int(match["day"]), int(match["month"]), _int(match["year"]), part)
    if match["name"]:
        return Day(_int(match["nth"]), _MONTHS.index(match["name"].lower()) + 1, _int(match["of"]), part)
    return Day(year=int(match["only"]), part=part)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
