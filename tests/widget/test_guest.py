"""A guest on somebody else's website: light, alone, no trace before the first message, fine under a strict policy."""

import gzip
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.widget.hosts import HostPage, hosting, script, strict
from tests.widget.relay import Line
from tests.widget.stages import STATES, Stage, answer, opened

MOST_BYTES = 30_000  # compressed: what the issue promises
BY_HAND = "<lotse-chat></lotse-chat>"
_POLICY = """window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(
  `${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));"""
_TRACES = """async () => ({
  cookies: document.cookie,
  session: {...sessionStorage},
  local: {...localStorage},
  databases: (await indexedDB.databases()).map(({name}) => name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NO_TRACE: dict[str, Any] = {"cookies": "", "session": {}, "local": {}, "databases": [], "caches": [], "workers": 0}


@pytest.fixture(scope="module")
def site(real: tuple[str, Line]) -> Iterator[str]:
    """Serve websites with the widget of a real Lotse."""
    line = script(real[0])
    pages = {
        "plain": HostPage(line),
        "strict": HostPage(line, headers=strict(real[0])),
        "twice": HostPage(line * 2, f"{BY_HAND}{script(real[0])}"),
    }
    with hosting(pages) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_nothing_is_asked_or_kept_before_the_first_message(page: Page, real: tuple[str, Line], site: str) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    stage = Stage(page, real[1])
    page.goto(f"{site}/plain", wait_until="networkidle")
    STATES["closed"](stage)
    own = [url for url in sent if url.startswith(real[0])]
    assert own == [f"{real[0]}/widget/lotse-chat.js"]
    opened(stage)
    assert page.evaluate(_TRACES) == NO_TRACE
    stage.ask()
    answer(stage)
    kept = page.evaluate(_TRACES)
    assert kept.pop("session").keys() == {f"lotse:{real[0]}"}
    assert kept == {name: value for name, value in NO_TRACE.items() if name != "session"}
    assert page.context.cookies() == []
    assert {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in sent} == {site, real[0]}


def test_a_strict_policy_is_never_violated(page: Page, real: tuple[str, Line], site: str) -> None:
    page.add_init_script(_POLICY)
    page.clock.install()
    page.goto(f"{site}/strict")
    for enter in STATES.values():
        enter(Stage(page, real[1]))
    assert page.evaluate("violations") == []


def test_the_policy_would_be_noticed(page: Page, site: str) -> None:
    page.add_init_script(_POLICY)
    page.goto(f"{site}/strict")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("violations.length")


def test_loaded_twice_gives_one(page: Page, site: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}/twice")
    expect(page.get_by_role("button", name="Lotse fragen")).to_have_count(1)
    assert (page.locator("lotse-chat").count(), errors) == (1, [])


def test_the_script_is_small(real: tuple[str, Line]) -> None:
    asked = urllib.request.Request(f"{real[0]}/widget/lotse-chat.js", headers={"Accept-Encoding": "gzip"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=60) as sent:
        compressed = sent.read()
    assert sent.headers["Content-Encoding"] == "gzip"
    assert b"lotse-chat" in gzip.decompress(compressed)
    assert len(compressed) < MOST_BYTES
