"""Plain language over HTTP: the kept answer in plainer words, with the same sources, for whoever has its address."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

CHAT = "/api/v1/chat"


@pytest.fixture(scope="module")
def asked(
    copied: Callable[[], Path], ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    with ready_client(copied()) as client:
        yield client


def answered(client: TestClient, message: str) -> dict[str, Any]:
    reply: dict[str, Any] = client.post(CHAT, json={"message": message}).json()
    return reply


def path(reply: dict[str, Any]) -> str:
    return f"/api/v1/conversations/{reply['conversation_id']}/plain/{reply['message_id']}"


@pytest.mark.parametrize(
    "message", ["Wie bauen wir ein LoRaWAN-Netz auf?", "Was kostet ein Rufbus auf dem Land?", "Was bringt Open Data?"]
)
def test_an_answer_is_told_in_plainer_words_with_the_same_sources(asked: TestClient, message: str) -> None:
    reply = answered(asked, message)
    plain = asked.get(path(reply)).json()
    assert plain["by"] == "rules"
    assert "keine geprüfte Leichte Sprache" in plain["note"]
    assert len(plain["statements"]) == len(reply["statements"]) > 0
    for one, other in zip(plain["statements"], reply["statements"], strict=True):
        assert {**one, "text": ""} == {**other, "text": ""}
        assert re.findall(r"\d+", one["text"]) == re.findall(r"\d+", other["text"])


def test_a_term_in_the_answer_is_explained(asked: TestClient) -> None:
    plain = asked.get(path(answered(asked, "Wie bauen wir ein LoRaWAN-Netz auf?"))).json()
    assert "LoRaWAN" in [term["term"] for term in plain["terms"]]


def test_an_answer_without_statements_has_none_in_plain_words(asked: TestClient) -> None:
    reply = answered(asked, "Ich möchte mit einem Menschen sprechen")
    assert asked.get(path(reply)).json()["statements"] == []


def test_an_answer_is_found_only_in_its_own_conversation(asked: TestClient) -> None:
    one, other = answered(asked, "Was kostet ein Rufbus?"), answered(asked, "Was bringt Open Data?")
    crossed = {**one, "conversation_id": other["conversation_id"]}
    for wrong in (crossed, {**one, "message_id": "gibt-es-nicht"}, {**one, "message_id": "x" * 300}):
        answer = asked.get(path(wrong))
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_deleted_conversation_is_no_longer_told(asked: TestClient) -> None:
    reply = answered(asked, "Was kostet ein Rufbus?")
    assert asked.get(path(reply)).status_code == 200
    assert asked.delete(f"/api/v1/conversations/{reply['conversation_id']}").status_code == 204
    assert asked.get(path(reply)).status_code == 404
