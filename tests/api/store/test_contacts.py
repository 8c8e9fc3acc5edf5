"""Only who agreed, and only while that holds, is ever named as somebody to ask."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import Engine, delete, select

from api.store.contacts import consented, erase_expired, record_consent, withdraw
from api.store.tables_contacts import CONTACTS
from assistant.people.consents import Consent
from assistant.people.hours import GERMANY

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
YEAR = timedelta(days=365)
SECOND = timedelta(seconds=1)


def a_consent(document_id: str = "fall-a", person: str = "Kim Muster", begins: datetime = NOON) -> Consent:
    return Consent(document_id, "Musterstadt", person, "kim@musterstadt.example", begins, begins + YEAR, "0561 12345")


def kept(engine: Engine, consent: Consent) -> int:
    with engine.begin() as connection:
        return record_consent(connection, consent, "eva")


def names(engine: Engine, at: datetime, document_id: str = "fall-a") -> list[str]:
    with engine.connect() as connection:
        return [contact.person for contact in consented(connection, document_id, at)]


def test_who_agreed_comes_back_with_all_that_was_recorded(both: Engine) -> None:
    number = kept(both, a_consent())
    with both.connect() as connection:
        (contact,) = consented(connection, "fall-a", NOON)
    assert (contact.id, contact.municipality, contact.person) == (number, "Musterstadt", "Kim Muster")
    assert (contact.email, contact.phone) == ("kim@musterstadt.example", "0561 12345")
    assert contact.until == NOON + YEAR


@pytest.mark.parametrize(
    ("after", "shown"), [(-SECOND, False), (SECOND * 0, True), (YEAR - SECOND, True), (YEAR, False), (YEAR * 2, False)]
)
def test_a_consent_holds_from_its_beginning_to_its_end(both: Engine, after: timedelta, shown: bool) -> None:
    kept(both, a_consent())
    assert names(both, NOON + after) == (["Kim Muster"] if shown else [])


def test_the_time_zone_of_the_one_who_asks_changes_nothing(both: Engine) -> None:
    kept(both, a_consent(begins=NOON.astimezone(GERMANY)))
    assert names(both, NOON.astimezone(GERMANY)) == ["Kim Muster"]
    assert names(both, (NOON - SECOND).astimezone(GERMANY)) == []


def test_a_withdrawn_consent_is_never_shown_and_leaves_no_personal_data(both: Engine) -> None:
    number = kept(both, a_consent())
    with both.begin() as connection:
        assert withdraw(connection, number, NOON + SECOND)
    assert all(names(both, NOON + SECOND * n) == [] for n in range(3))
    with both.connect() as connection:
        (row,) = connection.execute(select(CONTACTS)).all()
    assert (row.person, row.email, row.phone) == ("", "", "")
    assert (row.municipality, row.recorded_by) == ("Musterstadt", "eva")


def test_withdrawing_twice_or_what_is_not_there_says_so(both: Engine) -> None:
    number = kept(both, a_consent())
    with both.begin() as connection:
        assert [withdraw(connection, one, NOON) for one in (number, number, number + 1)] == [True, False, False]


def test_a_withdrawal_concerns_one_person_and_a_new_consent_counts_again(both: Engine) -> None:
    gone = kept(both, a_consent(person="Kim Muster"))
    kept(both, a_consent(person="Alex Beispiel"))
    with both.begin() as connection:
        withdraw(connection, gone, NOON)
    assert names(both, NOON) == ["Alex Beispiel"]
    kept(both, a_consent(person="Kim Muster", begins=NOON + SECOND))
    assert names(both, NOON + SECOND) == ["Kim Muster", "Alex Beispiel"]


def test_a_consent_for_one_document_is_none_for_another(both: Engine) -> None:
    kept(both, a_consent("fall-a"))
    assert names(both, NOON, "fall-b") == []


def test_what_has_ended_is_erased_and_nothing_else(both: Engine) -> None:
    kept(both, a_consent(person="Kim Muster"))
    kept(both, a_consent(person="Alex Beispiel", begins=NOON + SECOND))
    with both.begin() as connection:
        assert [erase_expired(connection, NOON + YEAR) for _ in range(2)] == [1, 0]
        assert sorted(connection.execute(select(CONTACTS.c.person)).scalars()) == ["", "Alex Beispiel"]
    assert names(both, NOON + YEAR) == ["Alex Beispiel"]
    assert names(both, NOON) == []


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5), st.none() | st.integers(0, 12)), min_size=1, max_size=5),
    st.integers(-1, 12),
)
def test_whoever_is_shown_agreed_by_then_and_had_not_ended_or_withdrawn_it(
    both: Engine, consents: list[tuple[int, int, int | None]], asked: int
) -> None:
    """Days after NOON: begins, lasts, and withdrawn or not; a withdrawal recorded at any time counts at once."""
    day = timedelta(days=1)
    with both.begin() as connection:
        connection.execute(delete(CONTACTS))
        for n, (begins, lasts, withdrawn) in enumerate(consents):
            start = NOON + begins * day
            consent = Consent("fall-a", "M", f"P{n}", "p@m.example", start, start + lasts * day)
            number = record_consent(connection, consent, "eva")
            if withdrawn is not None:
                withdraw(connection, number, NOON + withdrawn * day)
    valid = {f"P{n}" for n, (b, lasts, gone) in enumerate(consents) if gone is None and b <= asked < b + lasts}
    assert set(names(both, NOON + asked * day)) == valid


@pytest.mark.parametrize(
    "changed",
    [
        {"email": "kim@a.example, eva@b.example"},
        {"phone": "ruf an"},
        {"person": " "},
        {"document_id": "../fall"},
        {"consent_until": NOON},
        {"consent_at": datetime(2026, 1, 1)},
    ],
)
def test_a_consent_out_of_form_is_not_recorded(changed: dict[str, object]) -> None:
    values = {"document_id": "a", "municipality": "M", "person": "P", "email": "p@m.example"}
    with pytest.raises(ValidationError):
        Consent(**(values | {"consent_at": NOON, "consent_until": NOON + YEAR} | changed))  # type: ignore[arg-type]
