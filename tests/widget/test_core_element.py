"""The element as a guest: one script line is enough, attributes in, events out, nothing else of the page is touched."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from api.widget.bundle import bundled
from tests.widget.scripted import Event, Hold, Script, answer, reply

Visit = Callable[..., Page]
SCRIPT = '<script src="{endpoint}/widget/lotse-chat.js" async></script>'
RECORD = """<script>
  window.heard = [];
  for (const type of ["ready", "open", "close", "question", "answer", "handoff", "error"]) {
    document.addEventListener(`lotse:${type}`, (event) => heard.push([type, event.detail]));
  }
</script>"""
ELEMENT = "document.querySelector('lotse-chat')"


def element(page: Page, call: str) -> None:
    page.evaluate(f"() => {{ {ELEMENT}.{call}; }}")


def heard(page: Page) -> list[str]:
    found: list[str] = page.evaluate("heard.map(([type]) => type)")
    return found


def dialog(page: Page) -> None:
    expect(page.get_by_role("dialog", name="Lotse")).to_be_visible()


def test_a_script_loaded_twice_gives_one_launcher(visit: Visit) -> None:
    page = visit(head=SCRIPT * 2 + SCRIPT.replace("lotse-chat.js", "lotse-chat.js?again"))
    expect(page.get_by_role("button", name="Lotse fragen")).to_have_count(1)
    assert page.locator("lotse-chat").count() == 1


def test_a_pinned_script_with_its_integrity_is_enough(visit: Visit) -> None:
    source = f'src="{{endpoint}}{bundled().path}" integrity="{bundled().integrity}"'
    page = visit(head=f'<script {source} crossorigin="anonymous" async></script>')
    page.get_by_role("button", name="Lotse fragen").click()
    dialog(page)


def test_tags_by_hand_are_as_many_as_were_written(visit: Visit) -> None:
    page = visit(head=SCRIPT, body='<lotse-chat></lotse-chat><lotse-chat position="left"></lotse-chat>')
    expect(page.get_by_role("button", name="Lotse fragen")).to_have_count(2)


def test_a_script_in_the_head_that_does_not_wait_works_too(visit: Visit) -> None:
    page = visit(head=SCRIPT.replace(" async", ""), body="<lotse-chat open></lotse-chat>")
    dialog(page)
    assert page.locator("lotse-chat").count() == 1


def test_what_was_called_before_the_script_is_done_then(visit: Visit) -> None:
    queue = "<script>window.lotse = window.lotse || []; lotse.push(['ask', 'Was kostet ein Rufbus?']);</script>"
    page = visit(head=queue + SCRIPT)
    dialog(page)
    expect(page.get_by_role("log")).to_contain_text("Der Rufbus kostet wenig.")
    page.evaluate("lotse.push(['close'], ['constructor'], ['remove'])")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.locator("lotse-chat").count() == 1


def test_a_website_hears_what_happens(visit: Visit, backend: Script) -> None:
    handoff = {
        "id": "A-1",
        "reason": "",
        "message": "",
        "code": "X",
        "team": "",
        "due": None,
        "kind": "answer",
        "status": "open",
    }
    whole = reply(message="An die Beratung.", outcome="handoff.asked_for", handoff=handoff)
    backend.answers = [
        [Event("reply", whole)],
        [Event("error", {"status": 500, "title": "", "detail": "Das ging schief."})],
    ]
    page = visit(head=RECORD + SCRIPT)
    page.get_by_role("button", name="Lotse fragen").click()
    element(page, "ask('Bitte ein Mensch')")
    expect(page.get_by_role("log")).to_contain_text("An die Beratung.")
    element(page, "ask('Noch etwas')")
    expect(page.get_by_role("alert").first).to_contain_text("Das ging schief.")
    element(page, "close()")
    assert heard(page) == ["ready", "open", "question", "answer", "handoff", "question", "error", "close"]
    details = page.evaluate("heard.map(([, detail]) => detail)")
    assert details[2] == {"text": "Bitte ein Mensch"}
    assert details[3]["reply"]["outcome"] == "handoff.asked_for"
    assert details[4]["handoff"]["code"] == "X"
    assert details[6] == {"status": 500}


def test_an_own_launcher_opens_and_gets_the_focus_back(visit: Visit) -> None:
    own = '<p><a href="/anders" data-lotse-open>Fragen <b>Sie</b> uns</a></p><lotse-chat launcher="none"></lotse-chat>'
    page = visit(head=SCRIPT, body=own)
    expect(page.get_by_role("button", name="Lotse fragen")).to_have_count(0)
    address = page.url
    page.get_by_text("Sie", exact=True).click()
    expect(page.get_by_label("Ihre Frage")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Fragen Sie uns")).to_be_focused()
    assert page.url == address


def test_escape_takes_back_the_innermost_and_the_launcher_gets_the_focus(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="Lotse fragen").click()
    expect(page.get_by_label("Ihre Frage")).to_be_focused()
    person = page.get_by_role("button", name="Mit einem Menschen sprechen")
    person.click()
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(person).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Lotse fragen")).to_be_focused()


def test_f6_goes_between_field_and_transcript(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="Lotse fragen").click()
    for key in ("F6", "Shift+F6"):
        expect(page.get_by_label("Ihre Frage")).to_be_focused()
        page.keyboard.press(key)
        expect(page.get_by_role("log")).to_be_focused()
        page.keyboard.press(key)
    expect(page.get_by_label("Ihre Frage")).to_be_focused()


def test_attributes_may_change_at_any_time_and_the_conversation_goes_on(visit: Visit, backend: Script) -> None:
    hold = Hold()
    whole = answer("Der Rufbus kostet wenig.")
    backend.answers = [[*whole[:4], hold, *whole[4:]]]
    page = visit()
    element(page, "ask('Was kostet das?')")
    expect(page.get_by_role("log")).to_contain_text("Der Rufbus kostet wenig.")
    page.get_by_label("Ihre Frage").fill("Noch nicht fertig")
    element(page, "setAttribute('lang', 'en')")
    expect(page.get_by_role("log", name="Conversation")).to_contain_text("Der Rufbus kostet wenig.")
    expect(page.get_by_label("Your question")).to_have_value("Noch nicht fertig")
    expect(page.get_by_label("Your question")).to_be_focused()
    hold.go.set()
    expect(page.get_by_role("status").first).to_have_text("Answer with one statement and one source.")
    element(page, "setAttribute('position', 'inline')")
    expect(page.get_by_role("region", name="Lotse")).to_contain_text("Der Rufbus kostet wenig.")
    expect(page.get_by_role("button", name="Close chat")).to_have_count(0)
    element(page, "removeAttribute('open')")
    expect(page.get_by_role("region", name="Lotse")).to_be_visible()


def test_greeting_suggestions_and_profile_come_from_the_website(visit: Visit, backend: Script) -> None:
    told = (
        'greeting="Willkommen im Kreis Muster." suggestions="Eins? | Zwei?" profile="state=HE;population=11000;alter=7"'
    )
    page = visit(head=SCRIPT, body=f"<lotse-chat open {told}></lotse-chat>")
    expect(page.get_by_role("dialog")).to_contain_text("Willkommen im Kreis Muster.")
    expect(page.get_by_role("list", name="Zum Beispiel").get_by_role("button")).to_have_text(["Eins?", "Zwei?"])
    page.get_by_role("button", name="Zwei?").click()
    expect(page.get_by_role("log")).to_contain_text("Der Rufbus kostet wenig.")
    assert backend.requests("POST", "/api/v1/chat")[0].body["profile"] == {"state": "HE", "population": 11000}
    element(page, "setAttribute('suggestions', 'none')")
    expect(page.get_by_role("list", name="Zum Beispiel")).to_have_count(0)


def test_the_language_of_the_page_is_the_language_of_the_widget(visit: Visit) -> None:
    page = visit(head=SCRIPT, body='<div lang="en-GB"><lotse-chat></lotse-chat></div>')
    expect(page.get_by_role("button", name="Ask Lotse")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_is_what_the_website_says_or_else_the_system(visit: Visit, theme: str) -> None:
    body = f'<lotse-chat open theme="{theme}"></lotse-chat><lotse-chat open></lotse-chat>'
    page = visit(head=SCRIPT, body=body, color_scheme="light" if theme == "dark" else "dark")
    grounds = page.get_by_role("dialog").evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
    assert len(set(grounds)) == 2
    assert (grounds[0] == "rgb(255, 255, 255)") is (theme == "light")


def test_an_element_that_leaves_the_page_lets_go_and_one_that_moves_does_not(visit: Visit, backend: Script) -> None:
    backend.answers = [[*answer("Der Rufbus kostet wenig.")[:4], Hold()]]
    page = visit()
    element(page, "ask('Was kostet das?')")
    expect(page.get_by_role("log")).to_contain_text("Der Rufbus kostet wenig.")
    page.evaluate(f"document.querySelector('main').append({ELEMENT})")
    expect(page.get_by_role("log")).to_contain_text("Der Rufbus kostet wenig.")
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/api/v1/chat")):
        element(page, "remove()")


def test_a_script_of_a_lotse_below_a_path_asks_below_that_path(visit: Visit, backend: Script) -> None:
    page = visit(body='<lotse-chat endpoint="{endpoint}/lotse/"></lotse-chat>')
    page.get_by_role("button", name="Lotse fragen").click()
    expect(page.get_by_role("alert").first).to_contain_text("Das gibt es hier nicht.")
    assert backend.received[0].path == "/lotse/api/v1/widget?language=de"
