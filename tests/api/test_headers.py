"""Each group of paths gets the security headers that it needs, and a route keeps what it sets itself."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.responses import Response
from fastapi.testclient import TestClient

from api.headers import Headers, headers_of

SCRIPTED = ["/", "/einbinden", "/einbinden/vorschau", "/console", "/console/live"]
SCRIPT_FREE = ["/chat", "/anliegen/7KQ2-M9XA-PW4C", "/gespraech/abcdefgh", "/beratung", "/consoles", "/einbinden.html"]


def directives(path: str) -> dict[str, str]:
    policy = headers_of(path)["Content-Security-Policy"]
    return {name: value for name, _, value in (one.strip().partition(" ") for one in policy.split(";"))}


@pytest.mark.parametrize("path", SCRIPTED)
def test_pages_with_the_widget_may_run_our_scripts_and_ask_us_and_nothing_more(path: str) -> None:
    found = directives(path)
    assert (found["script-src"], found["connect-src"], found["default-src"]) == ("'self'", "'self'", "'none'")
    assert not [value for value in found.values() if "unsafe" in value or "*" in value]


@pytest.mark.parametrize("path", SCRIPT_FREE)
def test_other_pages_of_askers_run_no_script(path: str) -> None:
    assert "script-src" not in directives(path)
    assert directives(path)["default-src"] == "'none'"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = FastAPI()
    app.add_api_route("/widget/lotse-chat.js", lambda: Response("", headers={"Cache-Control": "max-age=300"}))
    app.add_api_route("/widget/plain.js", lambda: Response(""))
    app.add_middleware(Headers)
    with TestClient(app) as opened:
        yield opened


def test_files_of_the_widget_may_be_loaded_by_every_website_and_cached_as_their_route_says(client: TestClient) -> None:
    headers = client.get("/widget/lotse-chat.js").headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["cache-control"] == "max-age=300"
    assert headers["x-content-type-options"] == "nosniff"
    assert client.get("/widget/plain.js").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/console", "/api/v1/widget", "/widgets"])
def test_nothing_else_is_handed_to_other_websites_by_these_headers(path: str) -> None:
    assert {"Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy"}.isdisjoint(headers_of(path))
