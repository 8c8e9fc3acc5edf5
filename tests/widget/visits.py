"""A visit whose clock can be put forward: for lines that break and servers that die, without a person's patience."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from tests.widget.hosts import HostPage, hosting, script
from tests.widget.relay import Line
from tests.widget.stages import Stage, opened

# The text of an answer with all that belongs to it, and the names of its buttons: citations and the rest.
_ANSWER = """() => {
  const node = [...document.querySelector("lotse-chat").shadowRoot.querySelectorAll(".assistant")].at(-1);
  return [node.textContent, [...node.querySelectorAll("button")].map((one) => one.ariaLabel || one.textContent)];
}"""
Answer = list[Any]


@contextmanager
def visiting(browser: Browser, endpoint: str, line: Line) -> Iterator[Stage]:
    """Open the dialog on a website, with all it loads at first, and a clock that can be put forward."""
    context = browser.new_context(reduced_motion="reduce")
    with hosting({"": HostPage(script(endpoint))}) as site:
        stage = Stage(context.new_page(), line)
        stage.page.clock.install()
        stage.page.goto(site)
        opened(stage)
        yield stage
    context.close()


def answered(stage: Stage) -> Answer:
    """Wait until the answer is whole, putting the clock forward over every pause; return all of it."""
    put_forward(stage, stage.page.get_by_text("Hat das geholfen?"), 1_000)
    found: Answer = stage.page.evaluate(_ANSWER)
    return found


def put_forward(stage: Stage, until: Locator, by_ms: int) -> None:
    """Put the clock forward over every pause of the widget until something is there.

    Not while an answer passes: on a busy machine that takes its time, and the widget's patience would run out.
    """
    for _ in range(3_000):
        if until.count():
            return
        stage.page.wait_for_timeout(20)
        if not stage.line.answering:
            stage.page.clock.fast_forward(by_ms)
    raise AssertionError(stage.page.locator("lotse-chat").aria_snapshot())


def kept(page: Page, endpoint: str) -> dict[str, Any]:
    """Return what the server keeps of the conversation."""
    fetched = """endpoint => fetch(`${endpoint}/api/v1/conversations/`
      + JSON.parse(sessionStorage[`lotse:${endpoint}`]).conversation_id).then((response) => response.json())"""
    found: dict[str, Any] = page.evaluate(fetched, endpoint)
    return found
