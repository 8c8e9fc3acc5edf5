"""Public holidays of a Land: the door to the library `holidays`.

Left out on purpose: what holds in some municipalities only, such as the peace festival in Augsburg, Assumption Day
where Catholics prevail in Bavaria, and Corpus Christi in parts of Saxony and Thuringia. The library counts those
apart from the holidays of a whole Land; on such a day a promise may fall although nobody works.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import cache

from knowledge.documents import STATE_NAMES


def holidays_of(state: str | None) -> Container[date]:
    """Return the holidays of a Land by its two-letter code; without one, or an unknown one, those of all Germany.

    >>> date(2026, 6, 4) in holidays_of("HE"), date(2026, 6, 4) in holidays_of("BE")
    (True, False)
    """
    return _Holidays(state if state in STATE_NAMES else None)


@dataclass(frozen=True, slots=True)
class _Holidays:
    state: str | None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _in_year(self.state, day.year)


@cache
def _in_year(state: str | None, year: int) -> frozenset[date]:
    """Return a year's holidays, whole: the library's own calendar fills itself while others may be reading it."""
    from holidays import country_holidays

    return frozenset(country_holidays("DE", subdiv=state, years=year, expand=False))
