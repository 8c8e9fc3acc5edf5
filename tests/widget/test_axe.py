"""Every state of the widget in every look: no violation that axe knows, and nothing wider than the screen.

LOTSE_SCREENSHOTS=FOLDER keeps a picture of each state and look.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.api.console.browsing import launched, violations
from tests.widget.hosts import HostPage, hosting, script
from tests.widget.relay import Line
from tests.widget.stages import STATES, Stage

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
}
DOUBLED = "--blink-settings=defaultFontSize=32"  # as somebody sets it who needs larger text: twice the usual 16
# What one has to scroll sideways for, and what nobody can scroll to.
CUT_OFF = """() => [...document.querySelector("lotse-chat").shadowRoot.querySelectorAll("*")]
  .filter((node) => node.checkVisibility() && node.clientWidth > 1)
  .map((node) => [node, getComputedStyle(node)])
  .filter(([node, {overflowX, overflowY}]) =>
    (overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1) ||
    (["hidden", "clip"].includes(overflowY) && node.scrollHeight > node.clientHeight + 1))
  .map(([node]) => `cut off: ${node.outerHTML.slice(0, 90)}`)
  .concat(document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [])"""


@pytest.fixture(scope="module")
def site(real: tuple[str, Line]) -> Iterator[str]:
    """Serve a website with the widget of a real Lotse."""
    with hosting({"": HostPage(script(real[0]))}) as address:
        yield address


@pytest.mark.parametrize("look", LOOKS)
def test_no_state_has_a_violation(browser: Browser, real: tuple[str, Line], site: str, look: str) -> None:
    assert faults(browser, site, real[1], look, **LOOKS[look]) == []


def test_no_state_has_a_violation_with_text_of_200_percent(browser: Browser, real: tuple[str, Line], site: str) -> None:
    enlarged = launched(browser.browser_type, DOUBLED)
    assert faults(enlarged, site, real[1], "doubled") == []
    enlarged.close()


def faults(browser: Browser, site: str, line: Line, look: str, **options: Any) -> list[str]:
    """Walk through all states and return what is wrong in any of them."""
    context = browser.new_context(reduced_motion="reduce", **options)
    page, found = context.new_page(), []
    page.clock.install()
    page.goto(site)
    for name, enter in STATES.items():
        enter(Stage(page, line))
        if folder := os.environ.get("LOTSE_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{look}.png")
        found += [f"{name}: {fault}" for fault in [*violations(page), *page.evaluate(CUT_OFF)]]
    context.close()
    return found
