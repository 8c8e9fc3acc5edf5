"""A bad line between browser and Lotse: holds, cuts, refuses or changes what passes, and knows where an event ends."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import urlsplit

# Ended as if whole, broken off between two events, or in the middle of an event.
Cut = Literal["ended", "broken", "torn"]
_OF_ONE_HOP = {
    "connection",
    "keep-alive",
    "transfer-encoding",
    "content-length",
    "host",
}


def _open() -> threading.Event:
    gate = threading.Event()
    gate.set()
    return gate


@dataclass
class Line:
    """How the line behaves, changed at any time, and what has passed.

    Each stream of an answer is cut after `cut_after` events in the way of `cut`; it stops after `hold_after` events
    while `go` is not set. A request whose method and path `down` returns true for finds nobody. `change` gets the
    method and path of a request, or the name of an event, with the JSON that comes back, and returns what arrives.
    `answering` holds a name for each stream of an answer that passes at the moment.
    """

    cut_after: int | None = None
    cut: Cut = "broken"
    hold_after: int = 0
    go: threading.Event = field(default_factory=_open)
    down: Callable[[str], bool] = lambda _: False
    change: Callable[[str, Any], Any] = lambda _, content: content
    events: list[bytes] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    cuts: int = 0
    answering: set[object] = field(default_factory=set)

    def mend(self) -> None:
        """Let everything pass from now on."""
        self.cut_after, self.down = None, lambda _: False
        self.go.set()

    def hold(self, after: int = 0) -> None:
        """Let the next streams stop after so many events until `mend`."""
        self.hold_after = after
        self.go.clear()


@contextmanager
def relaying(upstream: str) -> Iterator[tuple[str, Line]]:
    """Pass requests on to `upstream`; give the address to ask instead, and the line."""
    line, target = Line(), urlsplit(upstream)

    class Handler(_Handler):
        passing = line
        server_at = (target.hostname or "", target.port or 80)

    relay = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    relay.daemon_threads = True
    threading.Thread(target=relay.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{relay.server_address[1]}", line
    finally:
        line.mend()
        relay.shutdown()
        relay.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    passing: Line
    server_at: tuple[str, int]

    def handle(self) -> None:
        with suppress(ConnectionError):  # browsers leave whenever they like
            super().handle()

    def log_message(self, *_: object) -> None:
        pass

    def _pass_on(self) -> None:
        request = f"{self.command} {self.path}"
        self.passing.requests.append(request)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.passing.down(request):
            self._break_off()
            return
        kept = {name: value for name, value in self.headers.items() if name.lower() not in _OF_ONE_HOP}
        if request == "POST /api/v1/chat":
            self.passing.answering.add(self)
        with closing(HTTPConnection(*self.server_at, timeout=60)) as server:
            try:
                server.request(self.command, self.path, body, kept)
                self._answer(server.getresponse())
            except (HTTPException, OSError):  # the server has gone, or the browser
                self._break_off()
            finally:
                self.passing.answering.discard(self)

    do_GET = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_HEAD = _pass_on

    def _answer(self, response: HTTPResponse) -> None:
        self.send_response_only(response.status)
        for name, value in response.getheaders():
            if name.lower() not in _OF_ONE_HOP:
                self.send_header(name, value)
        if "text/event-stream" in (response.getheader("Content-Type") or ""):
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self._stream(response)
        else:
            content = response.read()
            if content and "json" in (response.getheader("Content-Type") or ""):
                content = self._changed(f"{self.command} {self.path}", content)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def _stream(self, response: HTTPResponse) -> None:
        line, of_an_answer, passed = self.passing, self.command == "POST", 0
        for event in _blocks(response):
            counts = of_an_answer and not event.startswith(b":")
            if counts and passed == line.cut_after:
                self._cut(event)
                return
            if counts and passed >= line.hold_after:
                line.go.wait()
            self._chunk(self._changed_event(event))
            if counts:
                passed += 1
                line.events.append(event)
        self._chunk(b"")

    def _changed_event(self, event: bytes) -> bytes:
        lines = event.split(b"\n")
        name = next((line[6:].strip().decode() for line in lines if line.startswith(b"event:")), "")
        return b"\n".join(b"data: " + self._changed(name, line[5:]) if line[:5] == b"data:" else line for line in lines)

    def _changed(self, what: str, content: bytes) -> bytes:
        return json.dumps(self.passing.change(what, json.loads(content))).encode()

    def _cut(self, event: bytes) -> None:
        self.passing.cuts += 1
        if self.passing.cut == "torn":
            self._chunk(event[: len(event) // 2])
        if self.passing.cut == "ended":
            self._chunk(b"")
        else:
            self._break_off()

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _break_off(self) -> None:
        """Break the connection off; what has been sent still arrives, but not the end of the answer."""
        self.close_connection = True
        self.rfile.close()  # else the socket stays open behind it
        self.connection.close()


def _blocks(response: HTTPResponse) -> Iterator[bytes]:
    """Give each event or comment of a stream, whole, with the empty line that ends it."""
    block = b""
    while read := response.readline():
        block += read
        if read in (b"\n", b"\r\n"):
            yield block
            block = b""
