"""What a person writes appears in the conversation, marked as human, with its sources, and can be answered."""

from dataclasses import dataclass

from assistant.people.cited import CitedSource, CitedText
from tests.widget.panels.chatting import Chat
from tests.widget.panels.conftest import Running

WISH = "Ich möchte mit einem Menschen sprechen"


@dataclass(frozen=True)
class Anna:
    """A colleague of the advisory team."""

    login: str = "anna"
    name: str = "Anna Muster"


def answer_of_a_person(running: Running, code: str) -> CitedSource:
    """Answer a handoff with a sentence and its source, as the console does; return the source."""
    found = running.client.get("/api/v1/search", params={"q": "Rufbus"}).json()["hits"][0]
    source = CitedSource(
        1, found["document_id"], found["passage_id"], "guidance", found["title"], found["heading"], "Lotse",
        None, "2025-05", False, found["text"][:60], "",
    )  # fmt: skip
    handed = running.lotse.askers.handoffs.by_code(code)
    assert handed is not None
    running.lotse.askers.advised.claim(handed.number, Anna())
    answer = CitedText("Klären Sie zuerst den Bedarf. [1]\nDann rufen Sie mich an.", (source,))
    running.lotse.askers.advised.release(handed.number, Anna(), answer)
    return source


def test_a_persons_answer_appears_live_as_human_with_name_and_sources(chat: Chat, running: Running) -> None:
    code = chat.ask(WISH)["handoff"]["code"]
    source = answer_of_a_person(running, code)
    human = chat.page.locator("lotse-chat article.advisor")
    human.wait_for()
    assert human.get_by_role("heading", level=3).inner_text() == "Anna Muster (Beratung)"
    assert human.get_by_text("Mensch", exact=True).is_visible()
    assert "Lotse (automatisch)" not in human.inner_text()
    text = human.get_by_role("paragraph").filter(has_text="Klären Sie zuerst den Bedarf.")
    assert text.inner_text() == "Klären Sie zuerst den Bedarf. [1]\nDann rufen Sie mich an."
    text.get_by_role("button", name=f"Quelle 1: {source.title}").click()
    chat.panel.locator("mark").first.wait_for()
    assert "".join(chat.panel.locator("mark").all_text_contents()) == source.quote.strip()


def test_it_is_there_after_a_reload_and_can_be_answered(chat: Chat, running: Running) -> None:
    code = chat.ask(WISH)["handoff"]["code"]
    answer_of_a_person(running, code)
    chat.page.locator("lotse-chat article.advisor").wait_for()
    chat.page.reload()
    chat.page.wait_for_function("document.querySelector('lotse-chat')?.shadowRoot?.childElementCount")
    chat.page.evaluate("document.querySelector('lotse-chat').open()")
    human = chat.page.locator("lotse-chat article.advisor")
    human.wait_for()
    assert human.get_by_text("Mensch", exact=True).is_visible()
    human.get_by_role("button", name="Antworten").click()
    chat.panel.get_by_label("Ihre Nachricht an die Beratung").fill("Wann erreiche ich Sie?")
    chat.panel.get_by_role("button", name="Senden").click()
    chat.page.locator("lotse-chat article.asker").get_by_text("Wann erreiche ich Sie?").wait_for()
    handed = running.client.get(f"/api/v1/handoffs/{code}").json()
    assert handed["status"] == "reopened"
    assert handed["thread"][-1]["text"] == "Wann erreiche ich Sie?"
