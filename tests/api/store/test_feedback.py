"""Verdicts are kept once per answer and person, without personal data, and go with the conversation."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select

from api.store.asked import asked_since
from api.store.conversations import StoredConversations
from api.store.feedback import StoredFeedback
from api.store.tables import FEEDBACK
from api.store.tables_statements import STATEMENT_FEEDBACK
from assistant.errors import MemoryUnavailable
from assistant.feedback import Reason, Verdict
from assistant.messages import Outcome, Turn
from knowledge.profile import Profile

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
HESSE = Profile("HE", 8000, "landgemeinde")
BAD = Verdict(False, Reason.INCOMPLETE, "Rufen Sie mich an: 0561 787-1234")


@pytest.fixture
def conversations(both: Engine) -> StoredConversations:
    kept = StoredConversations(both, lambda: NOON)
    kept.note("talk", "m1", Turn("Rufbus?", "Rufbus?", Outcome.ANSWERED, ("doc-a",)), HESSE)
    kept.note("talk", "m2", Turn("Und die Kosten?", "Kosten (Rufbus)", Outcome.PARTIAL), HESSE)
    return kept


@pytest.fixture
def feedback(both: Engine, conversations: StoredConversations) -> StoredFeedback:
    return StoredFeedback(both, lambda: NOON)


def rows(engine: Engine) -> list[tuple[object, ...]]:
    columns = FEEDBACK.c.message_id, FEEDBACK.c.author, FEEDBACK.c.helpful, FEEDBACK.c.reason, FEEDBACK.c.comment
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(FEEDBACK.c.author))]


def test_a_second_verdict_replaces_the_first_of_the_same_person(both: Engine, feedback: StoredFeedback) -> None:
    assert feedback.give("m1", Verdict(True), "asker")
    assert feedback.give("m1", BAD, "asker")
    assert feedback.give("m1", Verdict(True), "advisor")
    assert rows(both) == [
        ("m1", "advisor", True, None, ""),
        ("m1", "asker", False, "incomplete", "Rufen Sie mich an: [Telefon]"),
    ]


def test_an_unknown_message_gets_no_verdict(both: Engine, feedback: StoredFeedback) -> None:
    assert not feedback.give("nobody", Verdict(True), "asker")
    assert rows(both) == []


def test_verdicts_go_with_their_conversation(
    both: Engine, feedback: StoredFeedback, conversations: StoredConversations
) -> None:
    feedback.give("m1", BAD, "asker")
    conversations.forget("talk")
    assert rows(both) == []


def test_a_database_that_fails_is_told(both: Engine, feedback: StoredFeedback) -> None:
    FEEDBACK.drop(both)
    with pytest.raises(MemoryUnavailable, match="noch einmal"):
        feedback.give("m1", BAD, "asker")
    with pytest.raises(MemoryUnavailable):
        asked_since(both, None)


def test_turns_are_read_with_the_talk_before_and_what_was_said_of_them(both: Engine, feedback: StoredFeedback) -> None:
    feedback.give("m2", BAD, "asker")
    feedback.give("m2", Verdict(True), "advisor")
    with both.begin() as connection:
        row = {"message_id": "m2", "statement_index": 0, "advisor": "kim", "helpful": False, "reason": "outdated"}
        connection.execute(insert(STATEMENT_FEEDBACK).values(**row, comment="", given_at=NOON))
    first, second = asked_since(both, None)
    assert (first.question, first.earlier, first.documents, first.helpful) == ("Rufbus?", (), ("doc-a",), None)
    assert (second.earlier, second.profile, second.outcome) == (("Rufbus?",), HESSE, Outcome.PARTIAL)
    assert (second.helpful, second.remark) == (False, "incomplete; Rufen Sie mich an: [Telefon]; outdated")
    assert asked_since(both, NOON + timedelta(seconds=1)) == []
