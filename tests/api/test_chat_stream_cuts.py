"""Whatever happens to the connection, a message is answered once, and whoever comes back has the whole answer."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from httpx2 import Client

from tests.api.streaming import CHAT, EVENTS, Shown, Site, answered, site_over

RUFBUS = {"message": "Was kostet ein Rufbus?"}
MESSAGES = {
    "answered": RUFBUS,
    "answered.partial": {"message": "Was kostet ein Rufbus? Was kostet der Rufbus in Kassel?"},
    "handoff.no_evidence": {"message": "Was kostet der Rufbus in Kassel?"},
    "several": {"message": "Wie viel Zuschuss zahlt der Bund für den Glasfaserausbau? Was kostet ein Rufbus?"},
    "clarify": {"message": "Lemgo"},
}


@pytest.fixture(scope="module")
def site(copied: Callable[[], Path]) -> Iterator[Site]:
    with site_over(copied(), send_buffer=4_096) as served:
        yield served


@pytest.fixture
def client(site: Site) -> Iterator[Client]:
    with site.client() as opened:
        yield opened


@pytest.mark.parametrize("outcome", MESSAGES)
def test_cut_after_every_few_events_the_answer_is_the_same_and_made_once(
    site: Site, client: Client, outcome: str
) -> None:
    body = MESSAGES[outcome]
    whole = Shown().read(client, f"in-einem-zug-{outcome.replace('.', '-')}", body)
    assert whole.last
    assert whole.last["outcome"] == ("answered" if outcome == "several" else outcome)
    for every in range(1, len(whole.names)):
        joined = Shown().read_cut(client, f"zerschnitten-{outcome.replace('.', '-')}-{every:03}", body, every)
        assert joined.names == whole.names  # nothing twice, nothing left out
        assert (joined.statements, joined.sources) == (whole.statements, whole.sources)
        assert joined.last
        assert answered(joined.last) == answered(whole.last)
        assert len(joined.runs) == 1
        assert site.kept(joined.last) == ["asker", "assistant"]
        handoffs = site.lotse.askers.handoffs.of_conversation(joined.last["conversation_id"])
        assert len(handoffs) == outcome.startswith("handoff")


def test_who_resumes_elsewhere_begins_again(client: Client) -> None:
    shown = Shown().read(client, "anderswo-schluessel-1", RUFBUS)
    for strange in ("0123456789abcdef.3", f"{next(iter(shown.runs))}.x", "unsinn", "."):
        again = Shown(last_id=strange).read(client, "anderswo-schluessel-1", RUFBUS)
        assert (again.names, again.statements, again.last) == (shown.names, shown.statements, shown.last)


def test_who_comes_back_after_the_end_hears_only_what_is_missing(client: Client) -> None:
    shown = Shown().read(client, "danach-schluessel-0001", RUFBUS)
    for missing in range(3):
        number = len(shown.names) - missing
        late = Shown(last_id=f"{next(iter(shown.runs))}.{number}").read(client, "danach-schluessel-0001", RUFBUS)
        assert late.names == shown.names[number:]


def test_two_who_ask_with_one_key_at_one_moment_follow_one_computation(site: Site) -> None:
    together = threading.Barrier(8)

    def ask(n: int) -> dict[str, Any] | None:
        with site.client() as client:
            together.wait()
            if n % 2:
                return Shown().read(client, "zugleich-schluessel-1", MESSAGES["handoff.no_evidence"]).last
            headers = {"Idempotency-Key": "zugleich-schluessel-1"}
            found: dict[str, Any] = client.post(CHAT, json=MESSAGES["handoff.no_evidence"], headers=headers).json()
            return found

    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(ask, range(8)))
    assert replies[0]
    assert all(reply == replies[0] for reply in replies)
    assert site.kept(replies[0]) == ["asker", "assistant"]
    assert len(site.lotse.askers.handoffs.of_conversation(replies[0]["conversation_id"])) == 1


def test_who_does_not_read_harms_nobody(site: Site, client: Client) -> None:
    where = urlsplit(site.address)
    asleep = []
    try:
        for n in range(60):  # more than there are threads of any kind
            one = socket.socket()
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
            one.connect((where.hostname, where.port))
            body = b'{"message": "Was kostet ein Rufbus?"}'
            head = f"POST {CHAT} HTTP/1.1\r\nHost: lotse\r\nAccept: {EVENTS}\r\nContent-Type: application/json\r\n"
            head += f"Idempotency-Key: schlaeft-{n:016}\r\nContent-Length: {len(body)}\r\n\r\n"
            one.sendall(head.encode() + body)
            asleep.append(one)
        shown = Shown().read(client, "wach-schluessel-000001", MESSAGES["several"])
        assert shown.names[-1] == "reply"
        late = Shown().read(client, f"schlaeft-{59:016}", RUFBUS)
        assert late.names[-1] == "reply"
    finally:
        for one in asleep:
            one.close()


def test_a_deleted_conversation_is_not_told_again(site: Site, client: Client) -> None:
    shown = Shown().read(client, "geloescht-schluessel-1", RUFBUS)
    assert shown.last
    assert client.delete(f"/api/v1/conversations/{shown.last['conversation_id']}").status_code == 204
    again = Shown().read(client, "geloescht-schluessel-1", RUFBUS)
    assert again.runs.isdisjoint(shown.runs)
    assert site.kept(shown.last) == ["asker", "assistant"]  # of the message that was sent anew
