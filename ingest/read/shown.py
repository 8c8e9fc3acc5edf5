"""Says numbers and dates of a spreadsheet as a German reader sees them in its cells. Pure."""

import re
from datetime import date, datetime, time

_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_DECIMALS = re.compile(r"\.(0+)")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_CURRENCY = re.compile(r"€|EUR|\[\$€")
_SWITCH = str.maketrans(",.", ".,")


def shown(value: bool | float | date | time, number_format: str = "General") -> str:
    """Return a value as a German spreadsheet shows it; a year stays a year.

    >>> shown(47000, "#,##0"), shown(2024), shown(0.125, "0.0%"), shown(1200.5, '#,##0.00 "€"'), shown(3.50)
    ('47.000', '2024', '12,5 %', '1.200,50 €', '3,5')
    >>> shown(date(2026, 3, 1)), shown(datetime(2026, 3, 1, 8, 30)), shown(date(2026, 3, 1), "mmm yyyy"), shown(True)
    ('01.03.2026', '01.03.2026 08:30', 'März 2026', 'ja')
    """
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return _day(value, _QUOTED.sub("", number_format).lower())
    return _number(value, number_format)


def _day(value: date, number_format: str) -> str:
    if "y" in number_format and "m" in number_format and "d" not in number_format:
        return f"{_MONTHS[value.month - 1]} {value.year}"
    clock = value.strftime(" %H:%M") if isinstance(value, datetime) and value.time() != time.min else ""
    return value.strftime("%d.%m.%Y") + clock


def _number(value: float, number_format: str) -> str:
    pattern = number_format.partition(";")[0]
    percent, currency = "%" in _QUOTED.sub("", pattern), _CURRENCY.search(pattern) is not None
    told = _DECIMALS.search(pattern)
    places = len(told[1]) if told else 0 if re.search(r"0|#", pattern) else None
    grouping = "," if "#,#" in pattern else ""
    figure = value * 100 if percent else value
    if places is None:
        text = str(int(figure)) if float(figure).is_integer() else f"{figure:.10g}"
    else:
        text = f"{figure:{grouping}.{places}f}"
    return text.translate(_SWITCH) + (" %" if percent else " €" if currency else "")
