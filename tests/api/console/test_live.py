"""An open console hears what changed within seconds, until its session ends; not more listen than there is room for."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import Client

from api.console.live import feed_of
from api.desk import Desk
from tests.api.console.conftest import PASSWORD, token_in
from tests.api.console.handoffs import ADVISOR, handed_over


@pytest.fixture
def quick(console_app: FastAPI, desk: Desk) -> Iterator[FastAPI]:
    """Let the feed look more often than in real work, with room for two."""
    console_app.state.feed = feed_of(desk, every_s=0.05, most=2)
    yield console_app
    del console_app.state.feed


@pytest.fixture
def browsing(quick: FastAPI, site: str, desk: Desk) -> Iterator[Client]:
    with Client(base_url=site, trust_env=False, timeout=120) as client:
        token = token_in(client.get("/console/login").text)
        client.post("/console/login", data={"csrf": token, "login": "advisor", "password": PASSWORD})
        yield client


def news(lines: Iterator[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(line for line in lines if line.startswith("data: "))[6:])
    return found


def test_what_comes_and_what_changes_is_told_by_number(browsing: Client, desk: Desk) -> None:
    known = handed_over(desk)
    with browsing.stream("GET", "/console/live") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines()
        first = news(lines)
        assert (first["new"], first["changed"]) == ([], [])
        assert f'data-live="{first["mark"]}"' in browsing.get("/console").text
        made = handed_over(desk)
        second = news(lines)
        assert (second["new"], second["changed"]) == ([made.number], [])
        assert second["counts"]["open"] == first["counts"]["open"] + 1
        desk.handoffs.claim(known.number, ADVISOR)
        assert news(lines)["changed"] == [known.number]


def test_signing_out_ends_the_stream(browsing: Client) -> None:
    csrf = token_in(browsing.get("/console").text)
    with browsing.stream("GET", "/console/live") as stream:
        lines = stream.iter_lines()
        news(lines)
        assert browsing.post("/console/logout", data={"csrf": csrf}).status_code == 303
        assert [line for line in lines if line.startswith("data: ")] == []


def test_who_finds_no_room_is_told_at_once(browsing: Client) -> None:
    with browsing.stream("GET", "/console/live") as one, browsing.stream("GET", "/console/live") as two:
        seats = [stream.iter_lines() for stream in (one, two)]  # a stream whose lines nobody keeps is closed
        assert [news(lines)["new"] for lines in seats] == [[], []]
        assert browsing.get("/console/live").status_code == 503
