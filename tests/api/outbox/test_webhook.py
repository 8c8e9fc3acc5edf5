"""Webhooks follow Standard Webhooks 1.0.0, go where the operator said and nowhere else, and tell only what they may."""

import http.server
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import yaml
from pydantic import SecretStr
from standardwebhooks import Webhook

from api.outbox.endpoints import Endpoint, WebhooksInvalid, events_to, read_endpoints
from api.outbox.entry import Entry
from api.outbox.failures import Refused, TryLater, Unreachable
from api.outbox.webhook import Hooks, signed
from tests.api.outbox.conftest import NOW, SECRET, HookServer

GOOD = {"name": "crm", "url": "https://crm.example.org/lotse", "secret": SECRET, "events": ["handoff.created"]}


def now() -> datetime:
    """The reference library looks at the real clock."""
    return datetime.now(UTC)


@pytest.fixture
def entry(endpoint: Endpoint) -> Entry:
    return events_to([endpoint], "handoff.created", {"number": "L-1", "topic": None}, key="handoff:L-1", at=NOW)[0]


def test_the_reference_library_verifies_what_arrives(hook_server: HookServer, endpoint: Endpoint, entry: Entry) -> None:
    Hooks({"crm": endpoint}, now)(entry)
    told = {"type": "handoff.created", "timestamp": "2026-11-27T12:00:00Z", "data": {"number": "L-1", "topic": None}}
    assert (hook_server.broken, [payload for _, payload in hook_server.accepted]) == ([], [told])


def test_a_secret_of_someone_else_does_not_verify(hook_server: HookServer, endpoint: Endpoint, entry: Entry) -> None:
    other = endpoint.model_copy(update={"secret": SecretStr("whsec_" + "b3RoZXJvdGhlcm90aGVyb3RoZXJvdGhl")})
    with pytest.raises(TryLater, match="Status 400"):
        Hooks({"crm": other}, now)(entry)
    assert (hook_server.accepted, len(hook_server.broken)) == ([], 1)


def test_the_id_stays_over_tries_and_the_time_is_that_of_the_try() -> None:
    first, second = signed("key", "{}", SECRET, NOW), signed("key", "{}", SECRET, NOW + timedelta(hours=1))
    assert first["webhook-id"] == second["webhook-id"] != signed("other", "{}", SECRET, NOW)["webhook-id"]
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 3600


def test_the_signature_is_the_one_the_standard_shows() -> None:
    body, moment = '{"test": 2432232314}', datetime.fromtimestamp(1_614_265_330, UTC)
    expected = Webhook("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign("msg_p5jXN8AQM9LWM0D4loKWxJek", moment, body)
    assert expected == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    ("status", "headers", "kind", "wait"),
    [
        (500, {}, TryLater, timedelta()),
        (404, {}, TryLater, timedelta()),
        (429, {"Retry-After": "120"}, TryLater, timedelta(minutes=2)),
        (503, {"Retry-After": "99999999"}, TryLater, timedelta(days=1)),
        (503, {"Retry-After": "soon"}, TryLater, timedelta()),
        (302, {"Location": "/elsewhere"}, TryLater, timedelta()),
        (410, {}, Refused, None),
    ],
)
def test_what_an_answer_means(
    hook_server: HookServer,
    endpoint: Endpoint,
    entry: Entry,
    status: int,
    headers: dict[str, str],
    kind: type[Exception],
    wait: timedelta | None,
) -> None:
    hook_server.refusals, hook_server.refusal = (lambda _: 1), (status, headers)
    with pytest.raises(kind, match=f"Status {status}") as caught:
        Hooks({"crm": endpoint}, now)(entry)
    assert type(caught.value) is kind
    assert getattr(caught.value, "after", None) == wait
    assert hook_server.tries.total() == 1  # a redirect is not followed


def test_a_date_in_retry_after_is_understood(hook_server: HookServer, endpoint: Endpoint, entry: Entry) -> None:
    date = format_datetime(NOW + timedelta(minutes=10), usegmt=True)
    hook_server.refusals, hook_server.refusal = (lambda _: 1), (503, {"Retry-After": date})
    clock = iter([now(), NOW])  # one reading for the signature, one for the answer
    with pytest.raises(TryLater) as caught:
        Hooks({"crm": endpoint}, lambda: next(clock))(entry)
    assert caught.value.after == timedelta(minutes=10)


@pytest.mark.parametrize("found", [["127.0.0.1"], ["192.0.43.8", "10.0.0.1"], ["::1"], ["169.254.169.254"]])
def test_a_name_that_leads_into_a_private_network_is_refused(
    hook_server: HookServer, endpoint: Endpoint, entry: Entry, found: list[str]
) -> None:
    public = endpoint.model_copy(update={"allow_private": False})
    with pytest.raises(Refused, match="privaten Netz"):
        Hooks({"crm": public}, now, lambda _host, _port: found)(entry)
    assert hook_server.tries.total() == 0


def test_the_checked_address_is_connected_to_and_the_name_is_asked_once(
    hook_server: HookServer, endpoint: Endpoint, entry: Entry
) -> None:
    named = endpoint.model_copy(update={"url": f"http://hook.example.org:{hook_server.port}/hooks"})
    answers = iter([["127.0.0.1"]])
    Hooks({"crm": named}, now, lambda _host, _port: next(answers))(entry)
    assert len(hook_server.accepted) == 1


@contextmanager
def secured(theirs: ssl.SSLContext) -> Iterator[int]:
    """Run a server with a certificate that takes everything."""

    class Taking(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(204 if self.headers["Host"].startswith("hook.example.org") else 400)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    class Quiet(http.server.HTTPServer):
        def handle_error(self, *_: object) -> None: ...

    with Quiet(("127.0.0.1", 0), Taking) as server:
        server.socket = theirs.wrap_socket(server.socket, server_side=True)
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        running.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            running.join()


@pytest.mark.parametrize(("certificate", "fits"), [("hook.example.org", True), ("other.example.org", False)])
def test_the_certificate_must_be_of_the_name_though_the_address_is_pinned(
    certified: Callable[[str], tuple[ssl.SSLContext, ssl.SSLContext]],
    endpoint: Endpoint,
    entry: Entry,
    certificate: str,
    fits: bool,
) -> None:
    ours, theirs = certified(certificate)
    with secured(theirs) as port:
        named = endpoint.model_copy(update={"url": f"https://hook.example.org:{port}/hooks"})
        hooks = Hooks({"crm": named}, now, lambda _host, _port: ["127.0.0.1"], ours)
        if fits:
            hooks(entry)
        else:
            with pytest.raises(Unreachable, match="Zertifikat"):
                hooks(entry)


def test_an_endpoint_nobody_answers_at_is_unreachable_and_an_unknown_one_refused(
    free_port: Callable[[], int], endpoint: Endpoint, entry: Entry
) -> None:
    away = endpoint.model_copy(update={"url": f"http://127.0.0.1:{free_port()}/"})
    with pytest.raises(Unreachable, match="nicht erreichbar"):
        Hooks({"crm": away}, now)(entry)
    with pytest.raises(Refused, match="LOTSE_WEBHOOKS"):
        Hooks({"crm": endpoint}, now)(replace(entry, to="gone"))


def test_an_event_goes_to_those_who_want_it_and_tells_neither_question_nor_contact(endpoint: Endpoint) -> None:
    some = endpoint.model_copy(update={"name": "some", "events": frozenset({"handoff.answered"})})
    keys = [one.key for one in events_to([endpoint, some], "handoff.created", {"number": "L-1"}, key="k", at=NOW)]
    assert keys == ["k:crm"]
    for more in ("question", "email", "text"):
        with pytest.raises(ValueError, match=more):
            events_to([endpoint], "handoff.created", {"number": "L-1", more: "x"}, key="k", at=NOW)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "Das CRM"}, "Empfänger 1: name passt nicht. Erlaubt sind kleine Buchstaben"),
        ({"url": "http://crm.example.org"}, "Empfänger 1: url: ohne Verschlüsselung"),
        ({"url": "ftp://crm.example.org"}, "Empfänger 1: url: gebraucht wird eine Adresse mit https://"),
        ({"url": "https://user:word@crm.example.org"}, "ohne Anmeldedaten"),
        ({"url": "https://crm.example.org:99999"}, "Empfänger 1: url: gebraucht wird"),
        ({"secret": "whsec_kurz"}, "Empfänger 1: secret: gebraucht werden 24 bis 64 Bytes"),
        ({"events": ["Handoff Created"]}, "„Handoff Created“ ist kein Ereignis"),
        ({"events": []}, "Empfänger 1: events hat keinen gültigen Wert."),
        ({"event": ["x"]}, "Empfänger 1: event ist unbekannt."),
    ],
)
def test_a_wrong_endpoint_is_named_in_german(tmp_path: Path, changed: dict[str, object], sentence: str) -> None:
    file = tmp_path / "webhooks.yaml"
    file.write_text(yaml.safe_dump([GOOD | changed]), encoding="utf-8")
    with pytest.raises(WebhooksInvalid) as caught:
        read_endpoints(file)
    assert sentence in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("- [", "kein gültiges YAML"), ("{}", "Liste von Empfängern"), (json.dumps([GOOD, GOOD]), "Namen zweimal"),
     ("- name: crm", "Empfänger 1: url fehlt."), ("- crm", "Empfänger 1: Eintrag hat keinen gültigen Wert.")],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, content: str, sentence: str) -> None:
    (tmp_path / "webhooks.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(WebhooksInvalid, match=sentence):
        read_endpoints(tmp_path / "webhooks.yaml")


def test_a_file_that_is_not_there_says_so_and_no_file_means_no_endpoints(tmp_path: Path) -> None:
    with pytest.raises(WebhooksInvalid, match="nicht lesen"):
        read_endpoints(tmp_path / "none.yaml")
    assert read_endpoints(None) == {}
