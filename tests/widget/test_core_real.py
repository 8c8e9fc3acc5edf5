"""The widget and a real Lotse: asked, stopped, kept over a reload, handed to people, deleted."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.widget.hosts import HostPage, hosting, script
from tests.widget.relay import Line

QUESTION = "Was kostet ein Rufbus auf dem Land?"
DONE = re.compile(r"Antwort mit .* und .*\.")


@pytest.fixture(scope="module")
def site(real: tuple[str, Line]) -> Iterator[str]:
    """Serve a town's page with the one script line."""
    with hosting({"stadt": HostPage(script(real[0]))}) as address:
        yield f"{address}/stadt"


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """Give the town's page with the chat open."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(site)
    opened.get_by_role("button", name="Lotse fragen").click()
    yield opened
    context.close()


@pytest.fixture
def answered(page: Page) -> Page:
    """Give the page with one answer."""
    ask(page)
    expect(page.get_by_role("status").first).to_have_text(DONE)
    return page


def ask(page: Page, text: str = QUESTION) -> None:
    page.get_by_label("Ihre Frage").fill(text)
    page.get_by_role("button", name="Senden").click()


def messages(page: Page) -> list[str]:
    texts: list[str] = page.get_by_role("log").get_by_role("article").all_inner_texts()
    return texts


def conversation(page: Page) -> str:
    kept = json.loads(page.evaluate("Object.values(sessionStorage)[0]"))
    return str(kept["conversation_id"])


def test_every_statement_of_an_answer_cites_a_source(answered: Page) -> None:
    said = answered.locator(".statements li")
    assert said.count() > 0
    assert all(one.get_by_role("button").count() > 0 for one in said.all())


def test_a_whole_answer_is_not_broken_off_by_the_widget(browser: Browser, site: str) -> None:
    """Chromium may call it broken off by itself, when it hears of the end before the last piece is read: not asked."""
    page = browser.new_context().new_page()
    page.add_init_script(
        "window.aborts = []; const abort = AbortController.prototype.abort;"
        "AbortController.prototype.abort = function () { aborts.push(new Error().stack); return abort.call(this); };"
        "const read = ReadableStreamDefaultReader.prototype.read;"
        "ReadableStreamDefaultReader.prototype.read = async function () {"
        "  const piece = await read.call(this); if (piece.done) window.ended = true; return piece; };"
    )
    page.goto(site)
    page.get_by_role("button", name="Lotse fragen").click()
    ask(page)
    page.wait_for_function("window.ended === true")
    expect(page.get_by_role("status").first).to_have_text(DONE)
    assert page.evaluate("aborts") == []
    page.context.close()


def test_a_reload_shows_the_same_conversation(answered: Page) -> None:
    before = messages(answered)
    answered.reload()
    answered.get_by_role("button", name="Lotse fragen").click()
    expect(answered.get_by_role("log").get_by_role("article")).to_have_count(len(before))
    assert messages(answered) == before


def test_a_reload_in_the_middle_of_an_answer_loses_nothing(page: Page, real: tuple[str, Line]) -> None:
    _, line = real
    line.hold(after=3)
    ask(page)
    expect(page.get_by_role("log")).to_contain_text("Suche in")
    page.reload()
    line.mend()
    page.get_by_role("button", name="Lotse fragen").click()
    expect(page.get_by_role("log").get_by_role("article").last.get_by_role("heading", name="Quellen")).to_be_visible()
    assert len(messages(page)) == 2


def test_a_stopped_answer_is_taken_back_and_its_question_too(page: Page, real: tuple[str, Line]) -> None:
    _, line = real
    line.hold(after=1)
    ask(page)
    expect(page.get_by_role("status").first).to_contain_text("Lotse sucht")
    line.down = lambda request: request.startswith("DELETE /api/v1/chat/")
    page.get_by_role("button", name="Anhalten").click()
    expect(page.get_by_label("Ihre Frage")).to_have_value(QUESTION)
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(0)
    line.mend()
    page.get_by_role("button", name="Senden").click()
    expect(page.get_by_role("status").first).to_have_text(DONE)


def test_a_deleted_conversation_is_gone_here_and_there(answered: Page, real: tuple[str, Line]) -> None:
    address = f"{real[0]}/api/v1/conversations/{conversation(answered)}"
    with urllib.request.urlopen(address) as kept:
        assert kept.status == 200
    answered.get_by_role("button", name="Mehr", exact=True).click()
    answered.get_by_role("button", name="Gespräch löschen").click()
    answered.get_by_role("button", name="Endgültig löschen").click()
    expect(answered.get_by_role("log")).to_contain_text("Das Gespräch wurde gelöscht.")
    expect(answered.get_by_role("button", name="Mehr", exact=True)).to_be_focused()
    assert answered.evaluate("sessionStorage.length") == 0
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address)


def test_a_wish_for_a_person_is_taken_in_the_chat_too(page: Page) -> None:
    with page.expect_response(lambda answer: answer.url.endswith("/events")) as listening:
        ask(page, "Ich möchte mit einem Menschen sprechen.")
    expect(page.get_by_role("log")).to_contain_text("Ihr Code")
    assert listening.value.status == 200
