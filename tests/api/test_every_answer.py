"""What holds for every answer over HTTP, good or bad: headers, and problems that are documented."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.serving import Serving
from api.wiring import Lotse
from knowledge.errors import IndexUnavailable

CHAT = "/api/v1/chat"
REQUESTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "page": ("GET", "/chat", {}),
    "demo page": ("GET", "/", {}),
    "page for integrators": ("GET", "/einbinden", {}),
    "answer on the page": ("POST", "/chat", {"data": {"message": "Rufbus"}}),
    "error on the page": ("POST", "/chat", {"data": {"message": ""}}),
    "style": ("GET", "/static/lotse.css", {}),
    "chat": ("POST", CHAT, {"json": {"message": "Guten Tag"}}),
    "drafts without a key": ("POST", "/api/v1/drafts", {"json": {"text": "Was kostet ein Rufbus?"}}),
    "search": ("GET", "/api/v1/search?q=Rufbus", {}),
    "what a widget wants to know": ("GET", "/api/v1/widget", {}),
    "no such transcript": ("GET", "/api/v1/conversations/gibt-es-nicht/transcript", {}),
    "nothing to follow": ("GET", "/api/v1/conversations/gibt-es-nicht/events", {}),
    "document": ("GET", "/api/v1/documents/leit-lorawan-netz-start", {}),
    "reader": ("GET", "/documents/leit-lorawan-netz-start", {}),
    "plain words of nothing": ("GET", "/api/v1/conversations/gibt-es-nicht/plain/x", {}),
    "openapi": ("GET", "/api/v1/openapi.json", {}),
    "alive": ("GET", "/livez", {}),
    "ready": ("GET", "/readyz", {}),
    "not found": ("GET", "/gibt-es-nicht", {}),
    "no such style": ("GET", "/static/gibt-es-nicht", {}),
    "wrong method": ("GET", CHAT, {}),
    "too large": ("POST", CHAT, {"content": b"x" * 100_000}),
    "invalid": ("POST", CHAT, {"json": {}}),
    "unreadable": ("POST", CHAT, {"content": b"[" * 50_000, "headers": {"content-type": "application/json"}}),
}
PROTECTION = ("content-security-policy", "x-content-type-options", "referrer-policy", "cache-control")


@pytest.fixture(scope="module")
def failing_client() -> Iterator[TestClient]:
    """Ask an application with a route that breaks."""

    @contextmanager
    def unopened() -> Iterator[Lotse]:
        raise IndexUnavailable("Ohne Belang.")
        yield

    def breaks() -> None:
        raise RuntimeError("KANARIENVOGEL")

    app = create_app(Serving(unopened))
    app.add_api_route("/breaks", breaks)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("name", REQUESTS)
def test_every_answer_protects_the_browser(client: TestClient, name: str) -> None:
    method, path, content = REQUESTS[name]
    headers = client.request(method, path, **content).headers
    assert [header for header in PROTECTION if header not in headers] == []
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("name", REQUESTS)
def test_no_answer_sets_a_cookie(client: TestClient, name: str) -> None:
    method, path, content = REQUESTS[name]
    assert "set-cookie" not in client.request(method, path, **content).headers


def test_an_unforeseen_error_protects_the_browser_too(failing_client: TestClient) -> None:
    headers = failing_client.get("/breaks").headers
    assert [header for header in PROTECTION if header not in headers] == []


def test_an_unforeseen_error_tells_nothing_of_the_inside(failing_client: TestClient) -> None:
    answer = failing_client.get("/breaks")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "KANARIENVOGEL" not in answer.text


def test_a_body_over_the_limit_is_refused_although_its_length_was_not_announced(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield from [b"x" * 1000] * 100

    answer = client.post(CHAT, content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_wrong_method_is_told_the_right_ones(client: TestClient) -> None:
    assert client.get(CHAT).headers.get("allow") == "POST"


@pytest.fixture(scope="module")
def openapi(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get("/api/v1/openapi.json").content)
    return found


def test_the_description_names_every_route(openapi: dict[str, Any]) -> None:
    assert set(openapi["paths"]) == {
        "/api/v1/chat",
        "/api/v1/chat/{message_id}",
        "/api/v1/conversations/{conversation_id}",
        "/api/v1/conversations/{conversation_id}/events",
        "/api/v1/conversations/{conversation_id}/plain/{message_id}",
        "/api/v1/conversations/{conversation_id}/transcript",
        "/api/v1/search",
        "/api/v1/documents/{document_id}",
        "/api/v1/drafts",
        "/api/v1/feedback",
        "/api/v1/handoffs",
        "/api/v1/handoffs/{code}",
        "/api/v1/handoffs/{code}/messages",
        "/api/v1/handoffs/{code}/contact",
        "/api/v1/plans",
        "/api/v1/widget",
        "/livez",
        "/readyz",
    }


def _problems(openapi: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{path} {status}", response["content"])
        for path, methods in openapi["paths"].items()
        for method in methods.values()
        for status, response in method["responses"].items()
        if int(status) >= 400
    ]


@pytest.mark.parametrize(
    "path", ["/api/v1/chat", "/api/v1/search", "/api/v1/documents/{document_id}", "/api/v1/plans", "/readyz"]
)
def test_the_description_says_which_routes_may_not_be_ready(openapi: dict[str, Any], path: str) -> None:
    [method] = openapi["paths"][path].values()
    assert "503" in method["responses"]


def test_the_description_of_a_document_says_that_it_may_not_exist(openapi: dict[str, Any]) -> None:
    assert "404" in openapi["paths"]["/api/v1/documents/{document_id}"]["get"]["responses"]


def test_problems_are_described_as_problems_and_as_nothing_else(openapi: dict[str, Any]) -> None:
    wrong = [where for where, content in _problems(openapi) if list(content) != ["application/problem+json"]]
    assert wrong == []


def test_the_description_says_what_a_problem_looks_like(openapi: dict[str, Any]) -> None:
    bare = [where for where, content in _problems(openapi) if not content.get("application/problem+json")]
    assert bare == []


def test_every_reference_in_the_description_leads_somewhere(openapi: dict[str, Any]) -> None:
    def references(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
            for part in value.values():
                yield from references(part)
        elif isinstance(value, list):
            for part in value:
                yield from references(part)

    schemas = openapi["components"]["schemas"]
    assert {reference.rsplit("/", 1)[1] for reference in references(openapi)} <= set(schemas)


def test_what_is_not_ready_says_when_to_come_back(failing_client: TestClient, wait_for: Callable[..., bool]) -> None:
    answer = failing_client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["retry-after"].isdigit()
