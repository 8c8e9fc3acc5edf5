"""An open page hears what people say in its conversation, also after a cut or a restart; on both databases."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Client
from sqlalchemy import Engine, text

from api.app import create_app
from api.feed import Feed
from api.live import FULL, Seat
from api.serving import Serving
from api.store.news import News, Position
from api.store.upgrading import upgrade
from api.wiring import Lotse
from knowledge.registry_tables import open_engine
from tests.api.asking import lotse_behind
from tests.api.console.browsing import served
from tests.api.event_stream import Told, events
from tests.api.loops import in_a_loop
from tests.api.store.handoff_examples import ANNA, ANSWER, TEAMS, Desk, handoff

TALK = "gespraech-1"
PATH = f"/api/v1/conversations/{TALK}/events"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Give a database of each kind, with the tables of the application."""
    opened = open_engine(database_url)
    upgrade(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def desk(engine: Engine) -> Desk:
    made = Desk(engine)
    made.note("m0", talk=TALK)
    return made


@pytest.fixture
def connect(engine: Engine, client: TestClient, free_port: Callable[[], int]) -> Iterator[Callable[..., Client]]:
    """Give clients of servers that are started anew over the database, as after a restart."""
    lotse = lotse_behind(client)
    askers = replace(lotse.askers, news=News(engine), teams=TEAMS)
    own = replace(lotse, askers=askers)
    with ExitStack() as running:

        def start(most: int = 9) -> Client:
            address = running.enter_context(served(_app(own, most), free_port()))
            return running.enter_context(Client(base_url=address, trust_env=False, timeout=120))

        yield start


def _app(lotse: Lotse, most: int) -> FastAPI:
    serving = Serving(lambda: nullcontext(lotse))
    serving.lotse = lotse
    app = create_app(serving)
    app.state.conversations = Feed("conversation feed", lotse.askers.news.look, most, FULL, every_s=0.05)
    return app


def take(stream: Iterator[Told], number: int) -> list[Told]:
    """Return the next events that say something."""
    said = (one for one in stream if one.name)
    return [next(said) for _ in range(number)]


def handed_over(desk: Desk, message: str = "m1") -> str:
    return desk.handoffs.keep(handoff(TALK, message)).number


def test_a_question_back_and_the_answer_of_a_person_arrive(desk: Desk, connect: Callable[..., Client]) -> None:
    number = handed_over(desk)
    with events(connect(), PATH) as stream:
        assert next(stream).name == ""
        desk.advised.claim(number, ANNA)
        [claimed] = take(stream, 1)
        assert (claimed.name, claimed.data["id"], claimed.data["status"]) == ("handoff", number, "claimed")
        desk.advised.ask_back(number, ANNA, "Wie viele?")
        asked, waits = take(stream, 2)
        assert (asked.name, asked.data["author"], asked.data["name"], asked.data["text"]) == (
            "said", "advisor", ANNA.name, "Wie viele?",
        )  # fmt: skip
        assert waits.data["status"] == "waiting"
        desk.handoffs.write(number, "Drei.")
        take(stream, 1)  # claimed again; what the asker wrote is not told
        desk.advised.release(number, ANNA, ANSWER)
        said, answered = take(stream, 2)
        assert said.data["text"] == ANSWER.text
        assert said.data["sources"][0]["quote"] == ANSWER.sources[0].quote
        assert answered.data["status"] == "answered"
        assert said.data["id"] in {entry.id for entry in desk.threads.thread(TALK)}


def test_without_an_id_only_what_comes_from_now_on_is_told(desk: Desk, connect: Callable[..., Client]) -> None:
    number = handed_over(desk)
    desk.advised.claim(number, ANNA)
    desk.advised.ask_back(number, ANNA, "Wie viele?")
    with events(connect(), PATH) as stream:
        next(stream)
        desk.handoffs.write(number, "Drei.")
        desk.advised.release(number, ANNA, ANSWER)
        assert ANSWER.text in [one.data.get("text") for one in take(stream, 2)]


def test_cut_after_every_event_and_resumed_at_another_server_nothing_is_lost_or_doubled(
    desk: Desk, connect: Callable[..., Client]
) -> None:
    client = connect()
    with events(client, PATH) as stream:
        begun = next(stream).id
    number = handed_over(desk)
    desk.advised.claim(number, ANNA)
    desk.advised.ask_back(number, ANNA, "Wie viele?")
    desk.handoffs.write(number, "Drei.")
    desk.advised.release(number, ANNA, ANSWER)
    desk.advised.close(number, ANNA, "", notice="Erledigt.")
    desk.clock.now += timedelta(minutes=1)
    handed_over(desk, "m2")
    with events(client, PATH, begun) as stream:
        whole = take(stream, 5)
    assert [one.data.get("text") or one.data["status"] for one in whole] == [
        "Wie viele?", ANSWER.text, "Erledigt.", "closed", "open",
    ]  # fmt: skip
    for cut in range(len(whole) - 1):
        with events(connect() if cut == 2 else client, PATH, whole[cut].id) as stream:
            assert take(stream, len(whole) - cut - 1) == whole[cut + 1 :]


def test_a_deleted_conversation_ends_the_stream(desk: Desk, connect: Callable[..., Client]) -> None:
    client = connect()
    with events(client, PATH) as stream:
        position = next(stream).id
        assert desk.conversations.forget(TALK)
        assert [(one.name, one.data) for one in stream] == [("gone", {})]
    with events(client, PATH, position) as stream:
        assert [one.name for one in stream if one.name] == ["gone"]
    assert client.get(PATH).status_code == 404


def test_a_conversation_that_nobody_knows_cannot_be_followed(connect: Callable[..., Client]) -> None:
    answer = connect().get("/api/v1/conversations/gibt-es-nicht/events")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_full_house_says_so_and_when_to_come_back(desk: Desk, connect: Callable[..., Client]) -> None:
    client = connect(most=1)
    with events(client, PATH) as stream:
        assert next(stream).id
        refused = client.get(PATH, headers={"Origin": "https://www.musterdorf.example"})
        assert refused.status_code == 503
        assert refused.json()["detail"] == FULL
        assert refused.headers["retry-after"].isdigit()
        assert refused.headers["access-control-allow-origin"] == "*"
        assert handed_over(desk) == take(stream, 1)[0].data["id"]


def test_a_database_that_comes_back_is_read_again(desk: Desk, engine: Engine) -> None:
    begun = News(engine).look([TALK])[TALK]
    number = handed_over(desk)
    rename(engine, "handoffs", "elsewhere")

    async def listen() -> str | None:
        seat = Seat(TALK, begun, asyncio.Queue(), News(engine), TEAMS, every_s=0.01)
        stream = seat.events()
        await anext(stream)
        waiting = asyncio.ensure_future(anext(stream))
        assert not (await asyncio.wait([waiting], timeout=0.2))[0]
        await asyncio.to_thread(rename, engine, "elsewhere", "handoffs")
        return (await asyncio.wait_for(waiting, 20)).id

    position = Position.read(in_a_loop(listen()))
    assert position
    assert position.handoffs == {number: 1}


def rename(engine: Engine, table: str, name: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
