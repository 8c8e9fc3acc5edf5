"""A conversation over HTTP: it is remembered, shown, corrected, and gone when the asker wants it gone."""

from fastapi.testclient import TestClient

CHAT, CONVERSATIONS = "/api/v1/chat", "/api/v1/conversations"


def say(client: TestClient, message: str, conversation: str | None = None) -> dict[str, object]:
    answer = client.post(CHAT, json={"message": message, "conversation_id": conversation})
    assert answer.status_code == 200
    found: dict[str, object] = answer.json()
    return found


def test_a_follow_up_is_answered_about_what_was_asked_before(client: TestClient) -> None:
    first = say(client, "Welche Erfahrungen gibt es mit dem Rufbus im Landkreis Hof?")
    second = say(client, "Und was kostet eine Fahrt?", str(first["conversation_id"]))
    alone = say(client, "Und was kostet eine Fahrt?")
    assert any(source["document_id"] == "fall-landkreis-hof-landbus" for source in second["sources"])  # type: ignore[attr-defined]
    assert second["sources"] != alone["sources"]


def test_what_is_told_of_the_municipality_is_shown_back_corrected_and_forgotten(client: TestClient) -> None:
    told = say(client, "Wir sind eine Gemeinde mit 8.000 Einwohnern in Nordhessen.")
    conversation = str(told["conversation_id"])
    assert told["outcome"] == "declined.profile"
    assert "8.000 Einwohner" in str(told["message"])
    assert told["profile"] == {"state": "HE", "population": 8000, "type": "landgemeinde", "phase": None}
    corrected = say(client, "Nein, wir haben 12.000 Einwohner.", conversation)
    assert corrected["profile"]["population"] == 12_000  # type: ignore[index]
    assert say(client, "Vergiss meine Angaben.", conversation)["profile"] is None


def test_an_ambiguous_own_town_is_asked_back_and_the_answer_settles_it(client: TestClient) -> None:
    asked = say(client, "Ich schreibe aus Neustadt.")
    assert asked["outcome"] == "clarify"
    settled = say(client, "Hessen", str(asked["conversation_id"]))
    assert settled["profile"]["state"] == "HE"  # type: ignore[index]


def test_a_deleted_conversation_is_forgotten(client: TestClient) -> None:
    first = say(client, "Wir sind eine Gemeinde mit 8.000 Einwohnern in Hessen.")
    conversation = str(first["conversation_id"])
    assert client.delete(f"{CONVERSATIONS}/{conversation}").status_code == 204
    assert client.delete(f"{CONVERSATIONS}/{conversation}").status_code == 404
    assert say(client, "Was kostet ein Rufbus auf dem Land?", conversation)["profile"] is None


def test_two_conversations_know_nothing_of_each_other(client: TestClient) -> None:
    say(client, "Wir sind eine Gemeinde mit 8.000 Einwohnern in Hessen.")
    assert say(client, "Was kostet ein Rufbus auf dem Land?")["profile"] is None


def test_a_single_detail_can_be_taken_back_and_the_rest_stays(client: TestClient) -> None:
    told = say(client, "Wir sind eine Gemeinde mit 8.000 Einwohnern in Nordhessen.")
    body = {"message": "Was kostet ein Rufbus?", "conversation_id": told["conversation_id"]}
    reply = client.post(CHAT, json={**body, "profile": {"state": None}}).json()
    assert reply["profile"] == {"state": None, "population": 8000, "type": "landgemeinde", "phase": None}
    again = client.post(CHAT, json={**body, "profile": {}}).json()
    assert again["profile"] == reply["profile"]
