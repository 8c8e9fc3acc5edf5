"""A handoff is kept once, with its promise, and its asker finds it again, on both databases."""

import pytest
from sqlalchemy import Engine

from tests.api.store.handoff_examples import NOW, Desk, handoff


@pytest.fixture
def desk(both: Engine) -> Desk:
    return Desk(both)


def test_a_handoff_comes_back_as_it_was_given(desk: Desk) -> None:
    kept = desk.handoffs.keep(handoff())
    found = desk.handoffs.by_code(kept.code.lower().replace("-", " "))
    assert found is not None
    assert found == desk.inbox.of_number(kept.number)
    assert (found.question, found.due_at, found.status) == (
        "Wie gründen wir einen Zweckverband?",
        kept.promise.due,
        "open",
    )
    assert found.created_at == NOW
    assert desk.handoffs.by_code("AAAA-AAAA-AAAA") is None
