"""How old a document is, and what that means on a given day. Pure; the day is an argument."""

import re
from collections.abc import Callable
from datetime import date

from knowledge.documents import FrontMatter, Funding

# Years after which content of a kind should be read with care. Funding terms change with each call.
STALE_AFTER_YEARS = {"funding": 1, "verified_answer": 1, "guidance": 3, "case_study": 4, "page": 3}


def is_stale(meta: FrontMatter, today: date) -> bool:
    """Return whether a document holds no more, or is older than its kind allows; one without a date is.

    >>> funding = {"level": "bund", "status": "laufend"}
    >>> old = FrontMatter(id="a", kind="funding", title="A", as_of="2024-05", funding=funding)
    >>> is_stale(old, date(2025, 5, 1)), is_stale(old, date(2025, 6, 2))
    (False, True)
    """
    if meta.as_of is None or has_ended(meta, today):
        return True
    year, month, day = map(int, (*meta.as_of.split("-"), *("12", "31")[meta.as_of.count("-") :]))
    return (year + STALE_AFTER_YEARS[meta.kind], month, day) < (today.year, today.month, today.day)


def has_ended(meta: FrontMatter, today: date) -> bool:
    """Return whether the last day on which a document holds has passed.

    >>> rule = FrontMatter(id="a", kind="page", title="A", valid_until=date(2025, 12, 31))
    >>> has_ended(rule, date(2025, 12, 31)), has_ended(rule, date(2026, 1, 1))
    (False, True)
    """
    return meta.valid_until is not None and meta.valid_until < today


def ended_on(meta: FrontMatter, today: date) -> str | None:
    """Return the last day on which a document held, once that has passed."""
    return meta.valid_until.isoformat() if meta.valid_until and has_ended(meta, today) else None


def doubt(stale: bool, ended_on: str | None) -> str:
    """Return what must be said beside the age of a source: that it held until a day, or may be out of date, or nothing.

    >>> doubt(True, "2025-12-31"), doubt(True, None), doubt(False, None)
    ('galt bis 31. Dezember 2025', 'möglicherweise veraltet', '')
    """
    return f"galt bis {written(ended_on)}" if ended_on else "möglicherweise veraltet" if stale else ""


def is_superseded(meta: FrontMatter, find: Callable[[str], FrontMatter | None]) -> bool:
    """Return whether another document speaks in the place of this one; `find` gives the head of an id that exists.

    A successor that is missing replaces nothing, and documents that replace each other in a circle all stay: somewhere
    along every chain a document is left to answer.
    """
    seen = {meta.id}
    following = meta
    while following.superseded_by and (after := find(following.superseded_by)):
        if after.id == meta.id:
            return False
        if after.id in seen:
            return True
        seen.add(after.id)
        following = after
    return following is not meta


def funding_status(funding: Funding, today: date) -> str:
    """Return the status on `today`: a call whose deadline has passed is closed, whatever its head says.

    >>> funding_status(Funding(level="bund", status="laufend", deadline=date(2025, 1, 31)), date(2025, 2, 1))
    'geschlossen'
    """
    return "geschlossen" if funding.deadline is not None and funding.deadline < today else funding.status


_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_NOTES: dict[str, dict[str, str]] = {
    "expired": {
        "de": "Die Antragsfrist ist am {deadline} abgelaufen; ein neuer Aufruf ist nicht belegt ({as_of}).",
        "en": "The deadline passed on {deadline}; no new call is documented ({as_of}).",
    },
    "geschlossen": {
        "de": "Das Programm ist geschlossen, neue Anträge sind nicht möglich ({as_of}).",
        "en": "The programme is closed and takes no new applications ({as_of}).",
    },
    "angekuendigt": {
        "de": "Das Programm ist erst angekündigt; dass Anträge schon möglich sind, ist nicht belegt ({as_of}).",
        "en": "The programme has only been announced; it is not documented that it takes applications yet ({as_of}).",
    },
    "laufend": {
        "de": "Das Programm läuft nach den vorliegenden Quellen; eine Frist ist nicht genannt ({as_of}).",
        "en": "The programme is running according to the sources; no deadline is given ({as_of}).",
    },
    "laufend, deadline": {
        "de": "Das Programm läuft nach den vorliegenden Quellen bis {deadline} ({as_of}).",
        "en": "The programme is running until {deadline} according to the sources ({as_of}).",
    },
    "unbekannt": {
        "de": "Ob zurzeit Anträge möglich sind, ist nicht belegt ({as_of}).",
        "en": "It is not documented whether the programme takes applications at present ({as_of}).",
    },
    "unbekannt, deadline": {
        "de": "Die letzte belegte Frist ist der {deadline}; bitte lassen Sie sie bestätigen ({as_of}).",
        "en": "The last documented deadline is {deadline}; please have it confirmed ({as_of}).",
    },
}


def funding_note(meta: FrontMatter, today: date, language: str = "de") -> str | None:
    """Return what must be said of a programme on `today`: open, closed or unknown, with its date; None for other kinds.

    >>> head = {"id": "a", "kind": "funding", "title": "Heimat 2.0: Bundesgeld", "as_of": "2023-03"}
    >>> terms = {"level": "bund", "status": "laufend", "deadline": "2023-04-05"}
    >>> funding_note(FrontMatter.model_validate({**head, "funding": terms}), date(2023, 4, 6))
    'Heimat 2.0: Die Antragsfrist ist am 5. April 2023 abgelaufen; ein neuer Aufruf ist nicht belegt (Stand März 2023).'
    """
    if meta.funding is None:
        return None
    deadline = meta.funding.deadline
    note = funding_status(meta.funding, today)
    if deadline is not None:
        note = (
            "expired" if deadline < today else note if note in ("geschlossen", "angekuendigt") else f"{note}, deadline"
        )
    said = written(deadline.isoformat(), language) if deadline else ""
    name = re.split(r"[:(]", meta.title)[0].strip()
    return f"{name}: {_NOTES[note][language].format(deadline=said, as_of=age(meta, language))}"


def age(meta: FrontMatter, language: str = "de") -> str:
    """Return the date of a document's content as it is read: "Stand März 2023"."""
    if meta.as_of is None:
        return "undated" if language == "en" else "ohne Datum"
    return f"{'as of' if language == 'en' else 'Stand'} {written(meta.as_of, language)}"


def written(stamp: str, language: str = "de") -> str:
    """Return a year, month or day as it is written in a sentence.

    >>> written("2023-04-05"), written("2023-04", "en"), written("2019")
    ('5. April 2023', 'April 2023', '2019')
    """
    year, *rest = stamp.split("-")
    if not rest:
        return year
    month = _MONTHS[language][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    return f"{int(rest[1])} {month} {year}" if language == "en" else f"{int(rest[1])}. {month} {year}"


def dated(as_of: str | None) -> str:
    """Return of which time a document is, as people write it.

    >>> dated("2025-06"), dated(None)
    ('Juni 2025', 'unbekannt')
    """
    return written(as_of) if as_of else "unbekannt"
