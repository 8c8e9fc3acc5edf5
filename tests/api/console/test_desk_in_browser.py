"""The list and the conversation view in a real browser: by keys, without JavaScript, and with news that come by."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, expect

from api.console.live import feed_of
from api.desk import Desk
from assistant.people.states import Status
from tests.api.console.handoffs import handed_over, in_state, with_contact

TOPIC = "lorawan-iot"  # of no other test here


@pytest.fixture
def three(desk: Desk) -> list[str]:
    return [handed_over(desk, topic=TOPIC).number for _ in range(3)]


def listed(page: Page, address: str = f"/console?topic={TOPIC}&sort=newest&status=open") -> list[str]:
    page.goto(address)
    expect(page.get_by_role("button", name="Tasten anzeigen")).to_be_visible()
    return [str(link.get_attribute("href")).rpartition("/")[2] for link in page.locator("[data-open]").all()]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('href') || ''")).rpartition("/")[2]


@pytest.mark.usefixtures("three")
def test_keys_walk_through_the_list_open_and_claim(browse: Callable[..., Page], desk: Desk) -> None:
    page = browse("advisor")
    numbers = listed(page)
    page.keyboard.press("j")
    assert focused(page) == numbers[0]
    page.keyboard.press("j")
    assert focused(page) == numbers[1]
    page.keyboard.press("k")
    assert focused(page) == numbers[0]
    page.keyboard.press("c")
    page.wait_for_url(f"**/console/handoffs/{numbers[0]}?done=claim")
    assert desk.inbox.of_number(numbers[0]).claimed_by == "advisor"
    [second, *_] = listed(page)
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(f"**/console/handoffs/{second}")


@pytest.mark.usefixtures("three")
def test_keys_leave_fields_alone_and_can_be_switched_off_for_good(browse: Callable[..., Page]) -> None:
    page = browse("advisor")
    listed(page)
    page.keyboard.press("/")
    page.keyboard.type("jkoc?")
    assert page.get_by_label("Text oder Nummer").input_value() == "jkoc?"
    page.get_by_label("Tasten für die Liste eingeschaltet").uncheck()
    page.keyboard.press("j")
    assert focused(page) == ""
    listed(page)
    page.keyboard.press("j")
    assert focused(page) == ""


@pytest.mark.usefixtures("three")
def test_the_list_of_keys_opens_and_gives_the_focus_back(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    page = browse("advisor")
    numbers = listed(page)
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tasten")).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert focused(page) == numbers[0]


def test_claim_note_and_close_work_without_javascript(browse: Callable[..., Page], desk: Desk) -> None:
    made = handed_over(desk, topic="open-source")
    browse("advisor")  # signs in
    page = browse("advisor", java_script_enabled=False)
    page.goto("/console?topic=open-source")
    page.get_by_role("button", name=f"Übernehmen {made.number}").click()
    page.get_by_label("Neue Notiz").fill("Erst anrufen.")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Die Notiz ist gespeichert.")
    page.get_by_text("Schließen, ohne zu antworten").click()
    page.get_by_label("Grund").fill("Am Telefon geklärt.")
    page.get_by_role("button", name="Schließen", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("geschlossen")
    assert desk.inbox.of_number(made.number).status is Status.CLOSED
    assert [note.text for note in desk.inbox.notes(made.number)] == ["Erst anrufen.", "Am Telefon geklärt."]


def test_news_come_into_a_polite_region_and_leave_the_focus_where_it_is(
    browse: Callable[..., Page], console_app: FastAPI, desk: Desk
) -> None:
    console_app.state.feed = feed_of(desk, every_s=0.1)
    page = browse("advisor")
    with page.expect_request("**/console/live"):
        listed(page)
    page.get_by_role("link", name="Lotse-Konsole").focus()
    handed_over(desk)
    region = page.locator("[data-live]")
    expect(region).to_contain_text("Liste aktualisieren")
    assert region.get_attribute("role") == "status"
    assert page.evaluate("document.activeElement.textContent") == "Lotse-Konsole"
    page.goto("about:blank")
    del console_app.state.feed


@pytest.mark.parametrize("kind", ["answer", "consultation", "workshop", "contact"])
@pytest.mark.parametrize("state", ["open", "claimed"])
def test_a_handoff_of_each_kind_is_readable_for_everyone(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]], desk: Desk, kind: str, state: str
) -> None:
    made = with_contact(desk, in_state(desk, state, kind))
    page = browse("advisor")
    page.goto(f"/console/handoffs/{made.number}")
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
