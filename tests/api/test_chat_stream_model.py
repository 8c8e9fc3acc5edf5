"""With a language model behind it: statements come while the model still writes, and a message can be taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Client

from evals.redteam.server import ModelServer, serving
from tests.api.streaming import CHAT, EVENTS, Event, Shown, Site, events_in, site_over
from tests.fakes.slow_model import INVENTED, Pace, paced, worded

ALL = 99
Message = dict[str, Any]
_places = iter(
    ["Dörfern", "Gemeinden", "Städten", "Landkreisen", "Orten", "Kommunen", *(f"{n} Orten" for n in range(2, 8))]
)
_numbers = count(1)


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with serving() as served:
        yield served


@pytest.fixture(scope="module")
def site(copied: Callable[[], Path], model: ModelServer) -> Iterator[Site]:
    with site_over(copied(), model_url=model.url, model="m", model_timeout_s=20.0) as served:
        yield served


@pytest.fixture
def client(site: Site) -> Iterator[Client]:
    with site.client() as opened:
        yield opened


def new_message() -> Message:
    """Ask what nobody has asked: what a model has worded once is remembered."""
    return {"message": f"Was kostet ein Rufbus in {next(_places)}?"}


def new_key() -> str:
    return f"modell-schluessel-{next(_numbers):04}"


@contextmanager
def asked(client: Client, message: Message, key: str | None = None) -> Iterator[Iterator[Event]]:
    headers = {"Accept": EVENTS, "Idempotency-Key": key or new_key()}
    with client.stream("POST", CHAT, json=message, headers=headers) as stream:
        yield events_in(stream.iter_lines())


def until(name: str, events: Iterator[Event]) -> Event:
    return next(event for event in events if event.name == name)


def take_back(client: Client, begun: Event) -> int:
    return client.delete(f"{CHAT}/{begun.data['message_id']}").status_code


def test_statements_come_while_the_model_still_writes(model: ModelServer, client: Client) -> None:
    pace = Pace(1)
    model.otherwise = lambda body: paced(body, pace)
    with asked(client, new_message()) as events:
        for number in (1, 2, 3):
            assert until("statement", events).data["at"] == number - 1
            assert pace.said == number
            pace.let(number + 1)
        pace.let(ALL)
        reply = until("reply", events).data
    assert reply["generated_by"]["mode"] == "model"
    assert len(reply["statements"]) == 4


def test_what_does_not_pass_the_check_is_in_no_event(model: ModelServer, client: Client) -> None:
    model.otherwise = lambda body: worded(body, INVENTED)
    with client.stream("POST", CHAT, json=new_message(), headers={"Accept": EVENTS}) as stream:
        told = stream.read().decode()
    assert "event: statement" in told
    assert '"dropped_figure":1' in told
    assert "987.654" in INVENTED
    assert "987.654" not in told


# --- taken back ---


def test_taken_back_while_the_model_writes_nothing_is_kept_and_the_model_is_left(
    model: ModelServer, site: Site, client: Client
) -> None:
    pace = Pace(1)
    model.otherwise = lambda body: paced(body, pace)
    model.left.clear()
    with asked(client, new_message()) as events:
        begun = next(events)
        until("statement", events)
        assert take_back(client, begun) == 204
        assert [event.name for event in events][-1] == "cancelled"
    pace.let(ALL)
    assert model.left.wait(20)
    assert take_back(client, begun) == 404
    assert site.kept(begun.data) == []
    assert client.get(f"/api/v1/conversations/{begun.data['conversation_id']}").status_code == 404


def test_taken_back_before_the_model_says_anything_the_model_is_left_at_once(
    model: ModelServer, client: Client, wait_for: Callable[..., bool]
) -> None:
    silent, message = Pace(0), new_message()
    model.otherwise = lambda body: paced(body, silent)
    before = len(model.requests)
    with asked(client, message) as events:
        begun = next(events)
        assert wait_for(lambda: len(model.requests) > before)
        assert take_back(client, begun) == 204
        assert [event.name for event in events][-1] == "cancelled"
    # Whoever asks the same waits for the first call of the model, which would go on for longer than this one waits.
    model.otherwise = worded
    assert client.post(CHAT, json=message, timeout=60).json()["generated_by"]["mode"] == "model"
    silent.let(ALL)


def test_who_took_a_message_back_is_told_so_again(model: ModelServer, client: Client) -> None:
    pace, message, key = Pace(1), new_message(), new_key()
    model.otherwise = lambda body: paced(body, pace)
    shown = Shown().read(client, key, message, most=3)
    with asked(client, message, key) as events:
        assert take_back(client, next(events)) == 204
    pace.let(ALL)
    assert shown.read(client, key, message).names[-1] == "cancelled"
    assert len(shown.runs) == 1
    plain = client.post(CHAT, json=message, headers={"Idempotency-Key": key})
    assert (plain.status_code, plain.headers["content-type"]) == (409, "application/problem+json")


def test_messages_taken_back_do_not_count_as_failures_of_the_model(
    model: ModelServer, site: Site, client: Client
) -> None:
    pace = Pace(1)
    model.otherwise = lambda body: paced(body, pace)
    for _ in range(4):  # so many failures would let the model rest
        with asked(client, new_message()) as events:
            begun = next(events)
            until("statement", events)
            assert take_back(client, begun) == 204
    pace.let(ALL)
    assert Shown().read(client, new_key(), new_message()).last
    assert site.lotse.chat
    assert site.lotse.chat.last_failure is None
