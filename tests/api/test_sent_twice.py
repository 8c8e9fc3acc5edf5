"""What arrives twice is done once, and guessing is slowed down; over HTTP and a real database."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.throttle import ADDRESSES, MISSES, SECONDS_PER_MISS, Guesses, Throttled
from api.wiring import Lotse
from tests.api.asking import CHAT, HANDOFFS, PERSON, WORKSHOP, lotse_behind, post


@pytest.fixture(scope="module")
def people(
    copied: Callable[[], Path], ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    """Ask a Lotse of its own."""
    with ready_client(copied()) as opened:
        yield opened


@pytest.fixture(scope="module")
def lotse_of(people: TestClient) -> Lotse:
    return lotse_behind(people)


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


def by_the_api(people: TestClient, reply: dict[str, Any]) -> None:
    people.delete(f"/api/v1/conversations/{reply['conversation_id']}")


def by_its_page(people: TestClient, reply: dict[str, Any]) -> None:
    people.post(f"/gespraech/{reply['conversation_id']}/loeschen", data={"sure": "yes"})


def by_the_page_of_the_handoff(people: TestClient, reply: dict[str, Any]) -> None:
    people.post(f"/anliegen/{reply['handoff']['code']}/entfernen", data={"sure": "yes"})


@pytest.mark.parametrize(
    ("deleted", "message"),
    [(by_the_api, "Hallo"), (by_its_page, "Hallo"), (by_the_page_of_the_handoff, PERSON)],
)
def test_what_was_deleted_is_answered_anew_and_not_from_memory(
    people: TestClient, deleted: Callable[..., None], message: str
) -> None:
    key = f"geloescht-{deleted.__name__}"
    reply = post(people, CHAT, key=key, message=message)
    kept = f"/api/v1/conversations/{reply['conversation_id']}"
    deleted(people, reply)
    assert people.get(kept).status_code == 404
    post(people, CHAT, key=key, message=message)
    assert [said["author"] for said in people.get(kept).json()["thread"]] == ["asker", "assistant"]


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
