"""A backend that speaks the widget's contract and says, word for word and cut for cut, what a test wrote down."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from api.widget.bundle import bundled

CONFIG: dict[str, Any] = {
    "documents": 137,
    "question_chars": 2000,
    "retention_days": 90,
    "states": {"HE": "Hessen", "BW": "Baden-Württemberg"},
    "types": {"gemeinde": "Gemeinde"},
    "phases": {"planung": "Planung"},
    "suggestions": ["Was kostet ein Rufbus?", "Wer fördert LoRaWAN?"],
}


@dataclass(frozen=True)
class Event:
    """One event of a stream; without an id it gets the next of its run."""

    name: str
    data: Any
    id: str | None = None


@dataclass(frozen=True)
class Hold:
    """The stream waits here until the test sets `go`."""

    go: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Cut:
    """The connection breaks here."""


@dataclass(frozen=True)
class Raw:
    """Bytes as they are, to say what no honest server says."""

    data: bytes


@dataclass(frozen=True)
class Refusal:
    """A problem document instead of a stream; `retry_after` in seconds."""

    status: int
    detail: str = "Das geht gerade nicht."
    retry_after: int | None = None


Step = Event | Hold | Cut | Raw
Answer = Sequence[Step] | Refusal


@dataclass(frozen=True)
class Received:
    """One request as it arrived."""

    method: str
    path: str
    headers: Message
    body: Any


@dataclass
class Script:
    """What the backend says. Each POST of a question takes the next of `answers`, the last one again and again.

    `live` is what a listener of a conversation gets, once. `documents` answers every other path: with JSON, with a
    `Refusal`, or with JSON behind a `Hold`, as a pair.
    """

    answers: list[Answer] = field(default_factory=list)
    live: list[Step] = field(default_factory=list)
    documents: dict[str, Any] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)

    def requests(self, method: str, beginning: str) -> list[Received]:
        """Return what arrived so far for paths that begin so."""
        return [one for one in self.received if one.method == method and one.path.startswith(beginning)]

    def next_answer(self) -> Answer:
        """Return what the next question gets."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def statement(text: str, *citations: int, at: int = 0) -> dict[str, Any]:
    """Return the data of a `statement` event."""
    return {"at": at, "text": text, "citations": list(citations), "kind": "fact", "heading": None}


def source(n: int, **other: Any) -> dict[str, Any]:
    """Return a source entry."""
    known = {
        "n": n, "document_id": f"doc-{n}", "passage_id": f"p{n}", "kind": "page", "title": f"Seite {n}",
        "heading": "Kosten", "url": f"https://example.org/{n}", "publisher": "Musterkreis",
        "as_of": "2025-05-01", "stale": False,
        "quote": "Der Rufbus kostet wenig.", "origins": [],
    }  # fmt: skip
    return {**known, **other}


def reply(statements: Sequence[str] = (), **other: Any) -> dict[str, Any]:
    """Return a whole reply, answered with these statements, each from a source of its own."""
    numbers = range(1, len(statements) + 1)
    told = [
        {"text": text, "citations": [n], "kind": "fact", "heading": None}
        for n, text in zip(numbers, statements, strict=True)
    ]
    known = {
        "conversation_id": "c" * 32, "message_id": "m" * 32, "outcome": "answered", "message": None, "statements": told,
        "sources": [source(n) for n in numbers], "cases": [], "funding": [], "plan": None, "profile": None,
        "clarification": None, "handoff": None, "confidence": 0.9, "language": "de",
        "generated_by": {"ai": True, "mode": "extractive", "model": None},
        "trace": {"steps_ms": {}, "query": "", "notes": {}},
    }  # fmt: skip
    return {**known, **other}


def answer(*statements: str, run: str = "r1", **other: Any) -> list[Step]:
    """Return the whole stream of an answer."""
    whole = reply(statements, **other)
    start = {"conversation_id": whole["conversation_id"], "message_id": whole["message_id"], "documents": 137}
    steps: list[Event] = [Event("start", start), Event("progress", {"step": "retrieve"})]
    for at, (entry, said) in enumerate(zip(whole["sources"], whole["statements"], strict=True)):
        steps += [Event("source", entry), Event("statement", {"at": at, **said})]
    steps += [Event("reply", whole)]
    return [Event(step.name, step.data, f"{run}.{n}") for n, step in enumerate(steps, 1)]


def said(text: str, author: str = "advisor", name: str | None = "Anna Muster", **other: Any) -> dict[str, Any]:
    """Return one entry of a thread."""
    known = {"id": f"id-{text}", "author": author, "text": text, "name": name, "said_at": "2026-11-27T10:00:00+01:00"}
    return {**known, "sources": [], "reply": None, **other}


@contextmanager
def scripted(script: Script) -> Iterator[str]:
    """Serve a script, and the real widget; give the address."""

    class Handler(_Handler):
        says = script

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    says: Script

    def handle(self) -> None:
        with suppress(ConnectionError):  # browsers leave whenever they like
            super().handle()

    def log_message(self, *_: object) -> None:
        pass

    def _take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "OPTIONS":
            self._send(204, b"")
            return
        path = urlsplit(self.path).path
        if path.startswith("/widget/"):
            self._send(200, bundled().script, "text/javascript")
            return
        sent = json.loads(body) if body else None
        self.says.received.append(Received(self.command, self.path, self.headers, sent))
        if (self.command, path) == ("POST", "/api/v1/chat"):
            self._stream(self.says.next_answer())
        elif self.command == "GET" and path.endswith("/events"):
            live, self.says.live = self.says.live, [Hold()]
            self._stream(live or [Hold()])
        else:
            self._document(path)

    do_GET = do_POST = do_PUT = do_DELETE = do_OPTIONS = _take

    def _document(self, path: str) -> None:
        known = {"/api/v1/widget": CONFIG, **self.says.documents}
        found = known.get(f"{self.command} {path}", known.get(path))
        if isinstance(found, tuple):
            found[0].go.wait(60)
            found = found[1]
        if found is None:
            found = Refusal(404, "Das gibt es hier nicht.")
        if isinstance(found, Refusal):
            self._refuse(found)
        elif self.command == "DELETE":
            self._send(204, b"")
        else:
            self._send(200, json.dumps(found).encode(), "application/json")

    def _refuse(self, refusal: Refusal) -> None:
        body = {
            "type": "about:blank",
            "title": "Fehler",
            "status": refusal.status,
            "detail": refusal.detail,
            "errors": [],
        }
        retry = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after is not None else {}
        self._send(refusal.status, json.dumps(body).encode(), "application/problem+json", retry)

    def _stream(self, steps: Answer) -> None:
        if isinstance(steps, Refusal):
            self._refuse(steps)
            return
        self._head(200, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"})
        for step in steps:
            if isinstance(step, Cut):
                self._break_off()
                return
            if isinstance(step, Hold):
                self._chunk(b": ping\n\n")
                step.go.wait(60)
            else:
                self._chunk(step.data if isinstance(step, Raw) else _encoded(step))
        self._chunk(b"")

    def _send(
        self, status: int, body: bytes, kind: str = "text/plain", headers: Mapping[str, str] | None = None
    ) -> None:
        length = {} if status == 204 else {"Content-Type": kind, "Content-Length": str(len(body))}
        self._head(status, {**length, **(headers or {})})
        if status != 204:
            self.wfile.write(body)

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        shared = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Headers": "content-type, idempotency-key, last-event-id",
            "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
            "Access-Control-Expose-Headers": "retry-after",
        }
        for name, value in {**shared, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _break_off(self) -> None:
        self.close_connection = True
        self.rfile.close()  # else the socket stays open behind it
        self.connection.close()


def _encoded(event: Event) -> bytes:
    number = f"id: {event.id}\n" if event.id else ""
    return f"{number}event: {event.name}\ndata: {json.dumps(event.data)}\n\n".encode()
