"""A mail server and an endpoint for webhooks that run for real and fail as often as they are told."""

import ssl
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import SecretStr
from standardwebhooks import Webhook

from api.outbox.endpoints import Endpoint
from api.outbox.settings import OutboxSettings
from tests.api.store.conftest import both, empty

__all__ = ["both", "empty"]  # both databases, as the tests of the store have them
SECRET = "whsec_" + "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class MailServer:
    """Takes mails in; each Message-ID is answered with `refusals` first, addresses in `unknown` never accepted."""

    port: int = 0
    accepted: list[EmailMessage] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)
    refusals: Callable[[EmailMessage], int] = lambda _: 0
    refusal: str = "451 later"
    unknown: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any) -> str:
        if address in self.unknown:
            return self.unknown[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        self.tries[message["Message-ID"]] += 1
        if self.tries[message["Message-ID"]] <= self.refusals(message):
            return self.refusal
        self.accepted.append(message)
        return "250 OK"


@dataclass
class HookServer:
    """Takes webhooks in, each verified by the reference library; each id is answered with `refusals` first."""

    port: int = 0
    accepted: list[tuple[str, Any]] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)
    seen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    refusals: Callable[[Any], int] = lambda _: 0
    refusal: tuple[int, dict[str, str]] = (503, {})
    broken: list[str] = field(default_factory=list)

    def take(self, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str]]:
        try:
            payload = Webhook(SECRET).verify(body, headers)
        except Exception as error:
            self.broken.append(repr(error))
            return 400, {}
        known = headers["webhook-id"]
        self.tries[known] += 1
        self.seen[known].append(headers["webhook-timestamp"])
        if self.tries[known] <= self.refusals(payload):
            return self.refusal
        self.accepted.append((known, payload))
        return 204, {}


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, headers = self.server.hooks.take({name.lower(): value for name, value in self.headers.items()}, body)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None: ...


class _Server(ThreadingHTTPServer):
    def __init__(self, hooks: HookServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.hooks = hooks
        hooks.port = self.server_port


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def mail_server(free_port: Callable[[], int]) -> Iterator[MailServer]:
    taking = MailServer(free_port())
    controller = Controller(taking, hostname="127.0.0.1", port=taking.port)
    controller.start()
    yield taking
    controller.stop()


@pytest.fixture
def mail_settings(mail_server: MailServer) -> OutboxSettings:
    return OutboxSettings(
        smtp_host="127.0.0.1", smtp_port=mail_server.port, smtp_security="none", mail_from="Lotse <lotse@example.org>"
    )


@pytest.fixture
def hook_server() -> Iterator[HookServer]:
    hooks = HookServer()
    with _Server(hooks) as server:
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        running.start()
        yield hooks
        server.shutdown()
        running.join()


@pytest.fixture
def endpoint(hook_server: HookServer) -> Endpoint:
    address = f"http://127.0.0.1:{hook_server.port}/hooks"
    return Endpoint(name="crm", url=address, secret=SecretStr(SECRET), events=frozenset({"*"}), allow_private=True)


@pytest.fixture
def certified(tmp_path: Path) -> Callable[[str], tuple[ssl.SSLContext, ssl.SSLContext]]:
    """Give what trusts a new certificate for a name, and what a server shows it with."""

    def certify(name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        began = datetime.now(UTC) - timedelta(days=1)
        made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        made = made.not_valid_before(began).not_valid_after(began + timedelta(days=2))
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        certificate = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        secret = key.private_bytes(pem, form, serialization.NoEncryption())
        file = tmp_path / f"{name}.pem"
        file.write_bytes(secret + certificate)
        theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        theirs.load_cert_chain(file)
        return ssl.create_default_context(cadata=certificate.decode()), theirs

    return certify
