"""The form that gives a question to people: filled in before, careful with words typed, clear in what it promises."""

from collections.abc import Callable
from datetime import datetime

from assistant.people.moments import moment
from tests.widget.panels.chatting import Chat
from tests.widget.panels.conftest import Running
from tests.widget.scripted import Refusal, Script

QUESTION = "Was kostet ein Rufbus auf dem Land?"
SEND = "An das Beratungsteam senden"


def opened_form(chat: Chat) -> None:
    chat.button("Mit einem Menschen sprechen").click()
    chat.panel.get_by_role("heading", name="Mit einem Menschen sprechen").wait_for()


def test_a_question_goes_to_people_with_an_address_and_comes_back_with_number_code_and_promise(
    chat: Chat, running: Running
) -> None:
    reply = chat.ask(QUESTION)
    opened_form(chat)
    message = chat.panel.get_by_label("Ihre Frage")
    assert message.input_value() == QUESTION
    assert chat.panel.get_by_text("Weitergegeben werden").is_visible()
    message.fill("Was kostet ein Rufbus bei uns im Jahr?")
    chat.panel.get_by_label("Name (freiwillig)").fill("Eva Lang")
    chat.panel.get_by_label("E-Mail-Adresse").fill("eva@stadt.example")
    chat.panel.get_by_label("Ich willige ein").check()
    chat.button(SEND).click()
    chat.panel.get_by_role("heading", name="Ein Mensch kümmert sich darum").wait_for()
    code = chat.panel.locator(".code").inner_text()
    handed = running.client.get(f"/api/v1/handoffs/{code}").json()
    kept = running.lotse.askers.handoffs.by_code(code)
    assert (handed["kind"], handed["question"]) == ("answer", "Was kostet ein Rufbus bei uns im Jahr?")
    assert kept is not None
    assert kept.conversation_id == reply["conversation_id"]
    assert kept.contact is not None
    assert (kept.contact.name, kept.contact.email) == ("Eva Lang", "eva@stadt.example")
    shown = chat.panel.inner_text()
    assert handed["id"] in shown
    assert handed["team"] in shown
    assert moment(datetime.fromisoformat(handed["due"])) in shown
    assert [told["handoff"]["code"] for told in chat.told("lotse:handoff")] == [code]
    chat.page.keyboard.press("Escape")
    chat.answer.get_by_text(code).first.wait_for()  # it stands in the conversation, too


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_sent_or_lost(chat: Chat, running: Running) -> None:
    chat.ask(QUESTION)
    opened_form(chat)
    chat.panel.get_by_label("Ihre Frage").fill("Bitte rufen Sie uns an.")
    address = chat.panel.get_by_label("E-Mail-Adresse")
    address.fill("eva@@stadt")
    chat.button(SEND).click()
    assert address.get_attribute("aria-invalid") == "true"
    assert chat.focused().input_value() == "eva@@stadt"
    said = chat.page.evaluate(
        "() => { const root = document.querySelector('lotse-chat').shadowRoot;"
        " return root.getElementById(root.activeElement.getAttribute('aria-describedby')).textContent; }"
    )
    assert "zum Beispiel name@gemeinde.de" in said
    assert chat.panel.get_by_text("Bitte willigen Sie ein").is_visible()
    assert chat.panel.get_by_label("Ihre Frage").input_value() == "Bitte rufen Sie uns an."
    assert chat.told("lotse:handoff") == []
    chat.panel.get_by_label("Ihre Frage").fill("   ")
    address.fill("")
    chat.button(SEND).click()
    assert chat.panel.get_by_text("Bitte schreiben Sie, worum es geht.").is_visible()


def test_what_only_the_server_finds_wrong_is_said_at_its_field_too(chat: Chat) -> None:
    opened_form(chat)
    chat.panel.get_by_label("Ihre Frage").fill("a" * 5000)
    chat.button(SEND).click()
    chat.panel.get_by_text("ist zu lang").wait_for()
    assert chat.panel.get_by_role("alert").get_by_text("Bitte prüfen Sie die markierten Felder").is_visible()
    assert chat.focused().input_value() == "a" * 5000


def test_a_server_that_does_not_keep_it_costs_no_word_and_a_second_try_is_the_same_request(
    at: Callable[..., Chat], backend: Script, endpoint: str
) -> None:
    backend.documents["POST /api/v1/handoffs"] = Refusal(503, "Das ließ sich gerade nicht speichern.")
    chat = at(endpoint)
    opened_form(chat)
    chat.panel.get_by_label("Ihre Frage").fill("Wer berät uns?")
    chat.button(SEND).click()
    chat.panel.get_by_role("alert").get_by_text("ließ sich gerade nicht speichern").wait_for()
    assert chat.panel.get_by_label("Ihre Frage").input_value() == "Wer berät uns?"
    with chat.page.expect_response("**/api/v1/handoffs"):
        chat.button(SEND).click()
    sent = backend.requests("POST", "/api/v1/handoffs")
    keys = [{k.lower(): v for k, v in one.headers.items()}["idempotency-key"] for one in sent]
    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert len(keys[0]) >= 16


def test_contact_to_a_municipality_is_asked_for_from_its_card(chat: Chat, running: Running) -> None:
    case = chat.ask(QUESTION)["cases"][0]
    chat.button(f"Kontakt anfragen: {case['municipality']['name']}", chat.answer).click()
    chat.panel.get_by_label("Worüber möchten Sie mit der Kommune sprechen?").fill("Wie läuft der Betrieb?")
    chat.button(SEND).click()
    chat.panel.get_by_role("heading", name="Ein Mensch kümmert sich darum").wait_for()
    kept = running.lotse.askers.handoffs.by_code(chat.panel.locator(".code").inner_text())
    assert kept is not None
    assert kept.kind == "contact"
    assert kept.form == {"document_id": case["document_id"], "about": "Wie läuft der Betrieb?"}


def test_longer_forms_open_on_a_page_of_their_own_with_the_conversation(chat: Chat, running: Running) -> None:
    reply = chat.ask(QUESTION)
    opened_form(chat)
    for name, kind in (("Beratungsgespräch vereinbaren", "consultation"), ("Workshop vor Ort anfragen", "workshop")):
        link = chat.panel.get_by_role("link", name=name)
        address = f"{running.address}/beratung?kind={kind}&conversation={reply['conversation_id']}"
        assert link.get_attribute("href") == address
        assert link.get_attribute("target") == "_blank"
