"""An advisor says of each statement once whether it helps; what is said goes with the conversation."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, insert

from api.store.conversations import StoredConversations
from api.store.statements import Judged, StoredStatementFeedback
from api.store.tables import CONVERSATIONS, TURNS
from api.store.tables_statements import STATEMENT_FEEDBACK
from assistant.errors import MemoryUnavailable
from assistant.feedback import Reason, Verdict

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
BAD = Verdict(False, Reason.OUTDATED, "Das steht so nicht mehr da, sagt Frau Lang.")


@pytest.fixture
def statements(both: Engine) -> StoredStatementFeedback:
    turn = {"conversation_id": "talk", "asked": "Rufbus?", "query": "Rufbus?", "outcome": "answered", "documents": "[]"}
    with both.begin() as connection:
        connection.execute(insert(CONVERSATIONS).values(id="talk", updated_at=NOON))
        said = json.dumps({"statements": [{"text": "Er fährt."}, {"text": "Er kostet."}]})
        connection.execute(insert(TURNS).values(message_id="m1", reply=said, **turn))
        connection.execute(insert(TURNS).values(message_id="old", reply=None, **turn))
    return StoredStatementFeedback(both, lambda: NOON)


def test_a_second_verdict_replaces_the_first_of_the_same_person_on_the_same_statement(
    statements: StoredStatementFeedback,
) -> None:
    assert statements.give("m1", 1, "lang", Verdict(True))
    assert statements.give("m1", 1, "lang", BAD)
    assert statements.give("m1", 0, "lang", Verdict(True))
    assert statements.give("m1", 1, "kurz", Verdict(True))
    found = {(one.index, one.advisor): one.verdict for one in statements.of(["m1"])["m1"]}
    without_name = Verdict(False, Reason.OUTDATED, "Das steht so nicht mehr da, sagt Frau [Name].")
    assert found == {(0, "lang"): Verdict(True), (1, "kurz"): Verdict(True), (1, "lang"): without_name}


@pytest.mark.parametrize(("message", "index"), [("nobody", 0), ("m1", 2), ("m1", -1), ("old", 0)])
def test_what_is_no_statement_gets_no_verdict(statements: StoredStatementFeedback, message: str, index: int) -> None:
    assert not statements.give(message, index, "lang", Verdict(True))
    assert not statements.of([message])


def test_only_the_messages_asked_for_are_read_in_the_order_of_their_statements(
    statements: StoredStatementFeedback,
) -> None:
    for index in (1, 0):
        statements.give("m1", index, "lang", Verdict(True))
    assert statements.of(["m1"]) == {"m1": [Judged(0, "lang", Verdict(True)), Judged(1, "lang", Verdict(True))]}
    assert statements.of(["old"]) == {}


def test_verdicts_go_with_their_conversation(both: Engine, statements: StoredStatementFeedback) -> None:
    statements.give("m1", 0, "lang", BAD)
    StoredConversations(both, lambda: NOON).forget("talk")
    assert statements.of(["m1"]) == {}


def test_a_database_that_fails_is_told(both: Engine, statements: StoredStatementFeedback) -> None:
    STATEMENT_FEEDBACK.drop(both)
    with pytest.raises(MemoryUnavailable, match="noch einmal"):
        statements.give("m1", 0, "lang", BAD)
    with pytest.raises(MemoryUnavailable):
        statements.of(["m1"])
