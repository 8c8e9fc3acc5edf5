"""What a program gets from the API: answers, hits and documents."""

import re

import pytest
from fastapi.testclient import TestClient

CHAT, SEARCH, DOCUMENTS = "/api/v1/chat", "/api/v1/search", "/api/v1/documents"
QUESTION = "Was kostet ein Rufbus auf dem Land?"
CONTRACT = set(
    "conversation_id message_id outcome statements sources cases funding clarification handoff confidence language "
    "generated_by trace".split()
)


def test_a_question_gets_an_answer_with_its_sources(client: TestClient) -> None:
    reply = client.post(CHAT, json={"message": QUESTION}).json()
    numbers = {source["n"] for source in reply["sources"]}
    assert reply["outcome"] == "answered"
    assert all(set(statement["citations"]) <= numbers for statement in reply["statements"])


@pytest.mark.parametrize("message", [QUESTION, "Guten Tag", "und oder aber", "Ich möchte mit einem Menschen sprechen"])
def test_every_reply_has_all_its_parts(client: TestClient, message: str) -> None:
    assert client.post(CHAT, json={"message": message}).json().keys() >= CONTRACT


def test_a_handoff_has_a_number_and_says_it(client: TestClient) -> None:
    reply = client.post(CHAT, json={"message": "Ich möchte mit einem Menschen sprechen"}).json()
    assert reply["outcome"] == "handoff.asked_for"
    assert re.fullmatch(r"L-[A-Z2-9]{8}", reply["handoff"]["id"])
    assert reply["handoff"]["id"] in reply["message"]


def test_no_two_handoffs_share_a_number(client: TestClient) -> None:
    replies = [client.post(CHAT, json={"message": "Rückruf"}).json() for _ in range(20)]
    assert len({reply["handoff"]["id"] for reply in replies}) == 20


def test_what_the_corpus_does_not_know_is_handed_over(client: TestClient) -> None:
    reply = client.post(CHAT, json={"message": "Xylofurz Quabbelmuck Zwirbelgnom?"}).json()
    assert reply["outcome"] == "handoff.no_evidence"
    assert reply["statements"] == []


def test_a_full_profile_is_taken(client: TestClient) -> None:
    body = {
        "message": QUESTION,
        "conversation_id": "abcdefgh-1234",
        "profile": {"state": "BY", "population": 8000, "type": "kleinstadt", "phase": "umsetzung"},
        "language": "de",
    }
    answer = client.post(CHAT, json=body)
    assert answer.status_code == 200
    assert answer.json()["conversation_id"] == "abcdefgh-1234"


def test_the_longest_question_allowed_is_taken(client: TestClient) -> None:
    assert client.post(CHAT, json={"message": "Rufbus " * 571 + "abc"}).status_code == 200


def test_the_chosen_language_is_spoken(client: TestClient) -> None:
    reply = client.post(CHAT, json={"message": "Guten Tag", "language": "en"}).json()
    assert reply["message"].startswith("Hello")


def test_invisible_characters_do_not_change_the_answer(client: TestClient) -> None:
    plain = client.post(CHAT, json={"message": QUESTION}).json()
    hidden = client.post(CHAT, json={"message": QUESTION.replace("Ruf", "Ruf\u00ad").replace(" ", "\u200b ", 1)}).json()
    assert hidden["statements"] == plain["statements"]


def test_search_gives_one_hit_per_document_best_first(client: TestClient) -> None:
    hits = client.get(SEARCH, params={"q": "Rufbus"}).json()["hits"]
    assert len({hit["document_id"] for hit in hits}) == len(hits) == 10
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_search_lifts_the_kind_of_municipality_and_the_phase_that_ask_and_says_so(client: TestClient) -> None:
    plain = client.get(SEARCH, params={"q": "Rufbus", "k": 50}).json()["hits"]
    lifted = client.get(SEARCH, params={"q": "Rufbus", "k": 50, "type": "landkreis", "phase": "betrieb"}).json()["hits"]
    before = {hit["document_id"]: hit["score"] for hit in plain}
    both = {"ebenfalls Landkreis", "gleiche Phase: Betrieb"}
    fitting = [hit for hit in lifted if both <= set(hit["reasons"]) and hit["document_id"] in before]
    assert fitting
    assert all(hit["score"] > before[hit["document_id"]] for hit in fitting)


@pytest.mark.parametrize("k", [1, 3, 100])
def test_search_gives_at_most_as_many_hits_as_asked_for(client: TestClient, k: int) -> None:
    assert 1 <= len(client.get(SEARCH, params={"q": "Rufbus", "k": k}).json()["hits"]) <= k


def test_search_gives_every_passage_when_asked_to(client: TestClient) -> None:
    hits = client.get(SEARCH, params={"q": "Rufbus", "k": 50, "per_passage": True}).json()["hits"]
    assert len({hit["passage_id"] for hit in hits}) == len(hits)
    assert len({hit["document_id"] for hit in hits}) < len(hits)


def test_a_hit_can_be_opened_as_a_document(client: TestClient) -> None:
    [hit] = client.get(SEARCH, params={"q": "Rufbus", "k": 1}).json()["hits"]
    document = client.get(f"{DOCUMENTS}/{hit['document_id']}").json()
    assert {"id": hit["passage_id"], "text": hit["text"]}.items() <= next(
        passage for passage in document["passages"] if passage["id"] == hit["passage_id"]
    ).items()


def test_a_document_comes_with_its_head_and_passages_in_order(client: TestClient) -> None:
    document = client.get(f"{DOCUMENTS}/leit-lorawan-netz-start").json()
    assert document["meta"]["kind"] == "guidance"
    positions = [passage["position"] for passage in document["passages"]]
    assert positions == list(range(len(positions)))


@pytest.mark.parametrize(
    "key", ["gibt-es-nicht", "a%2Fb", "straße-äöü", "%00", "%ff", "x" * 5000, "..%2f..%2fetc%2fpasswd", "leit%20x"]
)
def test_an_unknown_document_is_not_found(client: TestClient, key: str) -> None:
    answer = client.get(f"{DOCUMENTS}/{key}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
