"""What an asker does with a conversation on its page: ask on, judge, take the plan along, be forgotten, delete."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.export.formats import FORMATS
from api.wiring import Lotse
from tests.api.asking import lotse_behind
from tests.api.html_page import Page

BUS = "Was kostet ein Rufbus auf dem Land?"
STEPS = "Wie gehen wir vor, um ein LoRaWAN-Netz aufzubauen?"


@pytest.fixture(scope="module")
def browser(
    copied: Callable[[], Path], ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    with ready_client(copied()) as opened:
        yield opened


@pytest.fixture(scope="module")
def lotse_here(browser: TestClient) -> Lotse:
    return lotse_behind(browser)


def ask(browser: TestClient, message: str, **more: str) -> Any:
    """Send the question form and stay where it was sent."""
    return browser.post("/chat", data={"message": message, **more}, follow_redirects=False)


def answered(browser: TestClient, message: str, **more: str) -> tuple[str, str]:
    """Return conversation and message of an answer."""
    found = re.fullmatch(r"/gespraech/(\w+)#antwort-(\w+)", ask(browser, message, **more).headers["location"])
    assert found
    return found[1], found[2]


def marks(markup: str) -> list[str]:
    """Return the citations of a page in order."""
    return [a.attributes["href"] for a in Page(markup).all("a") if a.attributes.get("class") == "mark"]


def keys_of(browser: TestClient) -> list[str]:
    """Return the keys of the forms on the page."""
    page = Page(browser.get("/chat").text)
    return [field.attributes["value"] for field in page.all("input") if field.attributes["name"] == "key"]


def judged(browser: TestClient, talk: str, message_id: str, **said: str) -> Any:
    form = {"message_id": message_id, **said}
    return browser.post(f"/gespraech/{talk}/rueckmeldung", data=form, follow_redirects=False)


# --- asking ---


def test_an_answer_has_an_address_that_asks_nothing_when_it_is_loaded_again(
    browser: TestClient, lotse_here: Lotse
) -> None:
    answer = ask(browser, BUS)
    assert answer.status_code == 303
    address, _, place = answer.headers["location"].partition("#")
    for _ in range(2):
        assert place in Page(browser.get(address).text).ids()
    assert len(lotse_here.askers.threads.thread(address.rpartition("/")[2])) == 2


def test_a_form_sent_twice_is_answered_once_and_another_text_is_another_message(
    browser: TestClient, lotse_here: Lotse
) -> None:
    key = keys_of(browser)[0]
    first, again = answered(browser, BUS, key=key), answered(browser, BUS, key=key)
    other = answered(browser, STEPS, key=key)
    assert first == again
    assert other[0] != first[0]
    assert len(lotse_here.askers.threads.thread(first[0])) == 2


def test_each_form_has_a_key_of_its_own(browser: TestClient) -> None:
    keys = keys_of(browser) + keys_of(browser)
    assert len(keys) == len(set(keys)) >= 2


def test_a_suggested_question_is_answered_with_a_click(browser: TestClient, lotse_here: Lotse) -> None:
    offered = [e for e in Page(browser.get("/chat").text).all("button") if e.attributes.get("name") == "message"]
    assert [one.attributes["value"] for one in offered] == list(lotse_here.suggesting.texts())
    assert "Quellen" in browser.post("/chat", data={"message": offered[0].attributes["value"]}).text


def test_the_next_question_continues_the_conversation(browser: TestClient, lotse_here: Lotse) -> None:
    talk, _ = answered(browser, BUS)
    page = Page(browser.get(f"/gespraech/{talk}").text)
    form = {e.attributes["name"]: e.attributes.get("value", "") for e in page.all("input")}
    assert answered(browser, "Und wer bezahlt das?", conversation=form["conversation"], key=form["key"])[0] == talk
    assert len(lotse_here.askers.threads.thread(talk)) == 4


# --- reading ---


def test_every_source_leads_to_its_words_in_the_document(browser: TestClient, lotse_here: Lotse) -> None:
    talk, message_id = answered(browser, BUS)
    reply = lotse_here.conversations.reply_of(message_id)
    assert reply
    assert reply.sources
    links = [a.attributes["href"] for a in Page(browser.get(f"/gespraech/{talk}").text).all("a")]
    for source in reply.sources:
        assert [link for link in links if link.startswith(f"/documents/{source.document_id}?quote=")]


@pytest.mark.parametrize("wanted", ["1", "{message_id}"])
def test_an_answer_is_read_in_plain_words_with_the_same_citations(browser: TestClient, wanted: str) -> None:
    talk, message_id = answered(browser, BUS)
    plain = browser.get(f"/api/v1/conversations/{talk}/plain/{message_id}").json()
    said, before = (
        browser.get(f"/gespraech/{talk}", params={"einfach": einfach}).text
        for einfach in (wanted.format(message_id=message_id), "")
    )
    shown = " ".join(element.text for element in Page(said).all("li", "dt", "dd", "p"))
    for text in (plain["note"], *(one["text"] for one in plain["statements"]), *(t["term"] for t in plain["terms"])):
        assert text in shown
    assert marks(said) == marks(before)
    assert plain["note"] not in before


@pytest.mark.parametrize("name", FORMATS)
def test_a_plan_is_taken_along_in_every_format(browser: TestClient, name: str) -> None:
    talk, message_id = answered(browser, STEPS)
    address = f"/gespraech/{talk}/fahrplan/{message_id}"
    assert address in [form.attributes["action"] for form in Page(browser.get(f"/gespraech/{talk}").text).all("form")]
    answer = browser.get(address, params={"format": name, "start": "2027-01-11"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(FORMATS[name].media_type)  # type: ignore[index]
    assert (b"DTSTART" in answer.content) == (name == "ics")


def test_a_start_that_is_no_day_is_explained_and_a_plan_of_others_is_not_given(browser: TestClient) -> None:
    talk, message_id = answered(browser, STEPS)
    wrong = browser.get(f"/gespraech/{talk}/fahrplan/{message_id}", params={"format": "ics", "start": "bald"})
    assert (wrong.status_code, "zum Beispiel 11.01.2027" in wrong.text) == (422, True)
    other, _ = answered(browser, BUS)
    assert browser.get(f"/gespraech/{other}/fahrplan/{message_id}").status_code == 404


# --- judging ---


def test_a_verdict_is_thanked_for_and_can_be_changed(browser: TestClient) -> None:
    talk, message_id = answered(browser, BUS)
    taken = judged(browser, talk, message_id, helpful="yes")
    assert (taken.status_code, taken.headers["location"]) == (303, f"/gespraech/{talk}#rueckmeldung-{message_id}")
    assert "Die Antwort hat geholfen." in browser.get(f"/gespraech/{talk}").text
    judged(browser, talk, message_id, helpful="no", reason="outdated", comment="Von gestern.\r\nWirklich.")
    page = browser.get(f"/gespraech/{talk}").text
    assert "Die Antwort hat nicht geholfen. Sie ist veraltet. „Von gestern.\nWirklich.“" in page


def test_two_answers_that_did_not_help_bring_a_person(browser: TestClient, lotse_here: Lotse) -> None:
    talk, first = answered(browser, BUS)
    _, second = answered(browser, STEPS, conversation=talk)
    judged(browser, talk, first, helpful="no")
    taken = judged(browser, talk, second, helpful="no")
    [handed] = lotse_here.askers.handoffs.of_conversation(talk)
    assert taken.headers["location"] == f"/gespraech/{talk}#anliegen-{handed.number}"
    page = browser.get(f"/gespraech/{talk}").text
    assert f'id="anliegen-{handed.number}"' in page
    assert handed.code in page


@pytest.mark.parametrize("said", [{}, {"helpful": "vielleicht"}, {"helpful": "no", "comment": "x" * 1001}])
def test_a_verdict_that_is_none_is_explained_and_the_comment_is_kept(browser: TestClient, said: dict[str, str]) -> None:
    talk, message_id = answered(browser, BUS)
    refused = judged(browser, talk, message_id, **{"comment": "Zu allgemein.", **said})
    assert refused.status_code == 422
    assert "Bitte sagen Sie, ob die Antwort geholfen hat" in refused.text
    kept = said.get("comment", "Zu allgemein.")
    assert kept in [area.text for area in Page(refused.text).all("textarea")]


def test_an_answer_of_another_conversation_cannot_be_judged(browser: TestClient, lotse_here: Lotse) -> None:
    (talk, message_id), (other, _) = answered(browser, BUS), answered(browser, BUS)
    assert judged(browser, other, message_id, helpful="yes").status_code == 404
    assert not lotse_here.feedback.given(talk)


# --- being known, and forgotten ---


def test_what_is_known_of_the_asker_is_shown_and_forgotten_with_a_click(browser: TestClient, lotse_here: Lotse) -> None:
    talk, _ = answered(browser, BUS, state="HE", population="11.000")
    page = Page(browser.get(f"/gespraech/{talk}").text)
    assert "rund 11.000 Einwohner, Hessen" in page.markup
    [wish] = [e for e in page.all("input") if e.attributes["name"] == "message"]
    answered(browser, wish.attributes["value"], conversation=talk)
    assert lotse_here.conversations.recall(talk).profile.state is None
    assert "rund 11.000" not in browser.get(f"/gespraech/{talk}").text.rpartition("</article>")[2]


def test_a_conversation_is_deleted_only_when_that_is_confirmed(browser: TestClient, lotse_here: Lotse) -> None:
    talk, _ = answered(browser, BUS)
    unsure = browser.post(f"/gespraech/{talk}/loeschen")
    assert (unsure.status_code, "Bitte bestätigen Sie" in unsure.text) == (422, True)
    assert "gelöscht" in browser.post(f"/gespraech/{talk}/loeschen", data={"sure": "yes"}).text
    assert lotse_here.askers.threads.thread(talk) == ()
    assert browser.get(f"/gespraech/{talk}").status_code == 404
    assert browser.post(f"/gespraech/{talk}/loeschen", data={"sure": "yes"}).status_code == 404
