"""A conversation in the widget: asked, answered one statement after the other, kept over a reload, forgotten."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.widget.scripted import Event, Hold, Refusal, Script, answer, reply, said

Visit = Callable[..., Page]
QUESTION = "Was kostet ein Rufbus?"
FOR_PEOPLE = "Ihre Frage ist bei der Beratung."
HANDOFF = {
    "id": "A-1", "reason": "", "message": FOR_PEOPLE, "code": "GEHEIM", "team": "lotse", "due": None,
    "kind": "answer", "status": "open",
}  # fmt: skip


def opened(page: Page) -> Page:
    page.get_by_role("button", name="Lotse fragen").click()
    return page


def ask(page: Page, text: str = QUESTION) -> None:
    page.get_by_label("Ihre Frage").fill(text)
    page.get_by_label("Ihre Frage").press("Enter")


def sent(backend: Script) -> list[dict[str, object]]:
    return [one.body for one in backend.requests("POST", "/api/v1/chat")]


def kept(page: Page) -> dict[str, object]:
    found: dict[str, str] = page.evaluate("({...sessionStorage})")
    assert len(found) <= 1
    return json.loads(next(iter(found.values()))) if found else {}


def test_before_it_is_opened_nothing_is_asked_and_nothing_is_kept(visit: Visit, backend: Script) -> None:
    page = visit()
    assert backend.received == []
    opened(page)
    expect(page.get_by_role("button", name=QUESTION)).to_be_visible()
    assert kept(page) == {}
    assert page.context.cookies() == []
    assert [one.path for one in backend.received] == ["/api/v1/widget?language=de"]


def test_the_first_frame_says_what_it_is_and_offers_a_person(visit: Visit) -> None:
    page = opened(visit())
    expect(page.get_by_role("dialog", name="Lotse")).to_contain_text("Sie schreiben mit einer KI")
    expect(page.get_by_role("dialog")).to_contain_text("keine Namen, Adressen")
    expect(page.get_by_role("button", name="Mit einem Menschen sprechen")).to_be_visible()


def test_a_question_goes_out_once_and_its_answer_is_shown(visit: Visit, backend: Script) -> None:
    page = opened(visit())
    ask(page)
    log = page.get_by_role("log")
    expect(log.get_by_role("article")).to_contain_text(
        [f"Sie{QUESTION}", "Lotse (automatisch)Der Rufbus kostet wenig."]
    )
    expect(page.get_by_label("Ihre Frage")).to_have_value("")
    assert [one["message"] for one in sent(backend)] == [QUESTION]
    headers = backend.requests("POST", "/api/v1/chat")[0].headers
    assert len(headers["Idempotency-Key"]) >= 16
    assert headers["Accept"] == "text/event-stream"
    assert (headers["Cookie"], headers["Referer"]) == (None, None)


def test_each_statement_is_there_before_the_next_and_said_only_once(visit: Visit, backend: Script) -> None:
    whole, first, second = answer("Er kostet wenig.", "Er fährt oft."), Hold(), Hold()
    backend.answers = [[whole[0], first, *whole[1:4], second, *whole[4:]]]
    page = opened(visit())
    status, log = page.get_by_role("status").first, page.get_by_role("log")
    ask(page)
    expect(status).to_have_text("Lotse sucht in 137 Dokumenten.")
    first.go.set()
    expect(log).to_contain_text("Suche in 137 Dokumenten …")
    expect(log).to_contain_text("Er kostet wenig.")
    expect(log).not_to_contain_text("Er fährt oft.")
    expect(status).to_have_text("Lotse sucht in 137 Dokumenten.")
    second.go.set()
    expect(log).to_contain_text("Er fährt oft.")
    expect(status).to_have_text("Antwort mit 2 Aussagen und 2 Quellen.")
    expect(log).not_to_contain_text("Suche in")
    assert log.get_attribute("aria-live") == "off"


def test_a_short_answer_is_read_out_whole(visit: Visit, backend: Script) -> None:
    backend.answers = [[Event("reply", reply(message="Guten Tag.", outcome="declined.smalltalk"))]]
    page = opened(visit())
    ask(page, "Hallo")
    expect(page.get_by_role("status").first).to_have_text("Guten Tag.")


def test_a_suggestion_is_asked_and_the_focus_stays_inside(visit: Visit, backend: Script) -> None:
    page = opened(visit())
    page.get_by_role("button", name=QUESTION).click()
    expect(page.get_by_role("log")).to_contain_text("Der Rufbus kostet wenig.")
    expect(page.get_by_role("log")).to_be_focused()
    assert [one["message"] for one in sent(backend)] == [QUESTION]


def test_shift_and_enter_make_a_line_and_nothing_is_sent(visit: Visit, backend: Script) -> None:
    page = opened(visit())
    field = page.get_by_label("Ihre Frage")
    field.fill("eins")
    field.press("Shift+Enter")
    field.press_sequentially("zwei")
    expect(field).to_have_value("eins\nzwei")
    assert sent(backend) == []


def test_during_an_answer_the_next_text_waits_in_the_field(visit: Visit, backend: Script) -> None:
    hold = Hold()
    backend.answers = [[*answer("Er kostet wenig.")[:1], hold, *answer("Er kostet wenig.")[1:]]]
    page = opened(visit())
    ask(page)
    expect(page.get_by_role("status").first).to_contain_text("Lotse sucht")
    ask(page, "Und wer fördert ihn?")
    expect(page.get_by_role("status").first).to_have_text("Lotse antwortet noch. Ihr Text bleibt im Feld stehen.")
    hold.go.set()
    expect(page.get_by_role("log")).to_contain_text("Er kostet wenig.")
    expect(page.get_by_label("Ihre Frage")).to_have_value("Und wer fördert ihn?")
    assert len(sent(backend)) == 1


def test_a_reload_keeps_the_conversation_and_what_was_being_typed(visit: Visit, backend: Script) -> None:
    backend.answers.append(answer("Er fährt oft.", message_id="n" * 32))
    page = opened(visit())
    ask(page)
    expect(page.get_by_role("log")).to_contain_text("Der Rufbus kostet wenig.")
    page.get_by_label("Ihre Frage").fill("Noch nicht fertig")
    conversation = str(kept(page)["conversation_id"])
    whole = reply(["Der Rufbus kostet wenig."])
    thread = [said(QUESTION, "asker", None, id="m" * 32), said("", "assistant", None, id="m" * 32, reply=whole)]
    backend.documents[f"/api/v1/conversations/{conversation}"] = {"thread": thread, "handoffs": [], "profile": None}
    page.reload()
    opened(page)
    expect(page.get_by_role("log").get_by_role("article")).to_contain_text([QUESTION, "Der Rufbus kostet wenig."])
    expect(page.get_by_label("Ihre Frage")).to_have_value("Noch nicht fertig")
    ask(page, "Und weiter?")
    expect(page.get_by_role("log")).to_contain_text("Er fährt oft.")
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(4)
    assert sent(backend)[-1]["conversation_id"] == conversation


def test_a_reload_in_the_middle_of_an_answer_gets_it_without_asking_twice(visit: Visit, backend: Script) -> None:
    backend.answers = [[*answer("Er kostet wenig.")[:4], Hold()], answer("Er kostet wenig.")]
    page = opened(visit())
    ask(page)
    expect(page.get_by_role("log")).to_contain_text("Er kostet wenig.")
    page.reload()
    opened(page)
    expect(page.get_by_role("log").get_by_role("article")).to_contain_text([QUESTION, "Er kostet wenig."])
    expect(page.get_by_role("log")).to_contain_text("Quellen")
    first, second = backend.requests("POST", "/api/v1/chat")
    assert first.body == second.body
    assert first.headers["Idempotency-Key"] == second.headers["Idempotency-Key"]


def test_a_conversation_that_is_gone_is_forgotten_and_told(visit: Visit, backend: Script) -> None:
    page = opened(visit())
    ask(page)
    expect(page.get_by_role("log")).to_contain_text("Der Rufbus kostet wenig.")
    page.reload()
    opened(page)
    expect(page.get_by_role("dialog")).to_contain_text("Das frühere Gespräch gibt es nicht mehr.")
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(0)
    assert kept(page) == {}


def test_a_conversation_that_cannot_be_fetched_is_told_and_fetched_again(visit: Visit, backend: Script) -> None:
    page = opened(visit())
    ask(page)
    expect(page.get_by_role("log")).to_contain_text("Der Rufbus kostet wenig.")
    path = f"/api/v1/conversations/{kept(page)['conversation_id']}"
    backend.documents[path] = Refusal(503, "Die Datenbank antwortet nicht.")
    page.reload()
    opened(page)
    expect(page.get_by_role("alert").first).to_contain_text("Ihr Gespräch ließ sich nicht laden.")
    backend.documents[path] = {"thread": [said(QUESTION, "asker", None)], "handoffs": [], "profile": None}
    page.get_by_role("button", name="Noch einmal versuchen").click()
    expect(page.get_by_role("log").get_by_role("article")).to_contain_text([QUESTION])
    expect(page.get_by_role("alert").first).to_be_empty()


def test_where_storage_is_blocked_all_else_works(visit: Visit) -> None:
    blocked = (
        "<script>Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('blocked'); }})</script>"
    )
    page = opened(visit(head=blocked + '<script src="{endpoint}/widget/lotse-chat.js" async></script>'))
    ask(page)
    expect(page.get_by_role("log")).to_contain_text("Der Rufbus kostet wenig.")


def test_an_answer_of_a_person_arrives_at_once_and_marks_the_launcher(visit: Visit, backend: Script) -> None:
    hold = Hold()
    backend.answers = [[Event("reply", reply(message=FOR_PEOPLE, outcome="handoff.asked_for", handoff=HANDOFF))]]
    backend.live = [hold, Event("said", said("Das kostet 12 Euro."), "1")]
    page = opened(visit())
    ask(page)
    expect(page.get_by_role("log")).to_contain_text(FOR_PEOPLE)
    page.get_by_role("button", name="Chat schließen").click()
    hold.go.set()
    launcher = page.get_by_role("button", name="Lotse fragen, neue Antwort")
    expect(launcher).to_be_visible()
    launcher.click()
    expect(page.get_by_role("log")).to_contain_text("Anna Muster (Beratung)")
    expect(page.get_by_role("log")).to_contain_text("Das kostet 12 Euro.")
    expect(page.get_by_role("status").first).to_have_text("Neue Antwort von Anna Muster (Beratung).")


def test_what_a_person_said_meanwhile_is_fetched_and_nothing_twice(visit: Visit, backend: Script) -> None:
    backend.answers = [[Event("reply", reply(outcome="handoff.asked_for", handoff=HANDOFF))]]
    entry = said("Das kostet 12 Euro.")
    page = visit()
    opened(page)
    backend.live = [Event("said", entry, "1"), Event("said", entry, "2"), Event("said", said("Und mehr nicht."), "3")]
    ask(page)
    expect(page.get_by_role("log")).to_contain_text("Und mehr nicht.")
    expect(page.get_by_role("log").get_by_text("Das kostet 12 Euro.")).to_have_count(1)


def test_a_new_conversation_in_the_middle_of_an_answer_begins_with_nothing(visit: Visit, backend: Script) -> None:
    backend.answers = [[*answer("Er kostet wenig.")[:4], Hold()], answer("Er fährt oft.")]
    page = opened(visit())
    ask(page)
    expect(page.get_by_role("log")).to_contain_text("Er kostet wenig.")
    page.get_by_label("Ihre Frage").fill("Angefangen")
    page.evaluate("document.querySelector('lotse-chat').reset()")
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(0)
    expect(page.get_by_label("Ihre Frage")).to_have_value("")
    ask(page)
    expect(page.get_by_role("log").get_by_role("article")).to_contain_text([QUESTION, "Er fährt oft."])
    first, second = sent(backend)
    assert first["conversation_id"] != second["conversation_id"]


def test_who_asks_before_the_old_conversation_is_there_loses_neither(visit: Visit, backend: Script) -> None:
    backend.answers = [answer("Er kostet wenig."), answer("Er fährt oft.", message_id="n" * 32)]
    page = opened(visit())
    ask(page)
    expect(page.get_by_role("log")).to_contain_text("Er kostet wenig.")
    hold = Hold()
    thread = {"thread": [said(QUESTION, "asker", None)], "handoffs": [], "profile": None}
    backend.documents[f"/api/v1/conversations/{kept(page)['conversation_id']}"] = (hold, thread)
    page.reload()
    opened(page)
    ask(page, "Und wie oft?")
    expect(page.get_by_role("log")).to_contain_text("Er fährt oft.")
    hold.go.set()
    articles = page.get_by_role("log").get_by_role("article")
    expect(articles).to_contain_text([QUESTION, "Und wie oft?", "Er fährt oft."])


def test_a_new_conversation_begins_with_nothing(visit: Visit) -> None:
    page = opened(visit())
    ask(page)
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(2)
    page.evaluate("document.querySelector('lotse-chat').reset()")
    expect(page.get_by_role("log").get_by_role("article")).to_have_count(0)
    expect(page.get_by_role("button", name=QUESTION)).to_be_visible()
    assert kept(page) == {}
