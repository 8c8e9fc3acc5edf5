"""What is old or closed is called so, from the right day on."""

from datetime import date

import pytest

from knowledge.documents import FrontMatter, Funding
from knowledge.freshness import STALE_AFTER_YEARS, funding_note, funding_status, is_stale


@pytest.mark.parametrize(
    ("kind", "as_of", "last_fresh"),
    [
        ("page", "2022-05-17", date(2025, 5, 17)),
        ("guidance", "2022-05-17", date(2025, 5, 17)),
        ("verified_answer", "2022-05-17", date(2023, 5, 17)),
        ("page", "2022-05", date(2025, 5, 31)),
        ("page", "2022", date(2025, 12, 31)),
        ("verified_answer", "2024-02-29", date(2025, 2, 28)),
    ],
)
def test_a_document_is_fresh_up_to_its_last_day(kind: str, as_of: str, last_fresh: date) -> None:
    meta = FrontMatter.model_validate({"id": "a", "kind": kind, "title": "A", "as_of": as_of})
    after = date.fromordinal(last_fresh.toordinal() + 1)
    assert (is_stale(meta, last_fresh), is_stale(meta, after)) == (False, True)


def test_a_document_without_a_date_counts_as_old() -> None:
    assert is_stale(FrontMatter(id="a", kind="page", title="A"), date(1990, 1, 1))


def test_every_kind_has_its_age() -> None:
    assert set(STALE_AFTER_YEARS) == {"case_study", "guidance", "funding", "verified_answer", "page"}


@pytest.mark.parametrize(
    ("today", "status"),
    [(date(2025, 1, 30), "laufend"), (date(2025, 1, 31), "laufend"), (date(2025, 2, 1), "geschlossen")],
)
def test_a_call_is_open_on_its_last_day_and_closed_after_it(today: date, status: str) -> None:
    assert funding_status(Funding(level="bund", status="laufend", deadline=date(2025, 1, 31)), today) == status


def test_a_call_without_a_deadline_keeps_its_status() -> None:
    assert funding_status(Funding(level="eu", status="angekuendigt"), date(2099, 1, 1)) == "angekuendigt"


def programme(status: str, deadline: str | None = None) -> FrontMatter:
    terms = {"level": "bund", "status": status, "deadline": deadline}
    head = {"id": "a", "kind": "funding", "title": "Beispielfonds (Bund)", "as_of": "2025-01", "funding": terms}
    return FrontMatter.model_validate(head)


@pytest.mark.parametrize("status", ["laufend", "unbekannt", "angekuendigt", "geschlossen"])
def test_a_note_after_the_deadline_says_that_it_has_passed(status: str) -> None:
    note = funding_note(programme(status, "2025-03-31"), date(2025, 4, 1))
    assert note == (
        "Beispielfonds: Die Antragsfrist ist am 31. März 2025 abgelaufen; ein neuer Aufruf ist nicht belegt "
        "(Stand Januar 2025)."
    )


@pytest.mark.parametrize(
    ("status", "deadline", "words"),
    [
        ("laufend", "2025-03-31", "läuft nach den vorliegenden Quellen bis 31. März 2025"),
        ("laufend", None, "eine Frist ist nicht genannt"),
        ("unbekannt", "2025-03-31", "bitte lassen Sie sie bestätigen"),
        ("unbekannt", None, "ist nicht belegt"),
        ("angekuendigt", "2025-03-31", "erst angekündigt"),
        ("geschlossen", "2025-03-31", "neue Anträge sind nicht möglich"),
    ],
)
def test_a_note_up_to_the_last_day_says_what_is_documented(status: str, deadline: str | None, words: str) -> None:
    note = funding_note(programme(status, deadline), date(2025, 3, 31))
    assert note is not None
    assert words in note
    assert ("läuft" in note) == (status == "laufend")


@pytest.mark.parametrize("status", ["laufend", "unbekannt", "angekuendigt", "geschlossen"])
def test_every_note_is_there_in_english(status: str) -> None:
    note = funding_note(programme(status), date(2025, 1, 1), "en")
    assert note is not None
    assert note.endswith("(as of January 2025).")


def test_other_documents_have_no_note_on_funding() -> None:
    assert funding_note(FrontMatter(id="a", kind="page", title="A"), date(2025, 1, 1)) is None
