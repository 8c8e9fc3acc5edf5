"""The source panel shows the passage as it is, and marks exactly the words that were cited."""

from collections.abc import Callable
from typing import Any

from tests.widget.panels.chatting import Chat
from tests.widget.panels.conftest import Running
from tests.widget.scripted import Script, answer, source

QUESTIONS = ("Was kostet ein Rufbus auf dem Land?", "Wie führen wir einen Mängelmelder ein?")


def passage_of(running: Running, source: dict[str, Any]) -> str:
    found = running.client.get(f"/api/v1/documents/{source['document_id']}").json()["passages"]
    return str(next(one["text"] for one in found if one["id"] == source["passage_id"]))


def test_every_source_of_an_answer_shows_its_passage_with_just_the_cited_words_marked(
    chat: Chat, running: Running
) -> None:
    for question in QUESTIONS:
        sources = chat.ask(question)["sources"]
        chat.button(f"Quelle 1: {sources[0]['title']}", chat.answer).first.click()
        for n, one in enumerate(sources):
            quoted = chat.panel.locator(".passage blockquote")
            chat.panel.get_by_role("heading", name=f"[{one['n']}] {one['title']}").wait_for()
            quoted.locator("mark").first.wait_for()
            passage = passage_of(running, one)
            marks = quoted.locator("mark").all_text_contents()
            assert quoted.text_content() == passage
            assert all(mark in one["quote"] and mark in passage for mark in marks)
            assert len("".join(marks).replace(" ", "")) == len(one["quote"].replace(" ", ""))
            if n < len(sources) - 1:
                chat.button("Nächste Quelle").click()
        chat.page.keyboard.press("Escape")


def test_one_goes_from_source_to_source_and_back_to_the_citation_without_losing_the_place(chat: Chat) -> None:
    sources = chat.ask(QUESTIONS[0])["sources"]
    name = f"Quelle 2: {sources[1]['title']}"
    chat.button(name, chat.answer).first.focus()
    chat.page.keyboard.press("Enter")
    back, on = chat.button("Vorige Quelle"), chat.button("Nächste Quelle")
    back.focus()
    chat.page.keyboard.press("Enter")
    assert chat.panel.get_by_role("heading", name="[1]").is_visible()
    assert back.get_attribute("aria-disabled") == "true"
    assert chat.focused().text_content() == "Vorige Quelle"
    for _ in sources[1:]:
        on.click()
    assert chat.panel.get_by_role("heading", name=f"[{len(sources)}]").is_visible()
    assert on.get_attribute("aria-disabled") == "true"
    chat.page.keyboard.press("Escape")
    assert chat.focused().get_attribute("aria-label") == name


def test_the_link_leads_to_the_cited_words_in_the_whole_document(chat: Chat, running: Running) -> None:
    first = chat.ask(QUESTIONS[0])["sources"][0]
    chat.button(f"Quelle 1: {first['title']}", chat.answer).first.click()
    with chat.page.context.expect_page() as opening:
        chat.panel.get_by_role("link", name="Im Dokument lesen").click()
    reader = opening.value
    reader.wait_for_load_state()
    assert reader.url.startswith(f"{running.address}/documents/{first['document_id']}?quote=")
    assert "".join(reader.locator("mark").all_text_contents()).replace(" ", "") == first["quote"].replace(" ", "")


def test_words_that_do_not_stand_in_the_passage_are_not_marked_and_that_is_said(
    at: Callable[..., Chat], backend: Script, endpoint: str
) -> None:
    backend.answers = [answer("Ein Bus fährt.", sources=[source(1, quote="Der Bus fährt. Er kostet 3 Euro.")])]
    backend.documents["/api/v1/documents/doc-1"] = {
        "passages": [{"id": "p1", "text": "Der Bus fährt. Er kostet 5 Euro."}]
    }
    chat = at(endpoint)
    chat.ask("Fährt ein Bus?")
    chat.button("Quelle 1: Seite 1", chat.answer).first.click()
    chat.panel.get_by_text("nicht wörtlich").wait_for()
    assert chat.panel.locator("mark").count() == 0
    assert chat.panel.locator("blockquote").text_content() == "Der Bus fährt. Er kostet 5 Euro."


def test_a_passage_that_cannot_be_had_is_replaced_by_the_cited_words_and_tried_again(
    at: Callable[..., Chat], backend: Script, endpoint: str
) -> None:
    chat = at(endpoint)
    chat.ask("Fährt ein Bus?")
    chat.button("Quelle 1: Seite 1", chat.answer).first.click()
    chat.panel.get_by_text("ließ sich nicht laden").wait_for()
    assert chat.panel.locator("blockquote").text_content() == "Der Rufbus kostet wenig."
    text = "Vorweg. Der Rufbus kostet wenig."
    backend.documents["/api/v1/documents/doc-1"] = {"passages": [{"id": "p1", "text": text}]}
    chat.button("Noch einmal versuchen", chat.panel).click()
    chat.panel.locator("mark").wait_for()
    assert chat.panel.locator("blockquote").text_content() == text


def test_a_source_from_a_pdf_names_its_pages_and_opens_the_file_there(
    at: Callable[..., Chat], backend: Script, endpoint: str
) -> None:
    paged = source(1, page=12, last_page=13, url="https://example.org/plan.pdf")
    backend.answers = [answer("Ein Bus fährt.", sources=[paged])]
    chat = at(endpoint)
    chat.ask("Fährt ein Bus?")
    chat.button("Quelle 1: Seite 1", chat.answer).first.click()
    assert "Musterkreis · S. 12–13" in (chat.panel.locator(".about").first.text_content() or "")
    original = chat.panel.get_by_role("link", name="Seite 1")
    assert original.get_attribute("href") == "https://example.org/plan.pdf#page=12"
