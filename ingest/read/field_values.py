"""Makes values of a document's head from what people write into tables: dates, numbers, states. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ingest.read.columns import bare
from knowledge.documents import STATE_NAMES, TOPIC_NAMES
from knowledge.profile import PHASE_NAMES, TYPE_NAMES

_MONTHS = ("jan", "feb", "maer", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2}\.|[A-Za-zä]+\.?)\s*(\d{4})(?:\s+\d{1,2}:\d{2}.*)?")
_MONTH = re.compile(r"(?:(\d{1,2})[./]\s*|([A-Za-zä]+\.?)\s+)(\d{4})")
_ISO = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d{2}:.*)?")
_VALUE_CHARS = 2_000  # of a date, a number, an address, a list of topics
_COUNT = re.compile(
    r"(?:ca\.?|rund|etwa)?\s*(\d{1,3}(?:[. '\u00a0]\d{3})+|\d+)(?:,0+|,-)?\s*(?:€|Euro|EUR|Einwohner\w*|EW)?", re.I
)


def _stamp(text: str) -> str:
    """Return a day, month or year as documents state it.

    >>> _stamp("1. März 2026"), _stamp("01.03.2026"), _stamp("März 2026"), _stamp("2026"), _stamp("2026-03-01T08:00Z")
    ('2026-03-01', '2026-03-01', '2026-03', '2026', '2026-03-01')
    """
    if found := _DAY.fullmatch(text):
        return date(int(found[3]), _month(found[2]), int(found[1])).isoformat()
    if found := _MONTH.fullmatch(text):
        return date(int(found[3]), _month(found[1] or found[2]), 1).isoformat()[:7]
    if found := _ISO.fullmatch(text):
        date.fromisoformat((found[1] + "-01-01")[:10])
        return found[1]
    raise ValueError("ist kein Datum, zum Beispiel 01.03.2026")


def _month(text: str) -> int:
    name = bare(text)
    return int(name) if name.isdigit() else next(n for n, m in enumerate(_MONTHS, start=1) if name.startswith(m))


def _day(text: str) -> str:
    stamp = _stamp(text)
    if len(stamp) < len("2026-03-01"):
        raise ValueError("nennt keinen Tag")
    return stamp


def _count(text: str) -> int:
    """Return a whole number.

    >>> _count("ca. 47.000 Einwohner"), _count("1.200 €"), _count("8000")
    (47000, 1200, 8000)
    """
    found = _COUNT.fullmatch(text.strip())
    if not found:
        raise ValueError("ist keine ganze Zahl, zum Beispiel 47.000")
    return int(re.sub(r"\D", "", found[1]))


def _one_of(names: Mapping[Any, str], what: str) -> Callable[[str], str]:
    codes: dict[str, str] = {bare(code): code for code in names} | {bare(name): code for code, name in names.items()}

    def code_of(text: str) -> str:
        if bare(text) not in codes:
            raise ValueError(f"ist {what}")
        return codes[bare(text)]

    return code_of


def _several(of: Callable[[str], str]) -> Callable[[str], list[str]]:
    return lambda text: [of(part.strip()) for part in re.split(r"[;\n]", text) if part.strip()]


def _address(text: str) -> str:
    """Return a web address; one without https:// is completed where it can be nothing else."""
    address = f"https://{text}" if re.fullmatch(r"www\.[^\s<>\"]+\.[^\s<>\"]+", text) else text
    if not re.fullmatch(r"https?://[^\s<>\"]+", address):
        raise ValueError("ist keine Internetadresse, zum Beispiel https://example.org")
    return address


_state = _one_of(STATE_NAMES, "kein Bundesland")
_VALUES: dict[str, Callable[[str], object]] = {
    "as_of": _stamp, "valid_until": _day, "funding.deadline": _day, "url": _address,
    "municipality.state": _state, "funding.states": _several(_state),
    "municipality.type": _one_of(TYPE_NAMES, "keine Art von Kommune, zum Beispiel Kleinstadt"),
    "municipality.population": _count, "cost_eur": _count, "funding.max_eur": _count,
    "topics": _several(_one_of(TOPIC_NAMES, "kein bekanntes Thema")),
    "phases": _several(_one_of(PHASE_NAMES, "keine bekannte Phase")),
    "questions": _several(str), "technologies": _several(str), "funding_programs": _several(str),
}  # fmt: skip


def value_of(field: str, text: str) -> object:
    """Return what a field holds when `text` stands in its column. Raises ValueError with the reason, German."""
    if field in _VALUES and len(text) > _VALUE_CHARS:
        raise ValueError("ist zu lang")
    try:
        return _VALUES.get(field, str)(text)
    except StopIteration as error:
        raise ValueError("ist kein Datum, zum Beispiel 01.03.2026") from error
    except ValueError as error:
        german = str(error).startswith(("ist ", "nennt "))
        raise ValueError(str(error) if german else "ist kein Datum des Kalenders") from error
