"""A language model on loopback that speaks OpenAI's protocol and says what was written for it. Knows no attack.

`ModelServer()` starts at once; give its `url` to LOTSE_MODEL_URL, queue replies with `will`, look at `requests` after.
"""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PIECE = 7  # characters in one chunk of the stream


@dataclass(frozen=True)
class Says:
    """One reply: its text in pieces, or a status that refuses; `cut` ends the connection after so many characters."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    silent_s: float = 0.0  # before the first byte
    trickle_s: float = 0.0  # between comments that keep the connection alive and say nothing
    paced: Callable[[str], None] | None = None  # is given what was said, before the first byte and each piece; may wait


def answer(*statements: tuple[str, str], completeness: str = "full") -> Says:
    """Say statements, each with the token it cites."""
    said = [{"text": text, "citations": [token]} for text, token in statements]
    return Says(json.dumps({"statements": said, "completeness": completeness}, ensure_ascii=False))


Answering = Callable[[dict[str, Any]], Says]


class ModelServer:
    """The server. Without a queued reply it does what `otherwise` says; without that it refuses with 500."""

    def __init__(
        self, otherwise: Callable[[dict[str, Any]], Says] | None = None, models: tuple[str, ...] = ("m",)
    ) -> None:
        self.models, self.requests = models, list[dict[str, Any]]()
        self.queue: deque[Says] = deque()
        self.otherwise = otherwise or (lambda _: Says(status=500))
        self.over, self.left = threading.Event(), threading.Event()  # left: a client went before the end
        server = self

        class Handler(_Handler):
            model = server

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def will(self, *replies: Says) -> None:
        """Queue replies, the next first."""
        self.queue.extend(replies)

    def reply_to(self, body: dict[str, Any]) -> Says:
        """Return what is said to a request, and remember the request."""
        self.requests.append(body)
        return self.queue.popleft() if self.queue else self.otherwise(body)

    @property
    def charged(self) -> int:
        """How many requests were taken, and would be on the bill."""
        return sum(not body.get("refused") for body in self.requests)

    def close(self) -> None:
        """Stop; a reply that is still awaited comes at once."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def serving(otherwise: Callable[[dict[str, Any]], Says] | None = None) -> Iterator[ModelServer]:
    """Run a model server for a while."""
    model = ModelServer(otherwise)
    try:
        yield model
    finally:
        model.close()


class _Handler(BaseHTTPRequestHandler):
    model: ModelServer
    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        with suppress(ConnectionError):  # the client may go whenever it likes
            super().handle()

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        data = [{"id": name, "object": "model", "created": 0, "owned_by": "lotse"} for name in self.model.models]
        self._plain(200, {"object": "list", "data": data})

    def do_POST(self) -> None:
        body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        says = self.model.reply_to(body)
        if says.silent_s:
            self.model.over.wait(says.silent_s)
        if says.paced:
            says.paced("")
        if says.status != 200:
            body["refused"] = True
            self._plain(says.status, {"error": {"message": "no", "type": "scripted", "code": None}}, says.headers)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            self._stream(says)
        except OSError:  # the client has gone
            self.close_connection = True
            self.model.left.set()

    def _stream(self, says: Says) -> None:
        while says.trickle_s and not self.model.over.wait(says.trickle_s):
            self._chunk(": still there\n\n")
        text = says.text if says.cut is None else says.text[: says.cut]
        for at in range(0, len(text), PIECE):
            if says.paced:
                says.paced(text[:at])
            self._event({"role": "assistant", "content": text[at : at + PIECE]}, None)
        if says.cut is not None:
            self.close_connection = True  # without the last chunk: the connection breaks
            return
        self._event({}, "stop")
        self._chunk("data: [DONE]\n\n")
        self._chunk("")

    def _event(self, delta: dict[str, str], finish: str | None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
        self._chunk(f"data: {json.dumps(event)}\n\n")

    def _chunk(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _plain(self, status: int, content: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        data = json.dumps(content).encode()
        self.send_response(status)
        kinds = {"Content-Type": "application/json", "Content-Length": str(len(data))}
        for name, value in {**kinds, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
