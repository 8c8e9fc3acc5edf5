"""What advisors write into a cell, as the value a question set needs: texts, numbers, dates, yes and no. Pure.

Each function raises ValueError with the reason, German, when a cell does not say what it should.
"""

import math
import re
from datetime import date

from pydantic import TypeAdapter, ValidationError

from evals.headings import plain
from ingest.read.grids import Broken, Value
from knowledge.documents import DocumentId
from knowledge.german import clean

_DOCUMENT: TypeAdapter[str] = TypeAdapter(DocumentId)
_ERROR = re.compile(r"#(NV|N/A|WERT!|VALUE!|BEZUG!|REF!|NAME\?|DIV/0!|ZAHL!|NUM!|NULL!|ÜBERLAUF!|SPILL!)")
_BULLET = re.compile(r"^\s*(?:[-–•*▪]|\d{1,2}\))\s+")
_ABOUT = re.compile(r"^(?:ca\.?|circa|etwa|rund|zirka|ungefähr|~|≈)\s*", re.IGNORECASE)
_UNIT = re.compile(r"\s*(?:Einw\S*(?: und Einw\S*)?|EW\.?|inhabitants)$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+|\d+")
_SCALED = re.compile(r"(\d+(?:,\d+)?)\s*(Tsd|Tausend|Mio|Millionen?)\.?", re.IGNORECASE)
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?$")  # behind a day, in tables that were exported
_GERMAN_DATE = re.compile(r"(\d{1,2})\.\s*(\d{1,2}\.|[A-Za-zä]+\.?)\s*(\d{4}|\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_NOTHING = frozenset({"", "ka", "na", "keine", "keineangabe", "unbekannt"})  # as `plain` gives it
_YES, _NO = frozenset("ja j x wahr true yes y 1".split()), frozenset("nein n falsch false no 0".split())


def text_of(value: Value) -> str | None:
    r"""Return a cell as text, None when it is empty.

    >>> text_of(3.0), text_of(" Rufbus\u00a0auf dem Land "), text_of(date(2026, 3, 1))
    ('3', 'Rufbus auf dem Land', '01.03.2026')
    """
    if isinstance(value, Broken) or (isinstance(value, str) and _ERROR.fullmatch(value.strip())):
        raise ValueError(value.reason if isinstance(value, Broken) else f"enthält den Fehlerwert {value.strip()}")
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return None if value is None else clean(str(value)).strip() or None


def given(value: Value) -> Value:
    """Return a cell, None when it only says that there is nothing to say.

    >>> given("-"), given("k. A."), given("Hessen")
    (None, None, 'Hessen')
    """
    return None if isinstance(value, str) and plain(value) in _NOTHING else value


def texts_of(value: Value) -> list[str]:
    r"""Return the texts of a cell, one per line or between semicolons, without bullets.

    >>> texts_of("- 3 Euro je Fahrt\n- 12 Haltestellen; Anruf vorab")
    ['3 Euro je Fahrt', '12 Haltestellen', 'Anruf vorab']
    """
    parts = re.split(r"[\n\r;]+", text_of(value) or "")
    return [part for part in (_BULLET.sub("", part).strip() for part in parts) if part]


def ids_of(value: Value) -> list[str]:
    r"""Return the document ids of a cell: one per line, between semicolons or between commas.

    >>> ids_of("fall-a, fall-b\nleit-c")
    ['fall-a', 'fall-b', 'leit-c']
    """
    found = [part.strip() for text in texts_of(value) for part in text.split(",") if part.strip()]
    for one in found:
        try:
            _DOCUMENT.validate_python(one)
        except ValidationError as error:
            raise ValueError(
                f"„{one}“ ist keine Kennung eines Dokuments: lotse search nennt sie in Klammern"
            ) from error
    return found


def population_of(value: Value) -> int | None:
    """Return a number of inhabitants; words like "ca." and the unit are let be.

    >>> population_of(8000.0), population_of("ca. 8.000 EW"), population_of("12,5 Tsd."), population_of("rund 1,2 Mio.")
    (8000, 8000, 12500, 1200000)
    """
    text = text_of(value)
    if text is None:
        return None
    if isinstance(value, float) and not (math.isfinite(value) and value.is_integer()):
        raise ValueError(f"{text} ist keine Zahl von Einwohnern, zum Beispiel 8.000")
    bare = _UNIT.sub("", _ABOUT.sub("", text)).strip()
    if scaled := _SCALED.fullmatch(bare):
        return round(float(scaled[1].replace(",", ".")) * (1_000 if scaled[2][0] in "tT" else 1_000_000))
    if not _GROUPED.fullmatch(bare):
        raise ValueError(f"„{text}“ ist keine Zahl von Einwohnern, zum Beispiel 8.000")
    return int(re.sub(r"\D", "", bare))


def date_of(value: Value) -> date | None:
    """Return a day: a date cell, 01.03.2026, 1. März 2026 or 2026-03-01.

    >>> date_of("1.3.26"), date_of("1. März 2026") == date_of("2026-03-01") == date(2026, 3, 1)
    (datetime.date(2026, 3, 1), True)
    """
    if isinstance(value, date):
        return value
    text = text_of(value)
    if text is None:
        return None
    day = _CLOCK.sub("", text)
    try:
        if found := _GERMAN_DATE.fullmatch(day):
            return date(
                int(found[3]) + (2000 if len(found[3]) == 2 else 0), _month(found[2].rstrip(".")), int(found[1])
            )
        return date.fromisoformat(day)
    except ValueError as error:
        raise ValueError(f"„{text}“ ist kein Datum, zum Beispiel 01.03.2026") from error


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(plain(text)[:3]) + 1


def truth_of(value: Value) -> bool | None:
    """Return whether a cell says yes.

    >>> truth_of("Ja"), truth_of("x"), truth_of(False), truth_of(None)
    (True, True, False, None)
    """
    text = text_of(value)
    if text is None:
        return None
    if text.lower() not in _YES | _NO:
        raise ValueError(f"„{text}“: Bitte schreiben Sie ja oder nein")
    return text.lower() in _YES


def status_of(value: Value) -> dict[str, str]:
    r"""Return what each programme has to be called: one per line, "id: laufend".

    >>> status_of("foerd-a: laufend\nfoerd-b = geschlossen")
    {'foerd-a': 'laufend', 'foerd-b': 'geschlossen'}
    """
    found = {}
    for text in texts_of(value):
        pair = re.fullmatch(r"(\S+)\s*[=:]\s*(\w+)", text)
        if pair is None:
            raise ValueError(f"„{text}“: Bitte schreiben Sie Programm und Stand, zum Beispiel foerd-a: laufend")
        found[pair[1]] = pair[2]
    return found
