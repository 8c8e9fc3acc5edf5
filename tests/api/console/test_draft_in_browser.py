"""The draft editor in a real browser, with JavaScript switched off: write, search, take over, merge, release."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from api.desk import Desk
from assistant.people.states import Status
from tests.api.console.draft_pages import handed_to
from tests.api.console.test_every_page import _look


def test_an_answer_is_written_and_released_by_keyboard_and_without_javascript(
    browse: Callable[..., Page], desk: Desk
) -> None:
    number = handed_to(desk, "advisor")
    page = browse("advisor", java_script_enabled=False)
    page.goto(f"/console/handoffs/{number}/draft")
    text = page.get_by_label("Text der Antwort")
    text.focus()
    page.keyboard.insert_text("Guten Tag, das kostet 987.654 Euro.")
    page.get_by_label("Suchwörter").focus()
    page.keyboard.insert_text("Rufbus Kosten")
    page.keyboard.press("Enter")
    page.wait_for_url("**/draft?q=Rufbus+Kosten**")
    expect(text).to_have_value("Guten Tag, das kostet 987.654 Euro.")
    expect(page.get_by_text("„987.654 Euro“ hat keinen Beleg")).to_be_visible()
    page.get_by_role("button", name="Übernehmen").first.press("Enter")
    expect(text).to_have_value(re.compile(r"987\.654 Euro\.\n.+ \[1\]$"))
    text.fill(text.input_value().replace("Guten Tag, das kostet 987.654 Euro.", "Guten Tag, das ist bekannt:"))
    page.get_by_role("button", name="Antwort freigeben").press("Enter")
    confirm = page.get_by_label("Ich habe die Hinweise geprüft")
    if confirm.count():
        confirm.press("Space")
        page.get_by_role("button", name="Antwort freigeben").press("Enter")
    page.wait_for_url("**/released**")
    expect(page.get_by_role("link", name="Als geprüfte Antwort veröffentlichen")).to_be_visible()
    assert desk.inbox.of_number(number).status is Status.ANSWERED


def test_two_texts_side_by_side_are_readable_for_everyone(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]], desk: Desk
) -> None:
    number = handed_to(desk, "advisor")
    first, second = browse("advisor"), browse("editor")
    for page, text in ((first, "Erster Text."), (second, "Zweiter Text.")):
        page.goto(f"/console/handoffs/{number}/draft")
        page.get_by_label("Text der Antwort").fill(text)
    for page in (first, second):
        page.get_by_role("button", name="Speichern und prüfen").click()
        page.wait_for_load_state()
    expect(second.locator("#anderer-text")).to_have_text("Erster Text.")
    expect(second.get_by_label("Ihr Text")).to_have_value("Zweiter Text.")
    assert _look(second, axe) == []
