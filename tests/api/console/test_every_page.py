"""Every page of the console in a real browser: readable for everyone, in every colour scheme and on a narrow screen."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from api.desk import Desk
from tests.api.console.pages import ADDRESSES, NO_PAGES, PAGES
from tests.api.console.route_table import READING, WAYS

SHOWN: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}


def _look(page: Page, axe: Callable[[Page], list[str]]) -> list[str]:
    """Return what is wrong with the page in any way it may be shown."""
    wrong = []
    for name, media in SHOWN.items():
        page.emulate_media(**media)
        wrong += [f"{name}: {violation}" for violation in axe(page)]
    page.set_viewport_size({"width": 320, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*wrong, *([f"{wide} px wide on 320 px"] if wide > 320 else [])]


def test_every_route_with_a_parameter_says_which_page_to_look_at() -> None:
    with_parameter = {WAYS[name].path for name in READING if "{" in WAYS[name].path}
    assert with_parameter - NO_PAGES == set(PAGES)


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_is_readable_for_everyone(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]], desk: Desk, path: str
) -> None:
    page, said = browse("admin"), []
    page.on("console", lambda message: said.append(message.text))
    answer = page.goto(ADDRESSES[path](desk))
    assert answer is not None
    assert answer.status == 200
    assert _look(page, axe) == []
    assert said == []


@pytest.mark.parametrize("path", ["/console/login", "/console/gibt-es-nicht"])
def test_a_page_for_everybody_is_readable_for_everyone(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]], path: str
) -> None:
    page = browse(None)
    page.goto(path)
    assert _look(page, axe) == []


def test_mistakes_in_a_form_are_readable_for_everyone(
    browse: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    page = browse("admin")
    page.goto("/console/people")
    page.get_by_label("Anmeldename", exact=True).fill("kim")
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
    page.get_by_role("button", name="Konto anlegen").click()
    page.wait_for_selector("[role=alert]")
    assert page.get_by_label("Anmeldename", exact=True).input_value() == "kim"
    assert _look(page, axe) == []


def test_signing_in_works_by_keyboard_alone_and_without_javascript(browse: Callable[..., Page]) -> None:
    page = browse(None, java_script_enabled=False)
    page.goto("/console/account")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Zum Inhalt"
    page.get_by_label("Anmeldename").focus()
    page.keyboard.type("advisor")
    page.keyboard.press("Tab")
    page.keyboard.type("ein Satz, den man behält")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/account")
    assert page.get_by_role("heading", level=1).inner_text() == "Mein Konto"
