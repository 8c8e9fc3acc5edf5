"""The pages of askers in a real browser: accessible in every state, and usable on a narrow screen without scripts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.api.zygote import Process

CHROMIUM = Path("/usr/bin/chromium")
PERSON = "Ich möchte mit einem Menschen sprechen"
LOOKS: dict[str, tuple[int, dict[str, Any]]] = {  # width of the screen, and what the person has chosen
    "light": (1280, {"color_scheme": "light", "forced_colors": "none"}),
    "dark": (1280, {"color_scheme": "dark", "forced_colors": "none"}),
    "forced colours": (1280, {"color_scheme": "light", "forced_colors": "active"}),
    "narrow": (320, {"color_scheme": "light", "forced_colors": "none"}),
}


@pytest.fixture(scope="module")
def address(
    copied: Callable[[], Path], served: Callable[[Path], AbstractContextManager[tuple[Process, str]]]
) -> Iterator[str]:
    """Serve a Lotse of its own."""
    with served(copied()) as (_process, at):
        yield at


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


def send(page: Any, button: str) -> None:
    """Send a form as it is: the browser does not check it first."""
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    page.click(f'button:has-text("{button}")')


def states(page: Any, address: str) -> Iterator[str]:
    """Walk through the pages and stop in every state that an asker sees."""
    page.goto(f"{address}/chat")
    yield "start"
    page.fill("#message", "Was kostet ein Rufbus auf dem Land?")
    send(page, "Frage senden")
    yield "answer"
    page.click("summary:has-text('Nein, sie hat nicht geholfen')")
    yield "asked why it did not help"
    send(page, "Rückmeldung senden")
    yield "thanked"
    page.fill("#message", "Wie gehen wir vor, um ein LoRaWAN-Netz aufzubauen?")
    send(page, "Frage senden")
    page.click(".plan summary")
    yield "plan"
    send(page, "Gespräch löschen")
    yield "not sure"
    page.fill("#message", " ")
    send(page, "Frage senden")
    yield "mistake"
    page.click("text=Zurück zum Gespräch")
    page.fill("#message", PERSON)
    send(page, "Frage senden")
    yield "confirmation"
    code = page.inner_text(".code")
    page.click("nav >> text=Mit einem Menschen sprechen")
    for kind in ("Beratungsgespräch", "Workshop vor Ort"):
        page.click(f"nav >> text={kind}")
        yield kind
    send(page, "An das Beratungsteam")
    yield "form with mistakes"
    page.click("nav >> text=Mein Anliegen")
    yield "code"
    page.fill("#code", "FALS-CHER-CODE")
    send(page, "Anliegen öffnen")
    yield "wrong code"
    page.fill("#code", code)
    send(page, "Anliegen öffnen")
    yield "handoff"
    page.fill("#email", "falsch")
    send(page, "Benachrichtigung einschalten")
    yield "handoff with mistakes"
    send(page, "Anliegen abschließen")
    yield "closed"


def test_every_state_is_accessible_and_fits_the_screen_in_every_look(chromium: Any, address: str) -> None:
    page, found, seen = chromium.new_context().new_page(), [], 0
    for state in states(page, address):
        seen += 1
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        for look, (width, media) in LOOKS.items():
            page.set_viewport_size({"width": width, "height": 720})
            page.emulate_media(**media)
            violations = page.evaluate("axe.run(document).then(found => found.violations)")
            found += [(state, look, one["id"], one["nodes"][0]["html"]) for one in violations]
            wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            found += [(state, look, "wider than the screen", "")] if wide else []
    page.context.close()
    assert (seen, found) == (16, [])


def test_without_scripts_the_keyboard_alone_brings_a_person(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/beratung")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator("#message:focus").count():
            break
    page.keyboard.type("Wer berät uns zu Sensoren?")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.locator("button:focus").count():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/anliegen/*")
    assert "Sie erhalten eine Antwort bis" in page.inner_text("main")
    context.close()
