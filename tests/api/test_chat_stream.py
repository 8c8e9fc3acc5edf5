"""A message answered event by event over real HTTP: in order, complete, and as JSON for everybody else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Client

from api.app import create_app
from api.chat.runs import Runs
from api.serving import Serving
from api.wiring import Lotse
from assistant.listening import Listener
from assistant.messages import Question, Reply
from knowledge.errors import IndexUnavailable
from tests.api.streaming import CHAT, EVENTS, Shown, Site, answered, events_in, site_over

SEVERAL = {"message": "Wie viel Zuschuss zahlt der Bund für den Glasfaserausbau? Was kostet ein Rufbus?"}
RUFBUS = {"message": "Was kostet ein Rufbus?"}


@pytest.fixture(scope="module")
def site(copied: Callable[[], Path]) -> Iterator[Site]:
    with site_over(copied()) as served:
        yield served


@pytest.fixture
def client(site: Site) -> Iterator[Client]:
    with site.client() as opened:
        yield opened


def test_the_events_of_an_answer_come_in_order(client: Client) -> None:
    with client.stream("POST", CHAT, json=SEVERAL, headers={"Accept": EVENTS}) as stream:
        headers, events = stream.headers, list(events_in(stream.iter_lines()))
    assert headers["content-type"].startswith(EVENTS)
    assert (headers["cache-control"], headers["x-accel-buffering"]) == ("no-store", "no")
    assert [event.id for event in events] == [f"{events[0].run}.{n}" for n in range(1, len(events) + 1)]
    names = [event.name for event in events]
    assert (names[0], names[-1], names.count("start"), names.count("reply")) == ("start", "reply", 1, 1)
    assert events[0].data["documents"] == 137
    steps = [event.data["step"] for event in events if event.name == "progress"]
    assert steps == ["understand", *["retrieve", "decide", "compose", "check"] * 2, "plan"]
    reply = events[-1].data
    assert all(events[0].data[name] == reply[name] for name in ("conversation_id", "message_id"))


def test_what_was_told_piece_by_piece_is_what_the_reply_says(client: Client) -> None:
    shown = Shown().read(client, "ein-schluessel-0001", SEVERAL)
    assert shown.last
    assert shown.statements == shown.last["statements"] != []
    assert {said["heading"] for said in shown.statements} == set(SEVERAL["message"].replace("? ", "?|").split("|"))
    assert [shown.sources[n]["passage_id"] for n in sorted(shown.sources)] == [
        source["passage_id"] for source in shown.last["sources"]
    ]


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", f"{EVENTS};q=0.1, application/json", "text/html"])
def test_everybody_else_gets_json(client: Client, accept: str | None) -> None:
    response = client.post(CHAT, json=RUFBUS, headers={"Accept": accept} if accept else {})
    assert response.headers["content-type"] == "application/json"
    assert response.json()["statements"]


def test_json_and_events_say_the_same(client: Client) -> None:
    shown = Shown().read(client, "ein-schluessel-0002", SEVERAL)
    again = client.post(CHAT, json=SEVERAL, headers={"Idempotency-Key": "ein-schluessel-0002"}).json()
    anew = client.post(CHAT, json=SEVERAL).json()
    assert shown.last == again
    assert answered(again) == answered(anew)
    assert again["message_id"] != anew["message_id"]


# --- what goes wrong ---


def test_a_key_of_another_message_is_refused_before_the_stream_begins(client: Client) -> None:
    Shown().read(client, "ein-schluessel-0003", RUFBUS)
    headers = {"Accept": EVENTS, "Idempotency-Key": "ein-schluessel-0003"}
    response = client.post(CHAT, json=SEVERAL, headers=headers)
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert "Idempotency-Key" in response.json()["detail"]


@pytest.mark.parametrize("body", [{}, {"message": ""}, {"message": "Hallo", "unbekannt": 1}])
def test_an_invalid_message_is_a_problem_and_no_stream(client: Client, body: dict[str, Any]) -> None:
    response = client.post(CHAT, json=body, headers={"Accept": EVENTS})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")


def test_who_asks_too_early_gets_a_problem_and_no_stream() -> None:
    @contextmanager
    def unopened() -> Iterator[Lotse]:
        raise IndexUnavailable("Ohne Belang.")
        yield

    with TestClient(create_app(Serving(unopened))) as early:
        response = early.post(CHAT, json=RUFBUS, headers={"Accept": EVENTS})
    assert (response.status_code, response.headers["content-type"]) == (503, "application/problem+json")
    assert response.headers["retry-after"].isdigit()


def test_what_breaks_ends_the_stream_with_a_problem_and_may_be_tried_again(site: Site, client: Client) -> None:
    def breaks(question: Question, listener: Listener) -> Reply:
        listener.step("understand")
        raise RuntimeError(question.text)

    broken = Runs(breaks, site.lotse.askers.once, lambda: None, threads=1)
    with site.with_runs(runs=broken):
        shown = Shown().read(client, "ein-schluessel-0004", RUFBUS)
        response = client.post(CHAT, json=RUFBUS)
    broken.close()
    assert shown.names == ["start", "progress", "error"]
    assert shown.last
    assert shown.last["status"] == response.status_code == response.json()["status"] == 500
    assert RUFBUS["message"] not in str(shown.last)
    assert shown.read(client, "ein-schluessel-0004", RUFBUS).names[3] == "start"
    assert shown.names[-1] == "reply"


def test_the_description_names_both_forms_of_the_answer(client: Client) -> None:
    post = client.get("/api/v1/openapi.json").json()["paths"][CHAT]["post"]
    content = post["responses"]["200"]["content"]
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/Reply"}
    assert EVENTS in content
    assert {"Idempotency-Key", "Last-Event-ID"} <= {parameter["name"] for parameter in post["parameters"]}
