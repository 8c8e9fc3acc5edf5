"""What one can do with a conversation: copy, print, save, delete, and read it in plainer language."""

import re
from collections.abc import Callable
from typing import Any

from tests.widget.panels.chatting import Chat
from tests.widget.panels.conftest import Running
from tests.widget.scripted import Refusal, Script, answer

QUESTION = "Was kostet ein Rufbus auf dem Land?"


def opened_tools(chat: Chat) -> None:
    chat.page.locator("lotse-chat").get_by_role("button", name="Mehr", exact=True).click()


def test_before_the_first_question_there_is_nothing_to_copy_or_delete(chat: Chat) -> None:
    opened_tools(chat)
    assert chat.panel.get_by_text("Nach Ihrer ersten Frage").is_visible()
    assert chat.button("Gespräch löschen").count() == 0


def test_deleting_asks_first_and_then_deletes_on_the_server(chat: Chat, running: Running) -> None:
    conversation = f"/api/v1/conversations/{chat.ask(QUESTION)['conversation_id']}"
    opened_tools(chat)
    chat.button("Gespräch löschen").click()
    assert chat.focused().text_content() == "Abbrechen"
    chat.page.keyboard.press("Enter")
    assert chat.focused().text_content() == "Gespräch löschen"
    assert running.client.get(conversation).status_code == 200
    chat.button("Gespräch löschen").click()
    chat.button("Endgültig löschen").click()
    chat.page.locator("lotse-chat .panel").wait_for(state="hidden")
    assert running.client.get(conversation).status_code == 404
    assert chat.page.locator("lotse-chat article").count() == 0
    assert chat.page.evaluate("sessionStorage.length") == 0


def test_a_conversation_that_could_not_be_deleted_stays_and_that_is_said(
    at: Callable[..., Chat], backend: Script, endpoint: str
) -> None:
    conversation: str = "/api/v1/conversations"
    chat = at(endpoint)
    chat.ask(QUESTION)
    sent = backend.requests("POST", "/api/v1/chat")[0].body["conversation_id"]
    backend.documents[f"DELETE {conversation}/{sent}"] = Refusal(503, "Das ließ sich gerade nicht löschen.")
    opened_tools(chat)
    chat.button("Gespräch löschen").click()
    chat.button("Endgültig löschen").click()
    chat.panel.get_by_role("alert").get_by_text("gerade nicht löschen").wait_for()
    chat.page.keyboard.press("Escape")
    assert chat.answer.is_visible()


def test_the_whole_conversation_is_copied_and_the_same_is_saved_and_printed(
    at: Callable[..., Chat], running: Running
) -> None:
    chat = at(running.address, permissions=["clipboard-read", "clipboard-write"])
    reply = chat.ask(QUESTION)
    opened_tools(chat)
    chat.button("Gespräch kopieren").click()
    chat.panel.get_by_text("Kopiert.").wait_for()
    transcript = f"/api/v1/conversations/{reply['conversation_id']}/transcript"
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert copied == running.client.get(transcript).text
    assert all(statement["text"] in copied for statement in reply["statements"])
    saved = chat.panel.get_by_role("link", name="Gespräch speichern")
    assert saved.get_attribute("href") == running.address + transcript
    printed = chat.panel.get_by_role("link", name="Zum Drucken öffnen")
    assert printed.get_attribute("href") == f"{running.address}/gespraech/{reply['conversation_id']}"


def test_where_copying_is_blocked_the_text_is_there_selected(chat: Chat) -> None:
    chat.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    chat.ask("Ich möchte mit einem Menschen sprechen")
    code = chat.answer.locator(".code").inner_text()
    chat.button("Code kopieren", chat.answer).click()
    chat.answer.get_by_text("Drücken Sie Strg und C").wait_for()
    selected = chat.focused().evaluate("node => node.value.slice(node.selectionStart, node.selectionEnd)")
    assert selected == code


PLAIN: dict[str, Any] = {
    "statements": [
        {"text": "Der Rufbus kostet 3 Euro.", "citations": [1], "kind": "fact", "heading": None},
        {"text": "Er fährt auf Bestellung.", "citations": [2], "kind": "fact", "heading": None},
    ],
    "terms": [{"term": "Rufbus", "explanation": "Ein Bus, der nur fährt, wenn ihn jemand bestellt."}],
    "by": "rules",
    "note": "Von Regeln vereinfacht, nicht von Menschen geprüft.",
}


def test_plainer_language_keeps_the_citations_and_can_be_switched_back(
    at: Callable[..., Chat], backend: Script, endpoint: str
) -> None:
    literal = "Der bedarfsgesteuerte Rufbus kostet 3 Euro."
    backend.answers = [answer(literal, "Er fährt auf Bestellung.")]
    backend.documents[f"/api/v1/conversations/{'c' * 32}/plain/{'m' * 32}"] = PLAIN
    chat = at(endpoint)
    chat.ask(QUESTION)
    cited = chat.answer.locator(".statements .cite")
    before = cited.evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))")
    opened_tools(chat)
    switch = chat.panel.get_by_role("switch", name="Einfachere Sprache")
    switch.click()
    assert switch.get_attribute("aria-checked") == "true"
    chat.page.keyboard.press("Escape")
    chat.answer.get_by_text("Der Rufbus kostet 3 Euro.").wait_for()
    assert chat.answer.get_by_text(literal).count() == 0
    assert cited.evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))") == before
    assert chat.answer.get_by_text(PLAIN["note"]).is_visible()
    assert chat.answer.get_by_text("Wörtliche Auszüge").count() == 0
    assert chat.answer.get_by_text(PLAIN["terms"][0]["explanation"]).is_visible()
    chat.ask(QUESTION)  # the next answer is plain from the beginning
    chat.answer.get_by_text(PLAIN["note"]).wait_for()
    opened_tools(chat)
    switch.click()
    chat.page.keyboard.press("Escape")
    assert chat.answer.get_by_text(literal).is_visible()
    assert chat.page.locator("lotse-chat").get_by_text(PLAIN["note"]).count() == 0
    assert chat.answer.get_by_text("Wörtliche Auszüge").is_visible()


def test_plainer_language_over_a_real_lotse_changes_no_figure_and_no_source(chat: Chat) -> None:
    reply = chat.ask(QUESTION)
    shown = chat.answer.locator(".statements")
    literal = shown.inner_text()
    opened_tools(chat)
    chat.panel.get_by_role("switch").click()
    chat.page.keyboard.press("Escape")
    chat.answer.get_by_text("Wörtliche Auszüge").wait_for(state="detached")
    assert shown.inner_text() != literal
    assert re.findall(r"\d[\d.,]*\d|\d", shown.inner_text()) == re.findall(r"\d[\d.,]*\d|\d", literal)
    assert shown.locator("li").count() == len(reply["statements"])


def test_an_answer_that_has_no_plainer_version_stays_word_for_word_and_that_is_said(
    at: Callable[..., Chat], backend: Script, endpoint: str
) -> None:
    backend.answers = [answer("Der Rufbus kostet 3 Euro.")]
    chat = at(endpoint)
    chat.ask(QUESTION)
    opened_tools(chat)
    chat.panel.get_by_role("switch").click()
    chat.page.keyboard.press("Escape")
    chat.answer.get_by_text("ließ sich nicht laden. Hier steht der Wortlaut").wait_for()
    assert chat.answer.get_by_text("Der Rufbus kostet 3 Euro.").is_visible()
