"""Every state of the widget in every look: no violation that axe knows, and nothing wider than the screen.

LOTSE_SCREENSHOTS=FOLDER keeps a picture of each state and look.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.api.console.browsing import violations
from tests.widget.hosts import HostPage, hosting, script
from tests.widget.relay import Line
from tests.widget.stages import STATES, Stage

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "large": {"viewport": {"width": 1280, "height": 900}},
}
# Doubles the text as a browser's setting does, which the host page passes on by not setting a size in pixels.
DOUBLED = ":root { font-size: 200%; }"
WIDE = """() => [...document.querySelector("lotse-chat").shadowRoot.querySelectorAll("*")]
  .filter((node) => node.checkVisibility() && getComputedStyle(node).overflowX !== "visible")
  .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.outerHTML.slice(0, 90))
  .concat(document.documentElement.scrollWidth > innerWidth ? ["the page"] : [])"""


@pytest.fixture(scope="module")
def site(real: tuple[str, Line]) -> Iterator[str]:
    """Serve a website with the widget of a real Lotse."""
    head = script(real[0])
    with hosting({"page": HostPage(head), "large": HostPage(head, style=HostPage.style + DOUBLED)}) as address:
        yield address


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("LOTSE_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.parametrize("look", LOOKS)
def test_no_state_has_a_violation(browser: Browser, real: tuple[str, Line], site: str, look: str) -> None:
    context = browser.new_context(reduced_motion="reduce", **LOOKS[look])
    page, found = context.new_page(), []
    page.clock.install()
    page.goto(f"{site}/{'large' if look == 'large' else 'page'}")
    for name, enter in STATES.items():
        enter(Stage(page, real[1]))
        shot(page, f"{name}-{look}")
        found += [f"{name}: {fault}" for fault in [*violations(page), *page.evaluate(WIDE)]]
    context.close()
    assert found == []
