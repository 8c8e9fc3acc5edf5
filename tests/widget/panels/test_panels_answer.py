"""An answer grows statement by statement, and nothing that is shown already moves from under the reader."""

from collections.abc import Callable

import pytest

from tests.widget.panels.chatting import Chat
from tests.widget.scripted import Event, Hold, Script, answer, reply, statement

QUESTION = "Was kostet ein Rufbus?"


def test_the_reply_has_the_last_word_and_keeps_the_focus_on_a_citation(
    at: Callable[..., Chat], backend: Script, endpoint: str
) -> None:
    whole = reply(["Der Rufbus kostet wenig.", "Er fährt auf Bestellung."])
    stream = answer("Der Rufbus kostet wenig.", "Er fährt auf Bestellung.")[:-1]
    wait = Hold()
    backend.answers = [[*stream, wait, Event("reply", whole, "r1.9")]]
    chat = at(endpoint)
    chat.page.get_by_label("Ihre Frage", exact=True).fill(QUESTION)
    chat.page.keyboard.press("Enter")
    cited = chat.button("Quelle 2: Seite 2", chat.answer)
    cited.focus()
    held = chat.focused().element_handle()
    whole["statements"] = [statement("Das gilt seit 2025.", 1), *whole["statements"], statement("1. Bedarf klären.", 1)]
    wait.go.set()
    chat.answer.get_by_text("Wörtliche Auszüge aus den Quellen").wait_for()
    assert held is not None
    assert held.evaluate("node => node.getRootNode().activeElement === node")
    texts = chat.answer.locator(".statements li").all_inner_texts()
    assert texts == [
        "Das gilt seit 2025. [1]",
        "Der Rufbus kostet wenig. [1]",
        "Er fährt auf Bestellung. [2]",
        "1. Bedarf klären. [1]",
    ]
    assert chat.answer.locator(".statements ol li").all_inner_texts() == ["1. Bedarf klären. [1]"]


@pytest.mark.parametrize(
    ("model", "said"),
    [("Mistral 7B", "von einem Sprachmodell (Mistral 7B), jede"), (None, "von einem Sprachmodell, jede")],
)
def test_an_answer_worded_by_a_model_says_so(
    at: Callable[..., Chat], backend: Script, endpoint: str, model: str | None, said: str
) -> None:
    backend.answers = [answer("Der Rufbus kostet wenig.", generated_by={"ai": True, "mode": "model", "model": model})]
    chat = at(endpoint)
    chat.ask(QUESTION)
    assert chat.answer.get_by_text(said).is_visible()
    assert chat.answer.get_by_text("0.9").count() == 0


def test_what_is_asked_back_is_answered_by_a_button(at: Callable[..., Chat], backend: Script, endpoint: str) -> None:
    asked_back = "Was davon meinen Sie: „Passantenzählung“ oder „Energie sparen“?"
    backend.answers = [answer(outcome="clarify", clarification=asked_back), answer("Der Rufbus kostet wenig.")]
    chat = at(endpoint)
    chat.ask("Lemgo")
    chat.button("Energie sparen", chat.answer).click()
    chat.page.locator("lotse-chat article.asker").get_by_text("Energie sparen", exact=True).wait_for()
    chat.answer.get_by_text("Der Rufbus kostet wenig.").wait_for()
    assert [one.body["message"] for one in backend.requests("POST", "/api/v1/chat")] == ["Lemgo", "Energie sparen"]


def test_a_question_back_that_names_no_choice_has_no_buttons(
    at: Callable[..., Chat], backend: Script, endpoint: str
) -> None:
    backend.answers = [answer(outcome="clarify", clarification="Um welches Vorhaben geht es?")]
    chat = at(endpoint)
    chat.ask("Und?")
    assert chat.answer.get_by_text("Um welches Vorhaben geht es?").is_visible()
    assert chat.answer.get_by_role("button").count() == 0
