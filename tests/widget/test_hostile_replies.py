"""What comes over the line is shown as text: it runs nothing, leads nowhere but to the web, and breaks no layout."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.widget.hostile import TEXTS, poisoned, whole_reply
from tests.widget.hosts import HostPage, hosting, script
from tests.widget.relay import Line
from tests.widget.stages import Stage, closed, confirmation, handoff

HARM = Path(__file__).with_name("harm.js").read_text(encoding="utf-8")
HARMLESS: dict[str, Any] = {"harmed": None, "attributes": [], "elements": [], "wide": []}
PARTS = ("statements", "sources", "cases", "funding", "plan")  # of a reply that are replaced by filled ones


@pytest.fixture
def stage(browser: Browser, real: tuple[str, Line]) -> Iterator[Stage]:
    """Open the dialog on a website; afterwards the line is as it was, and no dialog of the browser has opened."""
    context, asked = browser.new_context(reduced_motion="reduce"), list[str]()
    page, line = context.new_page(), real[1]
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.on("pageerror", lambda error: asked.append(str(error)))
    with hosting({"": HostPage(script(real[0]))}) as site:
        page.goto(site)
        yield Stage(page, line)
        line.change = lambda _, content: content
        context.close()
        assert asked == []


def harmful(change: Callable[[str], Any]) -> Callable[[str, Any], Any]:
    """Return what changes each text that comes over the line, in replies with every part filled."""

    def spoil(what: str, content: Any) -> Any:
        if what == "reply":
            content = content | {name: part for name, part in whole_reply().items() if name in PARTS}
        if what.startswith("GET /api/v1/conversations/") and "thread" in content:
            said = {"author": "advisor", "text": "Antwort", "name": "Anna", "reply": None, "id": "a"}
            source = {**whole_reply()["sources"][0], "digest": ""}
            content["thread"].append({**content["thread"][0], **said, "sources": [source]})
        return poisoned(content, change)

    return spoil


def harm(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(HARM)
    return found


def walk(stage: Stage) -> Iterator[Page]:
    """Go where texts of replies are shown: dialog, answer, plan, source, form, confirmation, and all of it reloaded."""
    page = stage.page
    closed(stage)
    stage.press("Lotse fragen")
    expect(page.locator("lotse-chat .suggestion, lotse-chat [role=alert] p").first).to_be_attached()
    yield page
    stage.ask()
    expect(page.locator("lotse-chat article[aria-busy]")).to_have_count(0)
    expect(page.locator("lotse-chat article.assistant")).to_have_count(1)
    for summary in page.locator("lotse-chat summary").all():
        summary.click()
    yield page
    page.locator("lotse-chat article.assistant button[aria-label^=Quelle]").first.click()
    expect(page.locator("lotse-chat .panel")).to_be_visible()
    yield page
    page.keyboard.press("Escape")
    handoff(stage)
    confirmation(stage)
    yield page
    page.reload()
    stage.press("Lotse fragen")
    expect(page.locator("lotse-chat article.advisor")).to_be_visible()
    yield page


@pytest.mark.parametrize("kind", TEXTS)
def test_every_text_of_a_reply_stays_text(stage: Stage, kind: str) -> None:
    stage.line.change = harmful(lambda _: TEXTS[kind])
    assert [harm(page) for page in walk(stage)] == [HARMLESS] * 5


def test_an_answer_without_texts_still_ends(stage: Stage) -> None:
    stage.line.change = harmful(lambda _: None)
    closed(stage)
    stage.press("Lotse fragen")
    stage.ask()
    expect(stage.page.get_by_role("button", name="Senden")).to_be_visible()
    stage.line.change = lambda _, content: content
    stage.ask("Wer fördert LoRaWAN?")
    expect(stage.page.get_by_text("Hat das geholfen?").last).to_be_visible()


def test_a_problem_is_told_as_text(stage: Stage) -> None:
    stage.line.change = harmful(lambda _: TEXTS["markup"])
    closed(stage)
    stage.press("Lotse fragen")
    stage.ask("\u200b")  # nothing that can be read: the server refuses it
    expect(stage.page.get_by_text("window.harmed").last).to_be_visible()
    assert harm(stage.page) == HARMLESS
