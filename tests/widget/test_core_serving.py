"""Any website may load the widget: the current one for a few minutes, a pinned one for ever."""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.serving import Serving
from api.widget.bundle import bundled
from api.wiring import Lotse
from knowledge.errors import IndexUnavailable

CURRENT = "/widget/lotse-chat.js"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Ask an application whose knowledge cannot be opened: the widget must come all the same."""

    @contextmanager
    def unopened() -> Iterator[Lotse]:
        raise IndexUnavailable("Ohne Belang.")
        yield

    with TestClient(create_app(Serving(unopened))) as opened:
        yield opened


@pytest.mark.parametrize("path", [CURRENT, bundled().path])
def test_the_script_is_what_its_integrity_says_and_any_website_may_load_it(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "set-cookie" not in answer.headers
    digest = base64.b64encode(hashlib.sha384(answer.content).digest()).decode()
    assert bundled().integrity == f"sha384-{digest}"


def test_it_is_compressed_for_those_who_can_read_that(client: TestClient) -> None:
    zipped, plain = (client.get(CURRENT, headers={"Accept-Encoding": how}) for how in ("gzip", "identity"))
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert zipped.content == plain.content
    assert int(zipped.headers["content-length"]) < len(plain.content) / 2
    assert zipped.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert zipped.headers["etag"] != plain.headers["etag"]


def test_who_has_it_does_not_load_it_again(client: TestClient) -> None:
    etag = client.get(CURRENT).headers["etag"]
    again = client.get(CURRENT, headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == etag
    assert client.get(CURRENT, headers={"If-None-Match": '"another"'}).status_code == 200


def test_the_pinned_address_never_changes_and_the_current_one_soon(client: TestClient) -> None:
    assert "immutable" in client.get(bundled().path).headers["cache-control"]
    assert client.get(CURRENT).headers["cache-control"] == "public, max-age=300"


def test_another_release_is_not_served_under_a_pinned_address(client: TestClient) -> None:
    answer = client.get("/widget/0123456789abcdef/lotse-chat.js")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
