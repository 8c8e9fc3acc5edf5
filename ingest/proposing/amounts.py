"""Reads amounts of euros in German texts."""

import re
from dataclasses import dataclass

_SCALE = {"mrd": 1_000_000_000, "milliard": 1_000_000_000, "mio": 1_000_000, "million": 1_000_000,
          "tsd": 1_000, "tausend": 1_000}  # fmt: skip
_AMOUNT = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?|\d+(?:,\d+)?)[\s-]*"
    r"(?:(?P<scale>mrd|milliarden?|mio|millionen?|tsd|tausend)\.?\s*)?(?:euro\b|eur\b|€)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole euros, and where they are written."""

    euros: int
    start: int
    end: int


def amounts_in(text: str) -> list[Amount]:
    """Return the amounts in a text, in order.

    >>> [a.euros for a in amounts_in("von 200.000 bis 1,8 Millionen Euro, also 1.250,50 € oder 40 Mio. EUR")]
    [1800000, 1250, 40000000]
    """
    found = []
    for match in _AMOUNT.finditer(text):
        number = float(re.sub(r"[. ]", "", match.group("number")).replace(",", "."))
        scale = (match.group("scale") or "").lower()
        factor = next((value for name, value in _SCALE.items() if scale.startswith(name)), 1)
        found.append(Amount(int(round(number * factor, 2)), match.start(), match.end()))
    return found
