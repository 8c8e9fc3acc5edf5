"""When something goes wrong the widget says what to do, mends what it can, and loses nothing that was typed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.widget.scripted import Answer, Cut, Event, Hold, Raw, Refusal, Script, answer

Visit = Callable[..., Page]
QUESTION = "Was kostet ein Rufbus?"
WHOLE = answer("Er kostet wenig.", "Er fährt oft.")
CUT = "Die Verbindung ist unterbrochen. Lotse verbindet sich neu …"


@pytest.fixture
def ask(visit: Visit, backend: Script) -> Callable[..., Page]:
    """Open the widget and ask a backend that answers so."""

    def asked(*answers: Answer, text: str = QUESTION) -> Page:
        backend.answers = list(answers)
        page = visit()
        page.get_by_role("button", name="Lotse fragen").click()
        page.get_by_label("Ihre Frage").fill(text)
        page.get_by_label("Ihre Frage").press("Enter")
        return page

    return asked


def keys(backend: Script) -> list[str]:
    return [one.headers["Idempotency-Key"] for one in backend.requests("POST", "/api/v1/chat")]


def alert(page: Page, text: str) -> None:
    expect(page.get_by_role("alert").first).to_contain_text(text)


def test_nothing_is_not_a_question(ask: Callable[..., Page], backend: Script) -> None:
    page = ask(WHOLE, text="  ")
    expect(page.get_by_label("Ihre Frage")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("status").first).to_have_text("Bitte geben Sie eine Frage ein.")
    assert keys(backend) == []


def test_a_text_that_is_too_long_is_counted_and_stays(ask: Callable[..., Page], backend: Script) -> None:
    page = ask(WHOLE, text="ä" * 1900)
    expect(page.get_by_role("log")).to_contain_text("Er fährt oft.")
    field = page.get_by_label("Ihre Frage")
    field.fill("ä" * 1990)
    expect(page.get_by_role("dialog")).to_contain_text("Noch 10 Zeichen")
    field.fill("😀" * 2001)
    expect(page.get_by_role("dialog")).to_contain_text("Ein Zeichen zu viel.")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("😀" * 2001)
    assert len(keys(backend)) == 1


@pytest.mark.parametrize("status", [413, 422])
def test_what_is_wrong_with_the_text_is_said_at_the_field(ask: Callable[..., Page], status: int) -> None:
    page = ask(Refusal(status, "Bitte tippen Sie die Frage neu."))
    field = page.get_by_label("Ihre Frage")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("^Bitte tippen Sie die Frage neu."))
    expect(field).to_have_value(QUESTION)
    expect(field).to_be_focused()


@pytest.mark.parametrize("status", [429, 503])
def test_who_has_to_wait_is_told_how_long(ask: Callable[..., Page], status: int) -> None:
    page = ask(Refusal(status, "Das war zu viel auf einmal.", 7))
    alert(page, "Das war zu viel auf einmal. Bitte warten Sie 7 Sekunden. Ihre Frage steht wieder im Feld.")
    expect(page.get_by_label("Ihre Frage")).to_have_value(QUESTION)
    expect(page.get_by_role("link", name="Beratung ohne Chat")).to_be_visible()
    expect(page.get_by_role("button", name="Mit einem Menschen sprechen")).to_be_visible()


def test_after_an_error_one_button_asks_again_under_the_same_key(ask: Callable[..., Page], backend: Script) -> None:
    page = ask([*WHOLE[:2], Event("error", {"status": 500, "title": "", "detail": "Das ging schief."})], WHOLE)
    alert(page, "Das ging schief. Ihre Frage steht wieder im Feld.")
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(0)
    page.get_by_role("button", name="Noch einmal versuchen").click()
    expect(page.get_by_role("log")).to_contain_text("Er fährt oft.")
    expect(page.get_by_role("alert").first).to_be_empty()
    expect(page.get_by_label("Ihre Frage")).to_have_value("")
    first, second = keys(backend)
    assert first == second


def test_an_error_does_not_overwrite_what_was_typed_since(ask: Callable[..., Page], backend: Script) -> None:
    hold = Hold()
    page = ask([WHOLE[0], hold, Event("error", {"status": 500, "title": "", "detail": "Das ging schief."})], WHOLE)
    page.get_by_label("Ihre Frage").fill("Etwas Neues")
    hold.go.set()
    alert(page, "Das ging schief. Ihre Frage ist nicht verloren.")
    expect(page.get_by_label("Ihre Frage")).to_have_value("Etwas Neues")
    page.get_by_role("button", name="Noch einmal versuchen").click()
    expect(page.get_by_role("log")).to_contain_text("Er fährt oft.")
    expect(page.get_by_label("Ihre Frage")).to_have_value("Etwas Neues")
    assert [one.body["message"] for one in backend.requests("POST", "/api/v1/chat")] == [QUESTION, QUESTION]


def test_a_cut_answer_goes_on_where_it_stopped(ask: Callable[..., Page], backend: Script) -> None:
    hold = Hold()
    page = ask([*WHOLE[:4], hold, Cut()], WHOLE[4:])
    expect(page.get_by_role("log")).to_contain_text("Er kostet wenig.")
    hold.go.set()
    expect(page.get_by_role("status").first).to_have_text("Antwort mit 2 Aussagen und 2 Quellen.")
    expect(page.get_by_role("log").get_by_role("article").last).to_contain_text("Er kostet wenig. [1]Er fährt oft. [2]")
    first, second = backend.requests("POST", "/api/v1/chat")
    assert second.headers["Last-Event-ID"] == "r1.4"
    assert first.headers["Last-Event-ID"] is None
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]
    assert first.body == second.body


def test_a_new_start_forgets_what_was_shown(ask: Callable[..., Page]) -> None:
    page = ask([*answer("Alt.")[:4], Cut()], answer("Neu.", run="r2"))
    expect(page.get_by_role("status").first).to_have_text("Antwort mit einer Aussage und einer Quelle.")
    expect(page.get_by_role("log")).to_contain_text("Neu.")
    expect(page.get_by_role("log")).not_to_contain_text("Alt.")


def test_a_cut_is_told_and_so_is_a_server_that_starts(ask: Callable[..., Page]) -> None:
    hold = Hold()
    page = ask([*WHOLE[:3], hold, Cut()], Refusal(503, "Es geht gleich weiter.", 1), WHOLE[3:])
    expect(page.get_by_role("log")).to_contain_text("Suche in 137 Dokumenten …")
    hold.go.set()
    expect(page.get_by_role("log")).to_contain_text(CUT)
    expect(page.get_by_role("log")).to_contain_text("Nächster Versuch in")
    expect(page.get_by_role("log")).to_contain_text("Er fährt oft.")


def test_who_is_offline_is_told_when_patience_ends(ask: Callable[..., Page]) -> None:
    page = ask([*WHOLE[:3], Cut()], [Cut()])
    page.clock.install()
    expect(page.get_by_role("log")).to_contain_text(CUT)
    for _ in range(40):
        page.clock.run_for(5_000)
    alert(page, "Lotse ist gerade nicht erreichbar. Ihre Frage steht wieder im Feld.")
    expect(page.get_by_label("Ihre Frage")).to_have_value(QUESTION)


def test_a_step_that_only_a_newer_server_knows_changes_nothing(ask: Callable[..., Page]) -> None:
    hold = Hold()
    page = ask([*WHOLE[:2], Event("progress", {"step": "ponder"}), Event("unheard_of", {}), WHOLE[3], hold, *WHOLE[4:]])
    expect(page.get_by_role("log")).to_contain_text("Er kostet wenig.")
    expect(page.get_by_role("log")).to_contain_text("Suche in 137 Dokumenten …")
    hold.go.set()
    expect(page.get_by_role("log")).to_contain_text("Er fährt oft.")


@pytest.mark.parametrize("bad", [b"data: {not json\n\n", b"event: reply\ndata: null\n\n"])
def test_an_unreadable_event_is_a_cut(ask: Callable[..., Page], bad: bytes) -> None:
    page = ask([*WHOLE[:3], Raw(bad)], WHOLE[3:])
    expect(page.get_by_role("log")).to_contain_text("Er fährt oft.")


def test_stopping_deletes_the_message_and_gives_the_text_back(ask: Callable[..., Page], backend: Script) -> None:
    backend.documents["DELETE /api/v1/chat/" + "m" * 32] = {}
    page = ask([*WHOLE[:4], Hold()])
    expect(page.get_by_role("log")).to_contain_text("Er kostet wenig.")
    page.get_by_role("button", name="Anhalten").click()
    expect(page.get_by_label("Ihre Frage")).to_have_value(QUESTION)
    expect(page.get_by_role("status").first).to_have_text("Angehalten. Ihre Frage steht wieder im Feld.")
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(0)
    expect(page.get_by_role("button", name="Senden")).to_be_visible()
    assert len(backend.requests("DELETE", "/api/v1/chat/")) == 1


def test_an_answer_that_was_finished_when_it_was_stopped_is_shown(ask: Callable[..., Page]) -> None:
    hold = Hold()
    page = ask([*WHOLE[:4], hold, *WHOLE[4:]])
    expect(page.get_by_role("log")).to_contain_text("Er kostet wenig.")
    page.get_by_role("button", name="Anhalten").click()
    hold.go.set()
    expect(page.get_by_role("log")).to_contain_text("Er fährt oft.")


def test_a_backend_that_is_down_is_told_at_once_when_the_chat_opens(visit: Visit, backend: Script) -> None:
    backend.documents["/api/v1/widget"] = Refusal(503, "Die Wissensbasis wird noch aufgebaut.")
    page = visit()
    page.get_by_role("button", name="Lotse fragen").click()
    alert(page, "Die Wissensbasis wird noch aufgebaut.")
    del backend.documents["/api/v1/widget"]
    page.get_by_role("button", name="Noch einmal versuchen").click()
    expect(page.get_by_role("button", name=QUESTION)).to_be_visible()
    expect(page.get_by_role("alert").first).to_be_empty()
