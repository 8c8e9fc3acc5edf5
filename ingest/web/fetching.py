"""Asks websites for pages: the door to httpx2 for all that ingestion fetches.

Each host is asked at its pace and each answer read up to a limit. A name is resolved once and exactly the checked
address connected to, redirects are handed back, cookies and proxies are not used.
"""

import ssl
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.errors import AddressRefused, FetchFailed, FileTooLarge
from ingest.web.pace import Clock, Pace
from knowledge.addresses import Allowed, Resolve, checked_address, resolved
from knowledge.errors import AddressPrivate, AddressUnknown
from knowledge.retry_after import asked_wait

if TYPE_CHECKING:
    import httpx2

AGENT = "Lotse"
PORTS = frozenset({80, 443, 8080, 8443})  # in the open internet; hosts that an operator allowed have others, too
TIMEOUT_S = 20.0  # for connecting, and for each part of an answer
SLOWEST = timedelta(minutes=2)  # for a whole answer
LONGEST_WISH = timedelta(minutes=5)  # a Retry-After beyond is not waited for
TRIES = 3
BACKOFF_S = 10.0  # before the second try; three times as much before the third
_OPEN = 8  # connections kept, each to one host
_SHORT = 16_384  # bytes of a body that nobody wants, and that is read all the same
_BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for: at most once in `every_s` seconds of one host, `max_bytes` of body, unless it is as before."""

    address: str
    every_s: float = 1.0
    max_bytes: int = 20 * 2**20
    etag: str = ""
    modified: str = ""
    method: str = "GET"
    tries: int = TRIES


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; names of `headers` are small, `body` is empty unless the status is 2xx and it was wanted."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The type the server names, small and without parameters; empty when it names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


Wanted = Callable[[Answer], bool]


class Fetcher:
    """Fetches one page after the other; use it as a context, it keeps connections."""

    def __init__(
        self, allowed: Allowed, clock: Clock, resolve: Resolve = resolved, tls: ssl.SSLContext | None = None
    ) -> None:
        """`allowed` are hosts inside the house that may be asked.

        `tls` says whom to trust; by default the authorities of this machine.
        """
        self._allowed, self._clock, self._resolve = allowed, clock, resolve
        self._tls = tls
        self._pace = Pace(clock)
        self._open: dict[tuple[str, str, int], tuple[httpx2.Client, str]] = {}

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        while self._open:
            self._forget(next(iter(self._open)))

    def fetch(self, ask: Ask, wanted: Wanted = lambda _answer: True) -> Answer:
        """Return the answer; `wanted` says by status and headers whether its body is worth reading.

        Waits before, so that the host is not asked too often, and tries again when it says that it is busy.
        Raises FetchFailed.
        """
        for tried in range(1, ask.tries + 1):
            answer = self._asked(ask, wanted)
            if answer.status not in _BUSY or tried == ask.tries:
                break
            wish = asked_wait(answer.headers.get("retry-after", ""), self._clock.now(), timedelta.max)
            if wish > LONGEST_WISH:
                break
            self._clock.sleep(max(wish.total_seconds(), BACKOFF_S * 3 ** (tried - 1)))
        return answer

    def missing(self, address: str, every_s: float) -> float:
        """Return how many seconds are missing until the host of an address may be asked."""
        return self._pace.missing(urlsplit(address).netloc, every_s)

    def _asked(self, ask: Ask, wanted: Wanted) -> Answer:
        import httpx2

        for last in (False, True):  # a connection that was kept may be gone when it is used: once more with a new one
            self._pace.wait(urlsplit(ask.address).netloc, ask.every_s)
            try:
                with self._streamed(ask) as response:
                    return self._read(response, ask, wanted)
            except httpx2.TimeoutException as error:
                raise FetchFailed("Der Server antwortet nicht rechtzeitig.") from error
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                self._forget(_host(ask.address))
                if last or not isinstance(error, httpx2.RemoteProtocolError | httpx2.ReadError):
                    raise FetchFailed(_sentence(error)) from error
        raise AssertionError("unreachable")

    @contextmanager
    def _streamed(self, ask: Ask) -> Iterator["httpx2.Response"]:
        client, address = self._connected(*_host(ask.address))
        url = urlsplit(ask.address)
        host = f"[{address}]" if ":" in address else address
        pinned = url._replace(netloc=f"{host}:{_host(ask.address)[2]}").geturl()
        headers = {"Host": url.netloc, "If-None-Match": ask.etag, "If-Modified-Since": ask.modified}
        sni = {"sni_hostname": url.hostname or ""}
        given = {name: value for name, value in headers.items() if value}
        client.cookies.clear()  # what an earlier answer wanted remembered
        with client.stream(ask.method, pinned, headers=given, extensions=sni) as response:
            yield response

    def _connected(self, scheme: str, host: str, port: int) -> tuple["httpx2.Client", str]:
        """Return what talks to a host, and the checked address it talks to."""
        import httpx2

        if (kept := self._open.get((scheme, host, port))) is not None:
            return kept
        try:
            address = checked_address(host, port, self._allowed, self._resolve)
        except AddressUnknown as error:
            raise FetchFailed(str(error)) from error
        except AddressPrivate as error:
            raise AddressRefused(f"{error} Soll es gelesen werden, nennen Sie es in LOTSE_INGEST_PRIVATE.") from error
        if port not in PORTS and not self._allowed.holds(host, address):
            raise AddressRefused(f"Der Port {port} ist nicht erlaubt.")
        while len(self._open) >= _OPEN:
            self._forget(next(iter(self._open)))
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept-Language": "de"}
        if scheme == "https" and self._tls is None:
            self._tls = ssl.create_default_context()  # reads a long list of authorities: not before it is needed
        client = httpx2.Client(verify=self._tls or False, trust_env=False, timeout=TIMEOUT_S, headers=headers)
        self._open[scheme, host, port] = client, address
        return client, address

    def _forget(self, host: tuple[str, str, int]) -> None:
        if (kept := self._open.pop(host, None)) is not None:
            kept[0].close()

    def _read(self, response: "httpx2.Response", ask: Ask, wanted: Wanted) -> Answer:
        headers = {name.lower(): response.headers[name] for name in response.headers}
        answer = Answer(response.status_code, headers)
        if ask.method == "HEAD" or not 200 <= answer.status < 300 or not wanted(answer):
            if headers.get("content-length", "").isdigit() and int(headers["content-length"]) <= _SHORT:
                deque(response.iter_raw(), maxlen=0)  # costs less than another connection
            return answer
        until, parts, size = self._clock.now() + SLOWEST, list[bytes](), 0
        for part in response.iter_bytes():
            size += len(part)
            if size > ask.max_bytes:
                raise FileTooLarge(f"Die Datei ist größer als {ask.max_bytes // 2**20} MB.")
            if self._clock.now() > until:
                raise FetchFailed("Der Server schickt die Seite zu langsam.")
            parts.append(part)
        return Answer(answer.status, headers, b"".join(parts))


def _host(address: str) -> tuple[str, str, int]:
    url = urlsplit(address)
    return url.scheme, url.hostname or "", url.port or (443 if url.scheme == "https" else 80)


def _sentence(error: Exception) -> str:
    import httpx2

    if isinstance(error, httpx2.ConnectError):
        return "Der Server ist nicht erreichbar, oder sein Zertifikat ist nicht gültig."
    return "Der Server antwortet nicht so, wie es das Web verlangt."
