"""Askers say whether an answer helped; who says "no" twice gets a person."""

from collections.abc import Callable

from tests.widget.panels.chatting import Chat
from tests.widget.panels.conftest import Running
from tests.widget.scripted import Refusal, Script, answer

QUESTIONS = ("Was kostet ein Rufbus auf dem Land?", "Wer hat Erfahrung mit einem Dorfladen?")


def say_no(chat: Chat, reason: str, comment: str) -> None:
    chat.button("Nein", chat.answer).click()
    chat.answer.get_by_label(reason).check()
    chat.answer.get_by_label("Anmerkung").fill(comment)
    chat.button("Senden", chat.answer).click()
    chat.answer.get_by_text("Danke für Ihre Rückmeldung").wait_for()


def test_the_second_no_of_a_conversation_brings_a_person(chat: Chat, running: Running) -> None:
    first = chat.ask(QUESTIONS[0])
    say_no(chat, "unvollständig", "Die Kosten je Jahr fehlen.")
    assert chat.answer.get_by_text("Ein Mensch kümmert sich darum").count() == 0
    second = chat.ask(QUESTIONS[1])
    say_no(chat, "veraltet", "")
    chat.answer.get_by_text("Ein Mensch kümmert sich darum").wait_for()
    code = chat.answer.locator(".code").inner_text()
    handed = running.client.get(f"/api/v1/handoffs/{code}").json()
    assert handed["question"] == QUESTIONS[1]
    assert handed["id"] in chat.answer.inner_text()
    assert [told["handoff"]["code"] for told in chat.told("lotse:handoff")] == [code]
    given = running.lotse.feedback.given(first["conversation_id"])
    assert {key: (verdict.reason, verdict.comment) for key, verdict in given.items()} == {
        first["message_id"]: ("incomplete", "Die Kosten je Jahr fehlen."), second["message_id"]: ("outdated", ""),
    }  # fmt: skip


def test_a_yes_is_thanked_for_and_the_focus_stays_there(chat: Chat) -> None:
    chat.ask(QUESTIONS[0])
    chat.button("Ja", chat.answer).focus()
    chat.page.keyboard.press("Enter")
    chat.answer.get_by_text("Danke für Ihre Rückmeldung").wait_for()
    assert chat.focused().text_content() == "Danke für Ihre Rückmeldung."


def test_whoever_changes_their_mind_gets_the_question_back(chat: Chat) -> None:
    chat.ask(QUESTIONS[0])
    chat.button("Nein", chat.answer).click()
    assert chat.focused().get_attribute("value") == "wrong"
    chat.button("Abbrechen", chat.answer).click()
    assert chat.focused().text_content() == "Nein"
    assert chat.button("Ja", chat.answer).is_visible()


def test_a_verdict_that_does_not_arrive_keeps_what_was_typed(
    at: Callable[..., Chat], backend: Script, endpoint: str
) -> None:
    backend.answers = [answer("Der Rufbus kostet wenig.")]
    backend.documents["POST /api/v1/feedback"] = Refusal(503, "Die Rückmeldung ließ sich nicht speichern.")
    chat = at(endpoint)
    chat.ask("Was kostet ein Rufbus?")
    chat.button("Nein", chat.answer).click()
    chat.answer.get_by_label("Anmerkung").fill("Mir fehlt der Betrag.")
    chat.button("Senden", chat.answer).click()
    chat.answer.get_by_role("alert").get_by_text("ließ sich nicht speichern").wait_for()
    assert chat.answer.get_by_label("Anmerkung").input_value() == "Mir fehlt der Betrag."
