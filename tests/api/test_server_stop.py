"""A server that is told to stop does not wait for streams that are open: they end, and then it does."""

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from httpx2 import Client, Response

from api.passwords import hashed
from api.store.advisors import StoredAdvisors
from api.store.upgrading import upgrade
from knowledge.registry_tables import open_engine
from tests.api.asking import PERSON
from tests.api.console.conftest import PASSWORD, token_in
from tests.api.zygote import Process

Served = Callable[[Path], AbstractContextManager[tuple[Process, str]]]
STREAMS = 20


@pytest.fixture
def with_an_advisor(data_dir: Path) -> Path:
    """Give a data directory with somebody who may sign in to the console."""
    engine = open_engine(f"sqlite:///{data_dir / 'lotse.db'}")
    upgrade(engine)
    advisors = StoredAdvisors(engine, lambda: datetime.now(UTC))
    advisors.add("kim", "Kim Muster", "kim@example.org", "advisor", hashed(PASSWORD), "lotse")
    engine.dispose()
    return data_dir


def streaming(client: Client, path: str, until: ExitStack) -> Iterator[str]:
    """Return the lines of a stream that has begun."""
    answer: Response = until.enter_context(client.stream("GET", path))
    assert answer.status_code == 200
    lines: Iterator[str] = answer.iter_lines()
    assert next(lines)
    return lines


def test_open_streams_do_not_hold_a_server_that_stops(served: Served, with_an_advisor: Path) -> None:
    with served(with_an_advisor) as (process, address), ExitStack() as until:
        client = until.enter_context(Client(base_url=address, trust_env=False, timeout=120))
        talk = client.post("/api/v1/chat", json={"message": PERSON}).json()["conversation_id"]
        csrf = token_in(client.get("/console/login").text)
        client.post("/console/login", data={"csrf": csrf, "login": "kim", "password": PASSWORD})
        paths = ["/console/live", *[f"/api/v1/conversations/{talk}/events"] * STREAMS]
        streams = [streaming(client, path, until) for path in paths]
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) in (0, -signal.SIGTERM)
        for lines in streams:  # each ended as a whole answer ends; a cut one would raise
            assert [line for line in lines if line.startswith("event: ")] == []
    log = (with_an_advisor.parent / "server.log").read_text()
    assert "Traceback" not in log
    assert "graceful shutdown exceeded" not in log  # what the server says when it had to cut what was open
