"""The passage reader in a real browser: accessible in every look, marked by address alone, without scripts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from api.reader.links import path_to
from assistant.messages import Question, SourceEntry
from tests.api.asking import lotse_behind
from tests.api.console.browsing import CHROMIUM, chromium, served, violations

LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "320 px": {"viewport": {"width": 320, "height": 700}},
}
LONG = "leit-datenschutz-sensoren-kameras"
OUTLINE = "target => getComputedStyle(target).outlineStyle"


@pytest.fixture(scope="module")
def opened(
    copied: Callable[[], Path], ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    with ready_client(copied()) as client:
        yield client


@pytest.fixture(scope="module")
def source(opened: TestClient) -> SourceEntry:
    """Give a source that an answer cites."""
    return lotse_behind(opened).reply_to(Question("Was kostet ein Rufbus auf dem Land?")).sources[0]


@pytest.fixture(scope="module")
def address(opened: TestClient, free_port: Callable[[], int]) -> Iterator[str]:
    with served(opened.app, free_port()) as at:  # type: ignore[arg-type]
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("no chromium on this machine")
    with chromium() as started:
        yield started


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=True) as context:
        yield context.new_page()


@pytest.mark.parametrize("look", LOOKS)
def test_the_page_is_accessible_and_fits_the_screen(
    browser: Browser, address: str, source: SourceEntry, look: str
) -> None:
    states = {
        "cited": path_to(source.document_id, source.passage_id, source.quote),
        "long": path_to(LONG),
        "not there": path_to(source.document_id, quote="Das steht dort nicht."),
        "unknown": path_to("gibt-es-nicht"),
    }
    with browser.new_context(**LOOKS[look]) as context:
        page, found = context.new_page(), []
        for state, path in states.items():
            page.goto(f"{address}{path}")
            found += [(state, one) for one in violations(page)]
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            found += [(state, "wider than the screen")] if wide else []
    assert found == []


def test_the_address_alone_leads_to_the_cited_words(tab: Page, address: str, source: SourceEntry) -> None:
    refused: list[str] = []
    tab.on("console", lambda message: refused.append(message.text))
    tab.goto(f"{address}{path_to(source.document_id, source.passage_id, source.quote)}")
    target = tab.locator(":target")
    assert target.count() == 1
    assert target.get_attribute("id") == f"p={source.passage_id}"
    assert target.evaluate(OUTLINE) == "solid"
    assert target.evaluate("one => one.getBoundingClientRect().top < innerHeight")
    assert " ".join(target.locator("mark").all_inner_texts()).split() == source.quote.split()
    assert refused == []


@pytest.mark.parametrize("fragment", ["p=gibt-es-nicht", "p=", "", "%00", "x" * 3_000])
def test_an_unknown_place_marks_nothing(tab: Page, address: str, source: SourceEntry, fragment: str) -> None:
    tab.goto(f"{address}/documents/{source.document_id}#{fragment}")
    assert tab.locator(".passage:target").count() == 0
    assert tab.locator("mark").count() == 0


def test_numbers_lead_to_the_sources_and_back_to_nothing_else(tab: Page, address: str) -> None:
    tab.goto(f"{address}{path_to(LONG)}")
    tab.locator("a.cite").first.click()
    number = tab.locator("a.cite").first.inner_text().strip("[]")
    assert tab.locator(":target").get_attribute("id") == f"quelle-{number}"
    leads = tab.locator("a").evaluate_all("all => all.map(one => one.protocol)")
    assert set(leads) <= {"http:", "https:"}


def test_the_table_of_contents_leads_to_its_headings(tab: Page, address: str) -> None:
    tab.goto(f"{address}{path_to(LONG)}")
    links = tab.locator(".contents a")
    assert links.count() >= 4
    for at in range(links.count()):
        links.nth(at).click()
        assert tab.locator(":target").inner_text() == links.nth(at).inner_text()


def test_on_paper_there_is_the_document_and_where_it_comes_from(tab: Page, address: str) -> None:
    tab.goto(f"{address}{path_to(LONG)}")
    tab.emulate_media(media="print")
    assert not tab.locator("header nav").is_visible()
    assert not tab.locator(".onward").is_visible()
    after = tab.locator(".document .sources a").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert "http" in after
