"""The chat widget learns what it needs before the first question; every question it suggests is really answered."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from api.keeping_nothing import keeping_nothing
from api.store.tables import CONVERSATIONS, HANDOFFS, TURNS
from api.suggesting import COUNT, Suggesting
from api.wiring import Lotse
from assistant.messages import Outcome, Question
from assistant.pipeline import reply_to
from assistant.settings import QUESTION_CHARS
from knowledge import places
from knowledge.documents import STATE_NAMES
from tests.api.asking import lotse_behind

WIDGET = "/api/v1/widget"
KEPT = (CONVERSATIONS, TURNS, HANDOFFS)
FIRST = date(2026, 11, 27)


def told(client: TestClient, **wish: str) -> dict[str, Any]:
    answer = client.get(WIDGET, params=wish)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture(scope="module")
def lotse(client: TestClient) -> Lotse:
    return lotse_behind(client)


@pytest.fixture(scope="module")
def over_days(lotse: Lotse) -> dict[date, tuple[str, ...]]:
    """Give the suggestions of sixty days."""
    days = [FIRST + timedelta(n) for n in range(60)]

    def on(day: date) -> tuple[str, ...]:
        return Suggesting(lotse.registry, replace(lotse.parts, today=lambda: day)).texts()

    return {day: on(day) for day in days}


def test_it_names_what_a_chat_shows_first(client: TestClient, lotse: Lotse) -> None:
    known = told(client)
    assert known["documents"] == lotse.registry.counts()[0] > 100
    assert known["question_chars"] == QUESTION_CHARS
    assert known["retention_days"] == lotse.retention.days
    assert known["states"] == STATE_NAMES
    assert known["types"]["kleinstadt"] == "Kleinstadt"
    assert known["phases"]["betrieb"] == "Betrieb"
    assert len(known["suggestions"]) == COUNT


def test_in_english_the_labels_are_english_and_the_suggestions_are_marked_as_german(client: TestClient) -> None:
    german, english = told(client), told(client, language="en")
    assert english["types"].keys() == german["types"].keys()
    assert english["types"]["kleinstadt"] == "small town"
    assert english["phases"]["betrieb"] == "in operation"
    assert english["suggestions"] == german["suggestions"]
    assert english["suggestions_language"] == "de"


@pytest.mark.parametrize("wish", [{"language": "fr"}, {"topic": "wetter"}, {"state": "XX"}])
def test_a_wish_that_does_not_exist_is_refused(client: TestClient, wish: dict[str, str]) -> None:
    assert client.get(WIDGET, params=wish).status_code == 422


def test_every_suggestion_of_sixty_days_is_answered(over_days: dict[date, tuple[str, ...]], lotse: Lotse) -> None:
    silent = keeping_nothing(lotse.parts)
    outcomes = {text: reply_to(Question(text), silent) for day in over_days.values() for text in day}
    unanswered = [
        text
        for text, reply in outcomes.items()
        if reply.outcome not in (Outcome.ANSWERED, Outcome.PARTIAL) or not reply.statements
    ]
    assert unanswered == []


def test_suggestions_change_over_the_days_and_name_no_town(over_days: dict[date, tuple[str, ...]]) -> None:
    every = {text for day in over_days.values() for text in day}
    assert len(every) > 30
    assert all(one != other for one, other in zip(over_days.values(), list(over_days.values())[1:], strict=False))
    assert all(len(set(day)) == COUNT for day in over_days.values())
    assert [text for text in every if places.starter().mentions(text)] == []


@pytest.mark.parametrize("wish", [{"topic": "mobilitaet"}, {"topic": "energie-klima"}, {"state": "TH"}])
def test_what_is_suggested_for_a_topic_or_a_state_is_answered_there(client: TestClient, wish: dict[str, str]) -> None:
    suggestions = told(client, **wish)["suggestions"]
    assert suggestions != told(client)["suggestions"]
    profile = {"state": wish.get("state")}
    asked = [client.post("/api/v1/chat", json={"message": one, "profile": profile}).json() for one in suggestions]
    assert {reply["outcome"] for reply in asked} <= {"answered", "answered.partial"}
    assert len(asked) > 1


def test_asking_for_suggestions_keeps_nothing(lotse: Lotse) -> None:
    def kept() -> list[int]:
        with lotse.desk.engine.connect() as connection:
            return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in KEPT]

    before = kept()
    Suggesting(lotse.registry, replace(lotse.parts, today=lambda: date(2030, 1, 1))).texts()
    assert kept() == before
