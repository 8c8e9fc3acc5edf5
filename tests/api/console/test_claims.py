"""Of two advisors who take over one handoff at the same time, exactly one gets it, over real HTTP."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from fastapi import FastAPI
from httpx2 import Client
from sqlalchemy import Engine

from api.app import create_app
from api.desk import Desk
from api.serving import Serving
from api.store.advisors import StoredAdvisors
from api.store.appointments import StoredAppointments
from api.store.attempts import StoredAttempts
from api.store.handoff_reads import HandoffInbox
from api.store.handoff_writes import AdvisedHandoffs
from api.store.sessions import StoredSessions
from api.store.statements import StoredStatementFeedback
from api.store.thread import Threads
from api.store.upgrading import upgrade
from api.store.watching import Watching
from api.wiring import opened
from assistant.people.promise import promise_for
from knowledge.registry_tables import open_engine
from tests.api.console.browsing import served
from tests.api.console.conftest import PASSWORD, add_people, token_in
from tests.api.console.handoffs import handed_over

ROUNDS = 50


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened_engine = open_engine(database_url)
    upgrade(opened_engine)
    yield opened_engine
    opened_engine.dispose()


@pytest.fixture
def desk(engine: Engine, console_app: FastAPI) -> Desk:
    """Give a desk over a database of each kind."""
    over: Desk = console_app.state.serving.lotse.desk
    now = over.now
    made = replace(
        over, engine=engine, advisors=StoredAdvisors(engine, now), attempts=StoredAttempts(engine, now),
        sessions=StoredSessions(engine, now, timedelta(hours=1), timedelta(hours=1)), inbox=HandoffInbox(engine),
        handoffs=AdvisedHandoffs(engine, now, partial(promise_for, over.teams), over.tell_asker),
        threads=Threads(engine), statements=StoredStatementFeedback(engine, now), watching=Watching(engine),
        appointments=StoredAppointments(engine, now),
    )  # fmt: skip
    add_people(made)
    return made


@pytest.fixture
def address(desk: Desk, console_app: FastAPI, free_port: Callable[[], int]) -> Iterator[str]:
    """Serve the console over that desk; the knowledge is that of the other tests."""
    app = create_app(Serving(lambda: opened(None)))  # type: ignore[arg-type]  # never started
    app.state.serving.lotse = replace(console_app.state.serving.lotse, desk=desk)
    with served(app, free_port()) as found:
        yield found


def signed_in(address: str, login: str) -> tuple[Client, str]:
    client = Client(base_url=address, trust_env=False)
    token = token_in(client.get("/console/login").text)
    client.post("/console/login", data={"csrf": token, "login": login, "password": PASSWORD})
    return client, token_in(client.get("/console").text)


def test_of_two_at_once_one_gets_it_and_one_is_told(address: str, desk: Desk) -> None:
    people = [signed_in(address, login) for login in ("advisor", "editor")]
    numbers = [handed_over(desk).number for _ in range(ROUNDS)]
    together = Barrier(2)

    def claim(person: tuple[Client, str]) -> list[int]:
        client, csrf = person
        found = []
        for number in numbers:
            together.wait(timeout=120)
            found.append(client.post(f"/console/handoffs/{number}/claim", data={"csrf": csrf}).status_code)
        return found

    with ThreadPoolExecutor(2) as two:
        first, second = two.map(claim, people)
    assert [sorted(pair) for pair in zip(first, second, strict=True)] == [[303, 409]] * ROUNDS
    owners = [desk.inbox.of_number(number).claimed_by for number in numbers]
    assert owners == ["advisor" if status == 303 else "editor" for status in first]
    for client, _ in people:
        client.close()
