"""Handoffs over HTTP, over a real database: asked for, found again by code, written to, and gone when wanted."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.handoff_schema import ContactIn, HandoffIn
from api.handoffs import asked_of_people
from api.serving import Serving
from api.settings import Settings
from api.store.outbox import StoredOutbox
from api.throttle import ADDRESSES, MISSES, SECONDS_PER_MISS, Guesses, Throttled
from api.wiring import Lotse, opened
from assistant.people.cited import CitedSource, CitedText
from knowledge.owner import ownership
from knowledge.registry_tables import open_engine

HANDOFFS, CHAT = "/api/v1/handoffs", "/api/v1/chat"
PERSON = "Ich möchte mit einem Menschen sprechen"
WORKSHOP = {
    "region": "Nordhessen",
    "municipalities": ["Musterdorf", "Beispielstadt"],
    "people": 12,
    "month": "2027-02-01",
    "goals": "Eine gemeinsame Strategie.",
}
SOURCE = CitedSource(1, "bus", "bus~0", "page", "Rufbus", "Kosten", "Kreis", None, None, False, "Er kostet.", "")


@dataclass(frozen=True)
class Anna:
    """Somebody who advises."""

    login: str = "anna"
    name: str = "Anna Muster"


@pytest.fixture(scope="module")
def people(
    copied: Callable[[], Path], ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    """Ask a Lotse of its own, whose handoffs these tests may count."""
    with ready_client(copied()) as opened:
        yield opened


@pytest.fixture(scope="module")
def lotse_of(people: TestClient) -> Lotse:
    serving: Serving = people.app.state.serving  # type: ignore[attr-defined]
    assert serving.lotse
    return serving.lotse


def post(client: TestClient, path: str, status: int = 200, key: str | None = None, **body: Any) -> dict[str, Any]:
    answer = client.post(path, json=body, headers={"Idempotency-Key": key} if key else {})
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


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


# --- sent twice ---


def test_a_message_sent_twenty_times_at_once_is_answered_once(people: TestClient, lotse_of: Lotse) -> None:
    key = "c0ffee00-0000-4000-8000-000000000001"
    with ThreadPoolExecutor(20) as threads:
        replies = list(threads.map(lambda _: post(people, CHAT, key=key, message=PERSON), range(20)))
    assert all(reply == replies[0] for reply in replies)
    assert len(lotse_of.askers.handoffs.of_conversation(replies[0]["conversation_id"])) == 1
    thread = lotse_of.askers.threads.thread(replies[0]["conversation_id"])
    assert [entry.author for entry in thread] == ["asker", "assistant"]


def test_a_handoff_sent_twenty_times_at_once_is_kept_once(people: TestClient, lotse_of: Lotse) -> None:
    key = "c0ffee00-0000-4000-8000-000000000002"
    body: dict[str, Any] = {
        "kind": "workshop",
        "message": "Workshop bitte",
        "form": WORKSHOP,
        "conversation_id": "zwanzigmal-1",
    }
    with ThreadPoolExecutor(20) as threads:
        entries = list(threads.map(lambda _: post(people, HANDOFFS, key=key, **body), range(20)))
    assert all(entry == entries[0] for entry in entries)
    assert len(lotse_of.askers.handoffs.of_conversation("zwanzigmal-1")) == 1


@pytest.mark.parametrize("path", [CHAT, HANDOFFS])
def test_a_key_belongs_to_one_message(people: TestClient, path: str) -> None:
    key = f"schluessel-{path.rpartition('/')[2]}-0001"
    post(people, path, key=key, message="Wer berät uns?")
    other = people.post(path, json={"message": "Was anderes?"}, headers={"Idempotency-Key": key})
    assert other.status_code == 422
    assert "Idempotency-Key" in other.json()["detail"]


@pytest.mark.parametrize("key", ["kurz", "x" * 129, "mit leerzeichen darin"])
def test_a_key_that_others_could_use_too_is_refused(people: TestClient, key: str) -> None:
    assert people.post(CHAT, json={"message": "Hallo"}, headers={"Idempotency-Key": key}).status_code == 422


def test_one_key_in_two_conversations_is_two_messages(people: TestClient) -> None:
    key = "c0ffee00-0000-4000-8000-000000000003"
    one = post(people, CHAT, key=key, message="Guten Tag", conversation_id="gespraech-eins")
    other = post(people, CHAT, key=key, message="Tschüss", conversation_id="gespraech-zwei")
    assert one["message_id"] != other["message_id"]


# --- guessing ---


def test_guessing_codes_is_slowed_down_and_says_when_to_come_back(
    copied: Callable[[], Path], ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> None:
    with ready_client(copied()) as client:
        code = post(client, HANDOFFS, message="Wer berät uns?")["code"]
        for _ in range(MISSES + 5):
            assert client.get(f"{HANDOFFS}/{code}").status_code == 200
        answers = [client.get(f"{HANDOFFS}/FALS-CHER-{n:04}") for n in range(MISSES + 1)]
        assert [answer.status_code for answer in answers] == [404] * MISSES + [429]
        assert len({answer.text for answer in answers[:MISSES]}) == 1
        assert answers[-1].headers["content-type"] == "application/problem+json"
        assert 1 <= int(answers[-1].headers["retry-after"]) <= SECONDS_PER_MISS
        assert client.get(f"{HANDOFFS}/{code}").status_code == 429  # else the right one could still be guessed


def test_who_guessed_may_try_again_later_and_others_always_may() -> None:
    seconds = [0.0]
    guesses = Guesses(lambda: seconds[0])

    def miss(address: str) -> None:
        with pytest.raises(KeyError), guesses.try_from(address):
            raise KeyError

    for _ in range(MISSES):
        miss("2001:db8::1")
    with pytest.raises(Throttled) as refused, guesses.try_from("2001:db8::2"):  # the same network
        pass
    assert refused.value.retry_after_s == SECONDS_PER_MISS
    miss("2001:db8:1::1")
    seconds[0] += SECONDS_PER_MISS
    miss("2001:db8::1")
    for n in range(ADDRESSES + 10):
        with guesses.try_from(f"person-{n}"):
            pass
    miss("2001:db8::1")  # forgotten by now, and the memory stays small


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
        ("team@example.org", "handoff.made"),
        ("team@example.org", "handoff.written"),
    ]
