"""Writes figures for German readers: shares in per cent, durations in milliseconds, and how two figures differ."""

import math

_SUFFIX = {"share": "\N{NO-BREAK SPACE}%", "ms": "\N{NO-BREAK SPACE}ms"}

_PLACES = {"index": 3, "price": 4}  # decimal places; others have one
_COUNTED = ("words", "tokens")


def written(value: float | None, unit: str) -> str:
    r"""Return a figure in its unit; a dash for none.

    >>> written(0.9256, "share"), written(0.9424, "index"), written(113.0, "words"), written(22.91, "ms")
    ('92,6\xa0%', '0,942', '113', '22,9\xa0ms')
    >>> written(None, "share"), written(1840.4, "ms")
    ('–', '1.840\xa0ms')
    """
    return "–" if value is None else _digits(value, unit) + _SUFFIX.get(unit, "")


def between(low: float, high: float, unit: str) -> str:
    r"""Return an interval, its unit said once.

    >>> between(0.888, 0.9581, "share"), between(0.913, 0.968, "index")
    ('88,8 bis 95,8\xa0%', '0,913 bis 0,968')
    """
    return f"{_digits(low, unit)} bis {written(high, unit)}"


def changed(difference: float, unit: str) -> str:
    """Return a difference with its sign; shares differ by points of a per cent.

    >>> changed(0.0123, "share"), changed(-2.0, "words"), changed(0.0, "index")
    ('+1,2 Punkte', '−2', '±0')
    """
    size = distance(abs(difference), unit)
    if not any(digit in "123456789" for digit in size):
        return "±0"
    return f"{'+' if difference > 0 else '−'}{size}"


def distance(value: float, unit: str) -> str:
    r"""Return how far two figures lie apart; shares by points of a per cent.

    >>> distance(0.3, "share"), distance(4.2, "ms"), distance(0.1987, "index")
    ('30,0 Punkte', '4,2\xa0ms', '0,199')
    """
    return _digits(value, unit) + (" Punkte" if unit == "share" else _SUFFIX.get(unit, ""))


def counted(n: int) -> str:
    """Return a number of things.

    >>> counted(1825), counted(40)
    ('1.825', '40')
    """
    return f"{n:,}".replace(",", ".")


def of_hundred(share: float) -> str:
    """Return a share as a natural frequency; only what is all or nothing is called so.

    >>> of_hundred(0.926), of_hundred(1.0), of_hundred(0.997), of_hundred(0.003), of_hundred(0.0)
    ('93 von 100', '100 von 100', 'mehr als 99 von 100', 'weniger als 1 von 100', '0 von 100')
    """
    if 0.995 <= share < 1.0:
        return "mehr als 99 von 100"
    if 0.0 < share < 0.005:
        return "weniger als 1 von 100"
    return f"{math.floor(100 * share + 0.5)} von 100"


def _digits(value: float, unit: str) -> str:
    if unit == "share":
        return f"{100 * value:.1f}".replace(".", ",")
    if value >= 100 or (unit in _COUNTED and value == int(value)):
        return f"{value:,.0f}".replace(",", ".")
    return f"{value:.{_PLACES.get(unit, 1)}f}".replace(".", ",")
