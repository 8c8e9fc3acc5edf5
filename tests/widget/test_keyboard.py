"""Who has no mouse does everything, sees at every key where the focus is, and hears each answer begin and end."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.widget.focus import Keyboard, heard, listen
from tests.widget.hosts import HostPage, hosting, script
from tests.widget.relay import Line
from tests.widget.stages import LAUNCHER, QUESTION

CITATION = r"^Quelle \d"


@pytest.fixture
def page(browser: Browser, real: tuple[str, Line]) -> Iterator[Page]:
    """Open a website with the widget of a real Lotse; nothing has the focus yet."""
    with hosting({"": HostPage(script(real[0]))}) as site:
        context = browser.new_context(reduced_motion="reduce")
        opened = context.new_page()
        opened.goto(site)
        opened.wait_for_function("document.querySelector('lotse-chat')?.shadowRoot?.childElementCount")
        yield opened
        context.close()


def shown(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_text(text).last).to_be_visible()


def ask(keys: Keyboard, text: str = QUESTION) -> None:
    """Type into the field that has the focus, send, and wait for the answer."""
    answers = keys.page.get_by_text("Hat das geholfen?")
    before = answers.count()
    keys.type(text)
    keys.press("Enter")
    expect(answers).to_have_count(before + 1)


def opened_by_keys(page: Page) -> Keyboard:
    """Go from the top of the website to the launcher and open the dialog."""
    keys = Keyboard(page)
    keys.to(LAUNCHER)
    assert keys.press("Enter").name == "Ihre Frage"
    return keys


def assert_never_lost(keys: Keyboard) -> None:
    assert (keys.faults, keys.lost()) == ([], [])


def test_question_transcript_and_sources(page: Page) -> None:
    keys = opened_by_keys(page)
    ask(keys)
    assert keys.focus().name == "Ihre Frage"
    assert keys.press("F6").name == "Gespräch"
    assert keys.press("F6").name == "Ihre Frage"
    keys.press("F6")
    citation = keys.to(CITATION)
    assert keys.press("Enter").name == "Quellen"
    expect(page.locator("lotse-chat mark").first).to_be_visible()
    keys.to("Nächste Quelle")
    keys.press("Enter")
    shown(page, re.compile(r"^\[2\] "))
    assert keys.focus().name == "Nächste Quelle"
    assert keys.press("Escape") == citation
    keys.to("^Chat schließen$", "Shift+Tab")
    assert keys.press("Enter").name == LAUNCHER
    assert_never_lost(keys)


def test_what_a_panel_covers_gets_no_focus(page: Page) -> None:
    keys = opened_by_keys(page)
    ask(keys)
    keys.to("^Mehr$", "Shift+Tab")
    keys.press("Enter")
    keys.to("^Mehr$", "Shift+Tab")
    keys.to("^Zurück zum Gespräch$")
    keys.to("^Gespräch löschen$")
    assert_never_lost(keys)


def test_feedback_and_a_person(page: Page) -> None:
    keys = opened_by_keys(page)
    ask(keys)
    keys.press("F6")
    keys.to("^Ja$")
    keys.press("Enter")
    shown(page, "Danke für Ihre Rückmeldung.")
    assert keys.focus().inside
    keys.to("^Mit einem Menschen sprechen$")
    assert keys.press("Enter").name == "Mit einem Menschen sprechen"
    assert keys.to("^Ihre Frage$").value == QUESTION
    keys.to("^An das Beratungsteam senden$")
    keys.press("Enter")
    shown(page, "Ein Mensch kümmert sich darum")
    assert keys.focus().inside
    keys.to("^Code kopieren$")
    assert keys.press("Escape").name == "Mit einem Menschen sprechen"
    assert keys.press("Escape").name == LAUNCHER
    assert_never_lost(keys)


def test_plain_language_profile_and_deleting(page: Page) -> None:
    keys = opened_by_keys(page)
    ask(keys)
    keys.to("^Mehr$", "Shift+Tab")
    keys.press("Enter")
    keys.to("^Einfachere Sprache$")
    keys.press("Space")
    assert keys.press("Escape").name == "Mehr"
    shown(page, "Begriffe")
    keys.to("^Angaben zu Ihrer Kommune$")
    assert keys.press("Enter").name == "Land"
    keys.type("Hes")
    keys.to("^Übernehmen$")
    keys.press("Enter")
    shown(page, re.compile("^Hessen"))
    keys.to("^Mehr$", "Shift+Tab")
    keys.press("Enter")
    keys.to("^Gespräch löschen$")
    assert keys.press("Enter").name == "Abbrechen"
    keys.to("^Endgültig löschen$", "Shift+Tab")
    keys.press("Enter")
    shown(page, "Das Gespräch wurde gelöscht.")
    expect(page.get_by_text(QUESTION)).to_have_count(0)
    assert keys.focus().inside
    keys.press("Escape")
    assert keys.focus().name == LAUNCHER
    assert_never_lost(keys)


def test_an_answer_is_announced_once_at_its_start_and_once_at_its_end(page: Page) -> None:
    keys = opened_by_keys(page)
    listen(page)
    for _ in range(2):
        ask(keys)
        said = heard(page)
        assert len(said) == 2, said
        assert re.fullmatch(r"Lotse sucht in \d+ Dokumenten\.", said[0])
        assert re.fullmatch(r"Antwort mit (einer Aussage|\d+ Aussagen) und (einer Quelle|\d+ Quellen)\.", said[1])
