"""The demo page and the page for integrators: what they promise is what is served."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.outbox.settings import OutboxSettings
from api.serving import Serving
from api.settings import Settings
from api.wiring import opened
from knowledge.owner import ownership
from tests.api.html_page import Page

BASE = "http://testserver"


def scripts(page: Page) -> list[dict[str, str]]:
    return [script.attributes for script in page.all("script") if "integrity" in script.attributes]


def code(page: Page, name: str) -> str:
    [block] = [one for one in page.all("pre") if one.attributes["id"] == f"code-{name}"]
    return block.text


@pytest.mark.parametrize("path", ["/", "/einbinden"])
def test_the_chat_is_embedded_by_the_line_that_others_copy(client: TestClient, path: str) -> None:
    [script] = scripts(Page(client.get(path).text))
    line = code(Page(client.get("/einbinden").text), "pinned")
    assert f'src="{BASE}{script["src"]}"' in line
    assert f'integrity="{script["integrity"]}"' in line


def test_the_checksum_to_copy_is_that_of_what_is_served(client: TestClient) -> None:
    line = code(Page(client.get("/einbinden").text), "pinned")
    src, integrity = re.findall(r'(?:src|integrity)="([^"]+)"', line)
    served = client.get(src.removeprefix(BASE)).content
    assert integrity == "sha384-" + base64.b64encode(hashlib.sha384(served).digest()).decode()


@pytest.mark.parametrize("name", ["pinned", "wordpress", "typo3", "fluid"])
def test_every_system_gets_address_and_checksum(client: TestClient, name: str) -> None:
    page = Page(client.get("/einbinden").text)
    [script] = scripts(page)
    assert f"{BASE}{script['src']}" in code(page, name)
    assert script["integrity"] in code(page, name)


def test_the_page_allows_itself_what_it_tells_others_to_allow(client: TestClient) -> None:
    answer = client.get("/einbinden")
    policy = answer.headers["content-security-policy"]
    for directive in re.findall(r"([a-z]+-src)\s+'self' http://testserver;", code(Page(answer.text), "csp")):
        assert f"{directive} 'self'" in policy
    assert "unsafe" not in policy


def test_the_privacy_text_names_the_days_that_are_set(client: TestClient) -> None:
    days = client.get("/api/v1/widget").json()["retention_days"]
    assert f"{days} Tage nach der letzten Nachricht" in code(Page(client.get("/einbinden").text), "privacy")


def test_addresses_to_copy_are_those_that_the_operator_set(
    copied: Callable[[], Path], settings_of: Callable[[Path], Settings], wait_for: Callable[..., bool]
) -> None:
    folder = copied()
    settings = replace(settings_of(folder), outbox=OutboxSettings(public_url="https://www.kreis.example/lotse/"))
    app = create_app(Serving(lambda: opened(settings)))
    with ownership(folder), TestClient(app) as client:
        assert wait_for(lambda: client.get("/readyz").status_code == 200)
        page = Page(client.get("/einbinden").text)
    assert 'src="https://www.kreis.example/lotse/widget/' in code(page, "pinned")
    assert "connect-src 'self' https://www.kreis.example;" in code(page, "csp")
    assert "https://www.kreis.example/lotse/beratung" in code(page, "accessibility")


def test_the_demo_page_says_before_everything_else_that_the_town_is_invented(client: TestClient) -> None:
    page = client.get("/").text
    assert "Musterstadt am Fluss gibt es nicht." in page.partition("<header")[0]
    for place in ("/chat", "/einbinden", "/anliegen", "/beratung"):
        assert f'href="{place}"' in page
