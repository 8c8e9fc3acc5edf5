"""The server is killed in the middle of an answer and started again: whoever comes back gets the answer."""

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from httpx2 import Client

from evals.redteam.server import serving
from tests.api.streaming import CHAT, EVENTS, Shown, answered, events_in
from tests.api.zygote import Process
from tests.fakes.slow_model import Pace, paced, worded

KEY, BODY = "neustart-schluessel-1", {"message": "Was kostet ein Rufbus?"}
Started = Callable[[], AbstractContextManager[tuple[Process, Client]]]


@pytest.fixture
def started(
    served_at: Callable[..., AbstractContextManager[Process]], free_port: Callable[[], int], data_dir: Path
) -> Callable[[str], Started]:
    """Start a server with a model, at the same address each time."""
    port = free_port()

    def with_model(url: str) -> Started:
        @contextmanager
        def start() -> Iterator[tuple[Process, Client]]:
            with (
                served_at(data_dir, port, LOTSE_MODEL_URL=url, LOTSE_MODEL="m") as process,
                Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=120) as client,
            ):
                yield process, client

        return start

    return with_model


def test_killed_while_the_model_writes_the_answer_is_made_anew(started: Callable[[str], Started]) -> None:
    pace = Pace(2)
    with serving(lambda body: paced(body, pace)) as model:
        start = started(model.url)
        shown = Shown()
        with start() as (process, client):
            shown.read(client, KEY, BODY, until="statement")
            process.kill()
        assert pace.said < 4
        pace.let(99)
        with start() as (_, client):
            names = shown.read(client, KEY, BODY).names
            uncut = Shown().read(client, f"{KEY}-anders", BODY)
    assert names.count("start") == 2  # the client forgets what the killed server told
    assert (shown.statements, shown.sources) == (uncut.statements, uncut.sources)
    assert shown.last
    assert uncut.last
    assert answered(shown.last) == answered(uncut.last)
    assert shown.last["generated_by"]["mode"] == "model"


def test_killed_after_the_answer_was_kept_it_is_told_again_and_not_made_again(
    started: Callable[[str], Started],
) -> None:
    with serving(worded) as model:
        start = started(model.url)
        with start() as (process, client):
            reply = client.post(CHAT, json=BODY, headers={"Idempotency-Key": KEY}).json()
            shown = Shown().read(client, KEY, BODY, most=7)
            process.kill()
        asked = len(model.requests)
        with start() as (_, client):
            shown.read(client, KEY, BODY)
    assert shown.names[7:9] == ["start", "source"]
    assert shown.statements == reply["statements"] != []
    assert list(shown.sources.values()) == reply["sources"]
    assert shown.last == reply
    assert len(model.requests) == asked


def test_told_to_stop_the_server_ends_the_stream_and_does_not_wait_for_the_model(
    started: Callable[[str], Started],
) -> None:
    pace = Pace(1)
    headers = {"Accept": EVENTS, "Idempotency-Key": KEY}
    with serving(lambda body: paced(body, pace)) as model:
        start = started(model.url)
        with start() as (process, client):
            with client.stream("POST", CHAT, json=BODY, headers=headers) as stream:
                events = events_in(stream.iter_lines())
                assert next(event for event in events if event.name == "statement")
                process.send_signal(signal.SIGTERM)
                left = [event.name for event in events]  # raises if the connection was cut instead of ended
            process.wait(timeout=60)
        pace.let(99)
    assert {"reply", "cancelled", "error"}.isdisjoint(left)
