"""The chips say what is known of the asker's municipality; they can be set, changed, removed and forgotten."""

from tests.widget.panels.chatting import Chat
from tests.widget.panels.conftest import Running

QUESTION = "Wer hat Erfahrung mit einem Dorfladen?"


def tell(chat: Chat, **fields: str) -> None:
    """Fill in the form of the municipality."""
    chat.button("Angaben zu Ihrer Kommune").click()
    for label, value in fields.items():
        field = chat.panel.get_by_label(label, exact=True)
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    chat.button("Übernehmen").click()


def chips(chat: Chat) -> list[str]:
    return chat.page.locator("lotse-chat .chip .value").all_inner_texts()


def test_what_is_told_makes_cases_that_fit_and_gives_the_reason(chat: Chat) -> None:
    before = {case["document_id"]: case["reasons"] for case in chat.ask(QUESTION)["cases"]}
    tell(chat, Land="Thüringen", Einwohner="1.500")
    assert chips(chat) == ["Thüringen", "1.500 Einwohner"]
    reply = chat.ask(QUESTION)
    assert {key: reply["profile"][key] for key in ("state", "population")} == {"state": "TH", "population": 1500}
    after = {case["document_id"]: case["reasons"] for case in reply["cases"]}
    assert after != before
    assert chat.answer.get_by_text("ebenfalls Thüringen").first.is_visible()


def test_lotse_shows_what_it_understood_from_the_conversation_and_it_can_be_changed(chat: Chat) -> None:
    chat.ask("Wir sind eine Gemeinde mit 8.000 Einwohnern in Hessen.")
    assert chips(chat) == ["Hessen", "8.000 Einwohner", "Landgemeinde"]
    chat.button("Land: Hessen, ändern").click()
    assert chat.focused().evaluate("node => node.selectedOptions[0].text") == "Hessen"
    chat.panel.get_by_label("Land", exact=True).select_option(label="Bayern")
    chat.button("Übernehmen").click()
    assert chat.ask(QUESTION)["profile"]["state"] == "BY"
    assert chips(chat)[0] == "Bayern"


def test_a_chip_is_removed_before_it_is_ever_sent_and_the_focus_stays_with_the_chips(chat: Chat) -> None:
    tell(chat, Land="Hessen", Einwohner="8000")
    chat.button("Land entfernen").focus()
    chat.page.keyboard.press("Enter")
    assert chips(chat) == ["8.000 Einwohner"]
    assert chat.page.locator("lotse-chat .profile :focus, lotse-chat .profile:focus").count() == 1
    assert chat.ask(QUESTION)["profile"]["state"] is None


def test_a_removed_chip_is_forgotten_by_the_server_too(chat: Chat) -> None:
    chat.ask("Wir sind eine Gemeinde mit 8.000 Einwohnern in Hessen.")
    chat.button("Land entfernen").click()
    assert chat.ask(QUESTION)["profile"]["state"] is None
    assert chips(chat) == ["8.000 Einwohner", "Landgemeinde"]


def test_all_details_can_be_forgotten_by_the_server_too(chat: Chat, running: Running) -> None:
    reply = chat.ask("Wir sind eine Gemeinde mit 8.000 Einwohnern in Hessen.")
    chat.button("Land: Hessen, ändern").click()
    with chat.page.expect_event("console", lambda message: message.text == "answered"):
        chat.page.evaluate("addEventListener('lotse:answer', () => console.log('answered'))")
        chat.button("Alle Angaben vergessen").click()
    kept = running.client.get(f"/api/v1/conversations/{reply['conversation_id']}").json()
    assert kept["profile"] is None
    assert chips(chat) == []
    assert chat.ask(QUESTION)["profile"] is None


def test_a_number_that_is_none_is_said_at_its_field(chat: Chat) -> None:
    chat.button("Angaben zu Ihrer Kommune").click()
    chat.panel.get_by_label("Einwohner", exact=True).fill("viele")
    chat.button("Übernehmen").click()
    assert chat.panel.get_by_text("zum Beispiel 8000").is_visible()
    assert chat.focused().input_value() == "viele"
