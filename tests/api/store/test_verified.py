"""What an advisor has verified stays evidence until it is withdrawn or its sources change, and nobody overwrites it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, select

from api.store.tables_advisors import AUDIT
from api.store.verified import AlreadyVerified, StoredVerified, due_for_review
from assistant.people.cited import CitedText
from assistant.people.verified import VerifiedAnswer, VerifiedStatus

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
DAY = date(2026, 11, 27)


def answer(key: str = "geprueft-a", text: str = "Ein Rufbus genügt.", **digests: str) -> VerifiedAnswer:
    return VerifiedAnswer(
        key, "Reicht ein Rufbus?", CitedText(text, ()), ("mobilitaet",), "adele", DAY, date(2027, 11, 27), digests
    )


@pytest.fixture
def verified(both: Engine) -> StoredVerified:
    return StoredVerified(both, lambda: NOW)


def test_what_was_published_comes_back_whole(verified: StoredVerified) -> None:
    verified.publish(answer(quelle="abc"), "adele", number="L-1")
    [kept] = verified.listed()
    assert kept.verified == answer(quelle="abc")
    assert (kept.status, kept.version, kept.handoff_number) == (VerifiedStatus.PUBLISHED, 1, "L-1")


def test_the_same_answer_is_not_published_twice(verified: StoredVerified) -> None:
    verified.publish(answer(), "adele")
    with pytest.raises(AlreadyVerified):
        verified.publish(answer(text="Anders."), "bruno")
    assert verified.published()[0].answer.text == "Ein Rufbus genügt."


def test_who_changes_an_answer_that_somebody_else_changed_is_told_and_overwrites_nothing(
    verified: StoredVerified,
) -> None:
    verified.publish(answer(), "adele")
    verified.publish(answer(text="Von Bruno."), "bruno", seen=1)
    with pytest.raises(AlreadyVerified, match="inzwischen geändert"):
        verified.publish(answer(text="Von Adele."), "adele", seen=1)
    assert verified.published()[0].answer.text == "Von Bruno."


def test_a_withdrawn_answer_is_no_longer_published_and_says_why(verified: StoredVerified) -> None:
    verified.publish(answer(), "adele")
    verified.withdraw("geprueft-a", "bruno", "Überholt", 1)
    assert verified.published() == []
    kept = verified.of("geprueft-a")
    assert kept is not None
    assert (kept.status, kept.why) == (VerifiedStatus.WITHDRAWN, "Überholt")


def test_an_answer_is_reopened_once(verified: StoredVerified) -> None:
    verified.publish(answer(), "adele")
    assert verified.reopen({"geprueft-a": "Geändert: quelle"}) == ["geprueft-a"]
    assert verified.reopen({"geprueft-a": "Geändert: quelle"}) == []


def test_a_reopened_answer_is_published_again_with_the_sources_of_today(verified: StoredVerified) -> None:
    verified.publish(answer(quelle="abc", weg="x"), "adele")
    verified.reopen({"geprueft-a": "Geändert: quelle"})
    verified.publish(answer(quelle="neu"), "adele", seen=2)
    [kept] = verified.listed(VerifiedStatus.PUBLISHED)
    assert (dict(kept.verified.digests), kept.why) == ({"quelle": "neu"}, "")


def test_the_review_list_names_what_is_due_today(verified: StoredVerified) -> None:
    verified.publish(answer(), "adele")
    kept = verified.listed()
    assert due_for_review(kept, date(2027, 11, 26)) == []
    assert [one.verified.document_id for one in due_for_review(kept, date(2027, 11, 27))] == ["geprueft-a"]


def test_every_change_stands_in_the_audit(verified: StoredVerified, both: Engine) -> None:
    verified.publish(answer(), "adele")
    verified.reopen({"geprueft-a": "Gelöscht: quelle"})
    verified.withdraw("geprueft-a", "bruno", "", 2)
    with both.connect() as connection:
        kept = connection.execute(select(AUDIT.c.who, AUDIT.c.action)).all()
    assert [tuple(row) for row in kept] == [
        ("adele", "verified.published"), ("lotse", "verified.reopened"), ("bruno", "verified.withdrawn"),
    ]  # fmt: skip
