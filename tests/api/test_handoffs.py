"""Handoffs over HTTP, over a real database: asked for, found again by code, written to, and gone when wanted."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.handoff_schema import ContactIn, HandoffIn
from api.handoffs import asked_of_people
from api.settings import Settings
from api.store.outbox import StoredOutbox
from api.wiring import Lotse, opened
from assistant.people.cited import CitedText
from knowledge.owner import ownership
from knowledge.registry_tables import open_engine
from tests.api.asking import CHAT, HANDOFFS, PERSON, SOURCE, WORKSHOP, Anna, lotse_behind, post


@pytest.fixture(scope="module")
def people(
    copied: Callable[[], Path], ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    """Ask a Lotse of its own, whose handoffs these tests may count."""
    with ready_client(copied()) as opened:
        yield opened


@pytest.fixture(scope="module")
def lotse_of(people: TestClient) -> Lotse:
    return lotse_behind(people)


def shown(client: TestClient, code: str) -> dict[str, Any]:
    answer = client.get(f"{HANDOFFS}/{code}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


# --- asked for ---


def test_a_question_to_people_is_confirmed_with_who_by_when_and_a_code(people: TestClient) -> None:
    entry = post(people, HANDOFFS, message="Wer hat Erfahrung mit Seilbahnen?", profile={"state": "HE"})
    assert entry["id"] in entry["message"]
    assert entry["code"] in entry["message"]
    assert entry["team"] in entry["message"]
    assert (entry["kind"], entry["status"], entry["reason"]) == ("answer", "open", "asked_for")
    assert entry["due"][-6:] in ("+01:00", "+02:00")
    found = shown(people, entry["code"])
    assert (found["id"], found["status"]) == (entry["id"], "open")
    assert [said["text"] for said in found["thread"]] == ["Wer hat Erfahrung mit Seilbahnen?"]
    assert found["team"] in found["promise"]


def test_a_code_opens_however_it_is_typed(people: TestClient) -> None:
    code = post(people, HANDOFFS, message="Wer berät uns?")["code"]
    assert shown(people, code.lower().replace("-", ""))["code"] == code


def test_a_workshop_has_a_form_of_its_own(people: TestClient, lotse_of: Lotse) -> None:
    entry = post(people, HANDOFFS, kind="workshop", message="Wir möchten einen Workshop.", form=WORKSHOP)
    assert "Workshop möglich ist" in entry["message"]
    handed = lotse_of.askers.handoffs.by_code(entry["code"])
    assert handed
    assert handed.form == WORKSHOP


def test_a_phone_number_in_a_form_is_kept_and_removed_with_the_contact_data(
    people: TestClient, lotse_of: Lotse
) -> None:
    slot = {"day": "2099-01-12", "part": "morning"}
    form = {"kind": "consultation", "concern": "Haftung", "slots": [slot], "channel": "phone", "phone": "0561 123456"}
    contact = {"email": "eva@stadt.example", "consent": True}
    entry = post(people, HANDOFFS, kind="consultation", message="Bitte um Termin", form=form, contact=contact)
    kept = lotse_of.askers.handoffs.by_code(entry["code"])
    assert kept is not None
    assert kept.contact is not None
    assert (kept.contact.phone, "phone" in kept.form) == ("0561 123456", False)
    assert people.delete(f"{HANDOFFS}/{entry['code']}/contact").status_code < 300
    after = lotse_of.askers.handoffs.by_code(entry["code"])
    assert after is not None
    assert after.contact is None


@pytest.mark.parametrize(
    "body",
    [
        {"message": ""},
        {"message": "Workshop", "kind": "workshop"},
        {"message": "Workshop", "kind": "workshop", "form": {**WORKSHOP, "people": 1}},
        {"message": "Workshop", "kind": "answer", "form": WORKSHOP},
        {"message": "Workshop", "kind": "consultation", "form": {**WORKSHOP, "kind": "workshop"}},
        {"message": "Termin", "kind": "party"},
        {"message": "Termin", "form": 7},
        {"message": "Bitte", "contact": {"email": "eva@stadt.example"}},
        {"message": "Bitte", "contact": {"email": "eva@stadt.example", "consent": False}},
        {"message": "Bitte", "contact": {"name": "Eva", "consent": True}},
        {"message": "Bitte", "contact": {"email": "eva@stadt.example\r\nBcc: x@y.example", "consent": True}},
        {"message": "Bitte", "contact": {"email": "eva@stadt.example,x@y.example", "consent": True}},
        {"message": "Bitte", "contact": {"email": "eva@stadt.example", "name": "Eva\nBcc: x", "consent": True}},
        {"message": "Bitte", "contact": {"phone": "ruf mich an", "consent": True}},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    people: TestClient, lotse_of: Lotse, body: dict[str, Any]
) -> None:
    answer = people.post(HANDOFFS, json={**body, "conversation_id": "unpassend-0001"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert lotse_of.askers.handoffs.of_conversation("unpassend-0001") == ()


# --- how to be reached ---


def test_contact_data_are_kept_with_consent_and_deleted_when_it_is_withdrawn(
    people: TestClient, lotse_of: Lotse
) -> None:
    contact = {"name": "Eva Lang", "email": "eva@stadt.example", "consent": True}
    code = post(people, HANDOFFS, message="Wer berät uns?", contact=contact)["code"]
    handed = lotse_of.askers.handoffs.by_code(code)
    assert handed
    assert handed.contact
    assert handed.consent_at
    assert handed.contact.email == "eva@stadt.example"
    assert shown(people, code)["contact"] is True
    assert people.delete(f"{HANDOFFS}/{code}/contact").status_code == 204
    handed = lotse_of.askers.handoffs.by_code(code)
    assert handed
    assert (handed.contact, handed.consent_at) == (None, None)
    assert "eva@" not in people.get(f"{HANDOFFS}/{code}").text


def test_contact_data_can_be_given_later_but_only_with_consent(people: TestClient) -> None:
    code = post(people, HANDOFFS, message="Wer berät uns?")["code"]
    given = {"email": "eva@stadt.example"}
    assert people.put(f"{HANDOFFS}/{code}/contact", json=given).status_code == 422
    assert shown(people, code)["contact"] is False
    assert people.put(f"{HANDOFFS}/{code}/contact", json={**given, "consent": True}).status_code == 204
    assert shown(people, code)["contact"] is True


# --- what is said between asker and person ---


def test_the_whole_thread_is_there_with_the_answer_of_a_person(people: TestClient, lotse_of: Lotse) -> None:
    reply = post(people, CHAT, message=PERSON)
    code, number, talk = reply["handoff"]["code"], reply["handoff"]["id"], reply["conversation_id"]
    advised = lotse_of.askers.advised
    advised.claim(number, Anna())
    silent = post(people, CHAT, message="Was kostet ein Rufbus?", conversation_id=talk)
    assert (silent["outcome"], silent["statements"]) == ("handoff.with_person", [])
    advised.release(number, Anna(), CitedText("Ein Rufbus kostet Geld. [1]", (SOURCE,)))
    found = shown(people, code)
    assert found["status"] == "answered"
    assert [(said["author"], said["name"]) for said in found["thread"]] == [
        ("asker", None),
        ("asker", None),
        ("advisor", "Anna Muster"),
    ]
    assert found["thread"][-1]["sources"][0]["title"] == "Rufbus"
    again = post(people, f"{HANDOFFS}/{code}/messages", message="Danke, und was noch?")
    assert again["status"] == "reopened"
    advised.close(number, Anna(), "fertig")
    refused = people.post(f"{HANDOFFS}/{code}/messages", json={"message": "Halt!"})
    assert refused.status_code == 409
    assert refused.json()["status"] == 409
    everything = people.get(f"/api/v1/conversations/{talk}").json()
    assert [said["author"] for said in everything["thread"]].count("advisor") == 1
    assert everything["handoffs"][0]["id"] == number


def test_after_the_answer_the_assistant_answers_and_hands_nothing_over_again(
    people: TestClient, lotse_of: Lotse
) -> None:
    reply = post(people, CHAT, message=PERSON)
    talk, number = reply["conversation_id"], reply["handoff"]["id"]
    lotse_of.askers.advised.claim(number, Anna())
    lotse_of.askers.advised.release(number, Anna(), CitedText("Gern."))
    assert post(people, CHAT, message="Danke", conversation_id=talk)["handoff"] is None
    answered = post(people, CHAT, message="Was kostet ein Rufbus auf dem Land?", conversation_id=talk)
    assert answered["statements"]
    assert len(lotse_of.askers.handoffs.of_conversation(talk)) == 1


def test_a_conversation_that_nobody_knows_is_not_exported(people: TestClient) -> None:
    assert people.get("/api/v1/conversations/unbekannt-0001").status_code == 404


# --- dissatisfied twice ---


def test_the_second_unhelpful_answer_brings_a_person_and_the_third_no_second_one(
    people: TestClient, lotse_of: Lotse
) -> None:
    first = post(people, CHAT, message="Was kostet ein Rufbus auf dem Land?")
    talk = first["conversation_id"]
    second = post(people, CHAT, message="Wie starten wir mit LoRaWAN?", conversation_id=talk)
    third = post(people, CHAT, message="Was kostet eine Dorf-App?", conversation_id=talk)
    unhelpful: dict[str, Any] = {"helpful": False, "reason": "beside_the_point"}
    feedback = "/api/v1/feedback"
    assert people.post(feedback, json={"message_id": first["message_id"], **unhelpful}).status_code == 204
    assert people.post(feedback, json={"message_id": first["message_id"], **unhelpful}).status_code == 204
    entry = post(people, feedback, message_id=second["message_id"], **unhelpful)["handoff"]
    assert entry["reason"] == "dissatisfied"
    joined = post(people, feedback, message_id=third["message_id"], **unhelpful)["handoff"]
    assert joined["id"] == entry["id"]
    assert people.post(feedback, json={"message_id": third["message_id"], "helpful": True}).status_code == 204
    [handed] = lotse_of.askers.handoffs.of_conversation(talk)
    assert handed.question == "Wie starten wir mit LoRaWAN?"


# --- what is told by mail ---


def test_the_team_and_an_asker_who_wished_it_are_told_by_mail_each_once(
    data_dir: Path, settings_of: Callable[[Path], Settings]
) -> None:
    settings = settings_of(data_dir)
    told = replace(settings, api=settings.api.model_copy(update={"team_email": "team@example.org"}))
    with ownership(data_dir), opened(told) as lotse:
        contact = ContactIn(email="eva@stadt.example", consent=True)
        entry = asked_of_people(HandoffIn(message="Wer berät uns?", contact=contact), lotse)
        lotse.askers.reached(entry.id, contact.contact())
        lotse.askers.advised.claim(entry.id, Anna())
        lotse.askers.advised.ask_back(entry.id, Anna(), "Wo liegt der Ort?")
        lotse.askers.handoffs.write(entry.id, "In Hessen.")
        lotse.askers.advised.release(entry.id, Anna(), CitedText("Gern."))
        engine = open_engine(settings.knowledge.registry_url)
        mails = StoredOutbox(engine, lotse.askers.now).claim(20, timedelta(minutes=1), ["mail"])
        engine.dispose()
    assert sorted((one.entry.to, one.entry.event) for one in mails) == [
        ("eva@stadt.example", "handoff.answered"),
        ("eva@stadt.example", "handoff.asked_back"),
        ("eva@stadt.example", "handoff.confirmed"),
        ("team@example.org", "handoff.created"),
        ("team@example.org", "handoff.written"),
    ]
