"""Websites may use the routes of askers, and read why a request failed; console and drafts never open."""

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Client, Response
from playwright.sync_api import Page

from api.app import create_app
from api.serving import Serving
from api.settings import ApiSettings, SettingsInvalid, read_settings
from api.wiring import Lotse
from knowledge.errors import IndexUnavailable
from tests.api.asking import PERSON, Anna, lotse_behind
from tests.api.console.browsing import CHROMIUM, chromium, served

TOWN, OTHER = "https://www.musterdorf.example", "https://fremd.example"
ID = "gespraech-0001"
OPEN = {
    "chat": ("POST", "/api/v1/chat"),
    "cancel": ("DELETE", "/api/v1/chat/nachricht-0001"),
    "widget": ("GET", "/api/v1/widget"),
    "conversation": ("GET", f"/api/v1/conversations/{ID}"),
    "deletion": ("DELETE", f"/api/v1/conversations/{ID}"),
    "handoff": ("POST", "/api/v1/handoffs"),
    "contact": ("PUT", "/api/v1/handoffs/7KQ2-M9XA-PW4C/contact"),
    "feedback": ("POST", "/api/v1/feedback"),
    "plan": ("POST", "/api/v1/plans"),
    "document": ("GET", "/api/v1/documents/leit-lorawan-netz-start"),
}
CLOSED = ["/console", "/console/login", "/api/v1/drafts", "/api/v1/search", "/", "/anliegen", "/api/v1/chatter"]
WANTED = "content-type,idempotency-key,last-event-id,accept"


@pytest.fixture(scope="module")
def lotse(client: TestClient) -> Lotse:
    return lotse_behind(client)


@pytest.fixture(scope="module")
def open_app(lotse: Lotse) -> Callable[..., FastAPI]:
    """Make applications over one Lotse, for the websites that a test names."""

    def make(*origins: str) -> FastAPI:
        serving = Serving(lambda: nullcontext(lotse))
        serving.lotse = lotse
        return create_app(serving, origins)

    return make


@pytest.fixture(scope="module")
def connected(open_app: Callable[..., FastAPI], free_port: Callable[[], int]) -> Iterator[Callable[..., Client]]:
    """Give clients of servers that serve such an application."""
    opened_servers = []
    clients: dict[tuple[str, ...], Client] = {}

    def connect(*origins: str) -> Client:
        if origins not in clients:
            serving = served(open_app(*origins), free_port())
            clients[origins] = Client(base_url=serving.__enter__(), trust_env=False, timeout=120)
            opened_servers.append(serving)
        return clients[origins]

    yield connect
    for client in clients.values():
        client.close()
    for serving in opened_servers:
        serving.__exit__(None, None, None)


def preflight(client: Client, path: str, method: str, origin: str = TOWN, headers: str = WANTED) -> Response:
    asked = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": headers}
    return client.request("OPTIONS", path, headers=asked)


def shared_with(answer: Response) -> str | None:
    assert "access-control-allow-credentials" not in answer.headers
    found: str | None = answer.headers.get("access-control-allow-origin")
    return found


@pytest.mark.parametrize("name", OPEN)
def test_a_website_may_use_each_route_of_askers(connected: Callable[..., Client], name: str) -> None:
    method, path = OPEN[name]
    asked = preflight(connected("*"), path, method)
    assert asked.status_code == 200
    assert shared_with(asked) == "*"
    assert method in asked.headers["access-control-allow-methods"]
    answer = connected("*").request(method, path, headers={"Origin": TOWN})
    assert shared_with(answer) == "*"
    assert answer.headers["access-control-expose-headers"] == "Content-Disposition, Retry-After"


@pytest.mark.parametrize("path", CLOSED)
def test_nothing_else_opens_to_a_website(connected: Callable[..., Client], path: str) -> None:
    for method in ("GET", "POST"):
        assert shared_with(preflight(connected("*"), path, method)) is None
        assert shared_with(connected("*").request(method, path, headers={"Origin": TOWN})) is None


def test_headers_that_the_widget_does_not_need_are_refused(connected: Callable[..., Client]) -> None:
    assert preflight(connected("*"), "/api/v1/chat", "POST", headers="authorization").status_code == 400
    assert preflight(connected("*"), "/api/v1/chat", "PATCH").status_code == 400


def test_only_the_websites_that_were_named_may_read(connected: Callable[..., Client]) -> None:
    client = connected(TOWN, "https://zweitort.example")
    assert shared_with(preflight(client, "/api/v1/chat", "POST")) == TOWN
    assert preflight(client, "/api/v1/chat", "POST", origin=OTHER).status_code == 400
    for origin, allowed in ((TOWN, TOWN), (OTHER, None)):
        answer = client.get("/api/v1/widget", headers={"Origin": origin})
        assert shared_with(answer) == allowed
        assert "Origin" in answer.headers["vary"]


def test_without_any_only_our_own_pages_may_read(connected: Callable[..., Client]) -> None:
    assert shared_with(preflight(connected(), "/api/v1/chat", "POST")) is None
    assert shared_with(connected().get("/api/v1/widget", headers={"Origin": TOWN})) is None
    assert connected().get("/api/v1/widget").status_code == 200


FAILURES: dict[str, tuple[int, str, dict[str, Any]]] = {
    "invalid": (422, "/api/v1/chat", {"json": {}}),
    "too large": (413, "/api/v1/chat", {"content": b"x" * 100_000}),
    "unknown": (404, "/api/v1/handoffs/XXXX-XXXX-XXXX/messages", {"json": {"message": "Guten Tag"}}),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_website_can_read_why_a_request_failed(connected: Callable[..., Client], name: str) -> None:
    status, path, content = FAILURES[name]
    answer = connected("*").post(path, headers={"Origin": TOWN}, **content)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert shared_with(answer) == "*"


def test_a_website_can_read_that_lotse_is_not_ready_and_when_it_will_be(free_port: Callable[[], int]) -> None:
    @contextmanager
    def never() -> Iterator[Lotse]:
        raise IndexUnavailable("Ohne Belang.")
        yield

    with (
        served(create_app(Serving(never)), free_port()) as address,
        Client(base_url=address, trust_env=False) as client,
    ):
        answer = client.get("/api/v1/widget", headers={"Origin": TOWN})
    assert answer.status_code == 503
    assert shared_with(answer) == "*"
    assert "Retry-After" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("wrong", ["www.example.org", "https://a.example/pfad", "https://a.example;https://b.example"])
def test_an_origin_that_no_browser_sends_stops_the_start(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("LOTSE_WIDGET_ORIGINS", wrong)
    with pytest.raises(SettingsInvalid, match="LOTSE_WIDGET_ORIGINS"):
        read_settings()


def test_every_origin_that_an_operator_names_is_allowed() -> None:
    assert ApiSettings(widget_origins="").origins == ()
    assert ApiSettings(widget_origins="*").origins == ("*",)
    assert ApiSettings(widget_origins=f"{TOWN} , http://127.0.0.1:5173").origins == (TOWN, "http://127.0.0.1:5173")


# --- in a real browser, from a page of another origin ---


@pytest.fixture(scope="module")
def foreign_page(connected: Callable[..., Client], free_port: Callable[[], int]) -> Iterator[tuple[Page, str]]:
    """Give a page of another origin (another port), and the address of Lotse."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    address = str(connected("*").base_url).rstrip("/")
    host = FastAPI()
    with served(host, free_port()) as other, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{other}/docs-of-nobody")
        yield page, address


FETCH = """async ([address, method, body, headers]) => {
  const sent = {method, headers, credentials: "omit", body: body === null ? undefined : JSON.stringify(body)};
  try {
    const answer = await fetch(address, sent);
    const text = await answer.text();
    return {status: answer.status, text, wait: answer.headers.get("retry-after")};
  } catch (error) {
    return {status: 0, text: String(error)};
  }
}"""
_keys = (f"widget-test-{n:020}" for n in itertools.count())


def fetched(page: tuple[Page, str], method: str, path: str, body: object = None) -> dict[str, Any]:
    headers = {"Content-Type": "application/json", "Idempotency-Key": next(_keys), "Last-Event-ID": "1.1"}
    found: dict[str, Any] = page[0].evaluate(FETCH, [page[1] + path, method, body, headers])
    return found


def test_a_page_of_another_origin_asks_and_reads_answer_and_errors(foreign_page: tuple[Page, str]) -> None:
    answer = fetched(foreign_page, "POST", "/api/v1/chat", {"message": "Was kostet ein Rufbus auf dem Land?"})
    assert answer["status"] == 200
    talk = json.loads(answer["text"])["conversation_id"]
    assert fetched(foreign_page, "GET", "/api/v1/widget")["status"] == 200
    assert fetched(foreign_page, "POST", "/api/v1/chat", {})["status"] == 422
    assert fetched(foreign_page, "POST", "/api/v1/chat", {"message": "x" * 100_000})["status"] == 413
    assert fetched(foreign_page, "DELETE", f"/api/v1/conversations/{talk}")["status"] == 204


@pytest.mark.parametrize(("method", "path"), [("GET", "/console/login"), ("POST", "/api/v1/drafts"), ("GET", "/")])
def test_a_page_of_another_origin_reads_nothing_else(foreign_page: tuple[Page, str], method: str, path: str) -> None:
    assert fetched(foreign_page, method, path, {"text": "Was?"} if method == "POST" else None)["status"] == 0


LISTEN = """async ([address]) => {
  window.heard = [];
  const events = new EventSource(address);
  for (const name of ["said", "handoff", "gone"]) {
    events.addEventListener(name, (event) => window.heard.push([name, JSON.parse(event.data), event.lastEventId]));
  }
  return await new Promise((resolve) => { events.onopen = () => resolve(events.withCredentials); });
}"""


def test_a_page_of_another_origin_hears_what_people_do(foreign_page: tuple[Page, str], lotse: Lotse) -> None:
    page, address = foreign_page
    reply = json.loads(fetched(foreign_page, "POST", "/api/v1/chat", {"message": PERSON})["text"])
    talk, number = reply["conversation_id"], reply["handoff"]["id"]
    assert page.evaluate(LISTEN, [f"{address}/api/v1/conversations/{talk}/events"]) is False
    lotse.askers.advised.claim(number, Anna())
    page.wait_for_function("() => window.heard.length > 0")
    [[name, told, position]] = page.evaluate("() => window.heard")
    assert (name, told["id"], told["status"]) == ("handoff", number, "claimed")
    assert position
    assert fetched(foreign_page, "DELETE", f"/api/v1/conversations/{talk}")["status"] == 204
    page.wait_for_function("() => window.heard.some(([name]) => name === 'gone')")
