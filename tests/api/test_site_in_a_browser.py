"""The demo page and the page for integrators in a real browser, with the real widget; and the walk without scripts."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.console.browsing import CHROMIUM, chromium, served, violations

PATHS = ("/", "/chat", "/einbinden")
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "narrow": {"viewport": {"width": 320, "height": 800}},
}
BUS = "Was kostet ein Rufbus auf dem Land?"
STEPS = "Wie gehen wir vor, um ein LoRaWAN-Netz aufzubauen?"
PERSON = "Ich möchte mit einem Menschen sprechen"


@pytest.fixture(scope="module")
def address(
    copied: Callable[[], Path],
    ready_client: Callable[[Path], AbstractContextManager[TestClient]],
    free_port: Callable[[], int],
) -> Iterator[str]:
    """Serve a Lotse of its own."""
    with ready_client(copied()) as client, served(client.app, free_port()) as at:  # type: ignore[arg-type]
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip("no chromium on this machine")
    with chromium() as opened:
        yield opened


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Open a page; what the browser complains of is in its `complaints`."""
    contexts: list[Any] = []

    def go(path: str, **look: Any) -> Any:
        contexts.append(browser.new_context(**look))
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"{address}{path}")
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_and_fits_the_screen(visit: Callable[..., Any], path: str, look: str) -> None:
    page = visit(path, **LOOKS[look])
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert (violations(page), wide, page.complaints) == ([], False, [])


# --- the demo page ---


def test_the_demo_page_opens_the_chat_and_asks_nobody_else(visit: Callable[..., Any], address: str) -> None:
    page = visit("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert not [url for url in asked if "/api/" in url]
    page.click("text=Lotse fragen >> nth=0")
    page.wait_for_selector("lotse-chat >> text=Sie schreiben mit einer KI")
    page.wait_for_selector("lotse-chat >> text=Zum Beispiel")
    assert {url.startswith(address) for url in asked} == {True}
    assert (page.context.cookies(), page.evaluate("[localStorage.length, sessionStorage.length]")) == ([], [0, 0])
    assert page.complaints == []


def test_without_scripts_the_demo_page_leads_to_the_form(visit: Callable[..., Any]) -> None:
    page = visit("/", java_script_enabled=False)
    assert "gibt es nicht" in page.inner_text("aside")
    page.click("text=Lotse fragen >> nth=-1")
    page.wait_for_selector("#message")
    assert page.url.endswith("/chat")


# --- the page for integrators ---


def configured(visit: Callable[..., Any]) -> Any:
    """Open the page for integrators and change every control."""
    page = visit("/einbinden", permissions=["clipboard-read", "clipboard-write"])
    for name, value in {"lang": "en", "theme": "dark", "position": "left", "state": "HE", "type": "landkreis"}.items():
        page.select_option(f"#{name}", value)
    page.fill("#greeting", 'Guten Tag & "willkommen" <b>')
    page.fill("#suggestions", "Was kostet ein Rufbus?\n\nWer fördert | Sensoren?")
    page.fill("#population", "11.000")
    page.fill("#accent", "#c05a1c")
    return page


def test_what_is_copied_makes_the_chat_that_the_preview_shows(visit: Callable[..., Any]) -> None:
    page = configured(visit)
    page.click("[data-copy=code-pinned]")
    page.wait_for_selector("text=Kopiert >> nth=0")
    in_the_copy, in_the_preview = page.evaluate(
        """async () => {
            const found = (node) => Object.fromEntries([...node.attributes].map((one) => [one.name, one.value]));
            const copied = new DOMParser().parseFromString(await navigator.clipboard.readText(), "text/html");
            const {style, ...shown} = found(document.querySelector("lotse-chat"));
            return [found(copied.querySelector("lotse-chat")), shown];
        }"""
    )
    assert in_the_copy == in_the_preview == {
        "lang": "en", "theme": "dark", "position": "left", "greeting": 'Guten Tag & "willkommen" <b>',
        "suggestions": "Was kostet ein Rufbus?|Wer fördert   Sensoren?",
        "profile": "state=HE;population=11000;type=landkreis",
    }  # fmt: skip
    page.click("lotse-chat >> text=Ask Lotse")
    page.wait_for_selector('lotse-chat >> text=Guten Tag & "willkommen" <b>')
    assert page.locator("#events li").first.inner_text() == "lotse:open"
    assert page.complaints == []


def test_a_colour_that_is_hard_to_read_is_called_so_and_text_on_it_is_chosen(visit: Callable[..., Any]) -> None:
    page = configured(visit)
    assert "Zu wenig" in page.inner_text("#contrast")
    assert "--lotse-accent: #c05a1c;\n  --lotse-on-accent: #000000;" in page.inner_text("#code-style")
    page.fill("#accent", "#12565a")
    assert "Gut lesbar" in page.inner_text("#contrast")
    assert "--lotse-on-accent: #ffffff;" in page.inner_text("#code-style")


def test_an_own_button_opens_the_preview(visit: Callable[..., Any]) -> None:
    page = visit("/einbinden")
    page.check("#launcher")
    assert 'launcher="none"' in page.inner_text("#code-current")
    assert "data-lotse-open" in page.inner_text("#code-current")
    page.click(".own-launcher a")
    page.wait_for_selector("lotse-chat >> text=Sie schreiben mit einer KI")


def test_without_scripts_the_lines_to_copy_are_there_and_the_controls_are_not(visit: Callable[..., Any]) -> None:
    page = visit("/einbinden", java_script_enabled=False)
    assert 'integrity="sha384-' in page.inner_text("#code-pinned")
    assert not page.locator("form.controls, .preview, [data-copy]").locator("visible=true").count()


# --- the walk without scripts ---


def test_without_scripts_one_asks_reads_judges_reaches_a_person_and_deletes_it_all(
    visit: Callable[..., Any], address: str
) -> None:
    page = visit("/chat", java_script_enabled=False)
    page.fill("#message", BUS)
    page.click("text=Frage senden")
    talk = page.url.partition("#")[0]
    assert re.fullmatch(rf"{address}/gespraech/\w+", talk)
    assert page.locator("article .statements li").count()

    page.click("text=Stelle im Dokument lesen >> nth=0")
    assert page.locator("mark").count()
    page.goto(talk)

    page.click("summary:has-text('Nein, sie hat nicht geholfen')")
    page.fill("textarea[name=comment]", "Zu allgemein.")
    page.click("text=Rückmeldung senden")
    assert "Zu allgemein." in page.inner_text(".judging")

    page.fill("#message", STEPS)
    page.click("text=Frage senden")
    page.click(".plan summary")
    with page.expect_download() as plan:
        page.click("text=Word")
    assert plan.value.suggested_filename == "fahrplan.docx"

    page.fill("#message", PERSON)
    page.click("text=Frage senden")
    assert "Antwort bis" in page.inner_text("section.case")
    with page.expect_download() as transcript:
        page.click("text=Gespräch als Datei speichern")
    assert BUS in Path(transcript.value.path()).read_text(encoding="utf-8")

    page.check("#sure")
    page.click("text=Gespräch löschen")
    assert "gelöscht" in page.inner_text("main")
    assert page.goto(talk).status == 404
