"""How old a document is, and what that means on a given day. Pure; the day is an argument."""

from datetime import date

from knowledge.documents import FrontMatter, Funding

# Years after which content of a kind should be read with care. Funding terms change with each call.
STALE_AFTER_YEARS = {"funding": 1, "verified_answer": 1, "guidance": 3, "case_study": 4, "page": 3}


def is_stale(meta: FrontMatter, today: date) -> bool:
    """Return whether a document is older than its kind allows; one without a date is.

    >>> funding = {"level": "bund", "status": "laufend"}
    >>> old = FrontMatter(id="a", kind="funding", title="A", as_of="2024-05", funding=funding)
    >>> is_stale(old, date(2025, 5, 1)), is_stale(old, date(2025, 6, 2))
    (False, True)
    """
    if meta.as_of is None:
        return True
    year, month, day = map(int, (*meta.as_of.split("-"), *("12", "31")[meta.as_of.count("-") :]))
    return (year + STALE_AFTER_YEARS[meta.kind], month, day) < (today.year, today.month, today.day)


def funding_status(funding: Funding, today: date) -> str:
    """Return the status on `today`: a call whose deadline has passed is closed, whatever its head says.

    >>> funding_status(Funding(level="bund", status="laufend", deadline=date(2025, 1, 31)), date(2025, 2, 1))
    'geschlossen'
    """
    return "geschlossen" if funding.deadline is not None and funding.deadline < today else funding.status
