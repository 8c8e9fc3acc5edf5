"""What an asker does on the pages without JavaScript, from the wish for a person to the deleted handoff."""

import html
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.wiring import Lotse
from assistant.people.cited import CitedText
from assistant.people.handed import HandedOver
from assistant.people.kinds import Kind
from tests.api.asking import PERSON, SOURCE, Anna, lotse_behind

HOSTILE = '<script>alert("kanarienvogel")</script> [1] {{ 7*7 }}'


@pytest.fixture(scope="module")
def browser(
    copied: Callable[[], Path], ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    with ready_client(copied()) as opened:
        yield opened


@pytest.fixture(scope="module")
def lotse_here(browser: TestClient) -> Lotse:
    return lotse_behind(browser)


def text_of(markup: str) -> str:
    """Return what is read on a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def handed_over(browser: TestClient, lotse: Lotse, message: str = PERSON) -> HandedOver:
    """Ask on the page until a person has it."""
    page = browser.post("/chat", data={"message": message}).text
    code = re.search(r'href="/anliegen/([A-Z0-9-]+)"', page)
    assert code
    handed = lotse.askers.handoffs.by_code(code[1])
    assert handed
    return handed


def test_the_confirmation_is_a_box_with_who_by_when_number_and_code(browser: TestClient) -> None:
    page = browser.post("/chat", data={"message": PERSON}).text
    box = text_of(page.partition('<section class="case"')[2].partition("</section>")[0])
    for said in ("Wer Team Stadt.Land.Digital", "Antwort bis", " Uhr ", "Vorgangsnummer L-", "Ihr Code"):
        assert said in box
    assert "Möchten Sie per E-Mail benachrichtigt werden?" in box
    assert "jederzeit" in box


@pytest.mark.parametrize("message", ["", "Guten Tag", "Was kostet ein Rufbus auf dem Land?", PERSON])
def test_a_person_is_reachable_from_every_page(browser: TestClient, message: str) -> None:
    for page in (browser.post("/chat", data={"message": message}), browser.get("/anliegen"), browser.get("/beratung")):
        assert 'href="/beratung' in page.text


def test_the_form_for_people_begins_with_the_last_question(browser: TestClient) -> None:
    page = browser.post("/chat", data={"message": "Was kostet ein Rufbus auf dem Land?"}).text
    link = re.search(r'href="(/beratung\?conversation=[^"]+)"', page)
    assert link
    assert "Was kostet ein Rufbus auf dem Land?</textarea>" in browser.get(html.unescape(link[1])).text


def test_a_consultation_is_asked_for_and_confirmed(browser: TestClient, lotse_here: Lotse) -> None:
    form = {
        "kind": "consultation", "message": "Wer hilft uns beim Glasfaserausbau?", "concern": "Glasfaser",
        "slot_1_day": f"{lotse_here.parts.today().year + 1}-01-11", "slot_1_part": "morning", "channel": "video",
        "name": "Eva Lang", "email": "eva@stadt.example", "consent": "yes",
    }  # fmt: skip
    answer = browser.post("/beratung", data=form, follow_redirects=False)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert "Beratungsgespräch" in page
    assert "Kontaktdaten sind gespeichert" in page
    assert "eva@stadt.example" not in page
    handed = lotse_here.askers.handoffs.by_code(answer.headers["location"].rpartition("/")[2])
    assert handed
    assert (handed.kind, handed.form["channel"]) == (Kind.CONSULTATION, "video")
    assert handed.contact


def test_a_form_for_people_that_is_sent_twice_reaches_them_once(browser: TestClient, lotse_here: Lotse) -> None:
    key = re.search(r'name="key" value="([^"]+)"', browser.get("/beratung").text)
    assert key
    form = {"message": "Wer berät uns?", "conversation": "zweimal-gesendet", "key": key[1]}
    first, again = (browser.post("/beratung", data=form, follow_redirects=False).headers["location"] for _ in range(2))
    assert first == again
    assert len(lotse_here.askers.handoffs.of_conversation("zweimal-gesendet")) == 1


def test_what_was_typed_stays_when_the_form_for_people_is_wrong(browser: TestClient) -> None:
    form = {"kind": "workshop", "message": HOSTILE, "region": "Nordhessen", "people": "1", "email": "eva@stadt.example"}
    answer = browser.post("/beratung", data=form)
    assert answer.status_code == 422
    assert "<script>" not in answer.text
    assert HOSTILE in html.unescape(answer.text)
    assert 'value="Nordhessen"' in answer.text
    for field in ("people", "municipalities", "goals", "consent"):
        assert f'id="wrong-{field}"' in answer.text


@pytest.mark.parametrize("kind", ["answer", "consultation", "workshop", "contact", "party", ""])
def test_each_kind_has_its_form_and_a_contact_needs_a_case(browser: TestClient, kind: str) -> None:
    page = browser.get("/beratung", params={"kind": kind}).text
    shown = kind if kind in ("consultation", "workshop") else "answer"
    assert f'name="kind" value="{shown}"' in page


def test_a_case_leads_to_its_municipality(browser: TestClient, lotse_here: Lotse) -> None:
    page = browser.post("/chat", data={"message": "Was kostet ein Rufbus auf dem Land?"}).text
    link = re.search(r'href="(/beratung\?kind=contact[^"]+)"', page)
    assert link
    form = browser.get(html.unescape(link[1])).text
    document = re.search(r'name="document_id" value="([^"]+)"', form)
    assert document
    sent = {"kind": "contact", "message": "Bitte um Kontakt", "document_id": document[1], "about": "Betrieb"}
    answer = browser.post("/beratung", data=sent, follow_redirects=False)
    handed = lotse_here.askers.handoffs.by_code(answer.headers["location"].rpartition("/")[2])
    assert handed
    assert handed.form == {"document_id": document[1], "about": "Betrieb"}


def test_the_code_leads_to_the_handoff_however_it_is_typed(browser: TestClient, lotse_here: Lotse) -> None:
    handed = handed_over(browser, lotse_here)
    answer = browser.post("/anliegen", data={"code": handed.code.lower()}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/anliegen/{handed.code}")
    wrong = browser.post("/anliegen", data={"code": "FALS-CHER-CODE"})
    assert wrong.status_code == 404
    assert 'value="FALS-CHER-CODE"' in wrong.text


def test_a_person_s_answer_stands_where_the_question_was_asked_and_is_marked_as_a_person_s(
    browser: TestClient, lotse_here: Lotse
) -> None:
    handed = handed_over(browser, lotse_here)
    lotse_here.askers.advised.claim(handed.number, Anna())
    lotse_here.askers.advised.release(handed.number, Anna(), CitedText(f"{HOSTILE} Er kostet wenig. [1]", (SOURCE,)))
    for path in (f"/gespraech/{handed.conversation_id}", f"/anliegen/{handed.code}"):
        answer = browser.get(path)
        assert "Antwort von Anna Muster (Beratung)" in answer.text
        assert "<script>" not in answer.text
        assert "Er kostet wenig." in answer.text
        anchor = re.search(r'href="#(n\d+-source-1)"', answer.text)
        assert anchor
        assert f'id="{anchor[1]}"' in answer.text
        assert answer.headers["x-robots-tag"] == "noindex"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
    assert "Antwort von Lotse (automatisch)" in browser.get(f"/gespraech/{handed.conversation_id}").text


def test_an_asker_writes_is_notified_ends_it_and_deletes_everything(browser: TestClient, lotse_here: Lotse) -> None:
    handed = handed_over(browser, lotse_here)
    page = f"/anliegen/{handed.code}"
    assert "Noch ein Satz" in browser.post(page, data={"message": "Noch ein Satz"}).text
    refused = browser.post(page, data={"message": " "})
    assert (refused.status_code, "Bitte geben Sie" in refused.text) == (422, True)
    without = browser.post(f"{page}/kontakt", data={"email": "eva@stadt.example"})
    assert without.status_code == 422
    assert 'value="eva@stadt.example"' in without.text
    assert browser.post(f"{page}/kontakt", data={}).status_code == 422
    given = browser.post(f"{page}/kontakt", data={"email": "eva@stadt.example", "consent": "yes"})
    assert "Kontaktdaten sind gespeichert" in given.text
    assert "Benachrichtigung einschalten" in browser.post(f"{page}/kontakt/entfernen").text
    assert "abgeschlossen" in browser.post(f"{page}/erledigt").text
    assert browser.post(f"{page}/erledigt").status_code == 200
    late = browser.post(page, data={"message": "Halt"})
    assert (late.status_code, "abgeschlossen" in late.text) == (409, True)
    assert browser.post(f"{page}/entfernen").status_code == 422
    assert "gelöscht" in browser.post(f"{page}/entfernen", data={"sure": "yes"}).text
    assert browser.get(page).status_code == 404
    assert browser.get(f"/gespraech/{handed.conversation_id}").status_code == 404


def test_an_address_without_a_conversation_shows_nothing(browser: TestClient) -> None:
    assert browser.get("/gespraech/unbekannt-0001").status_code == 404
