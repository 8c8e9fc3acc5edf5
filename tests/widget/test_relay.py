"""The bad line itself: what it says it does to a stream, it does; else the proofs that rest on it prove nothing."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import IncompleteRead, RemoteDisconnected
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.widget.relay import Cut, relaying

EVENTS = [f'id: r.{n}\nevent: statement\ndata: {{"n": {n}}}\n\n'.encode() for n in range(1, 6)]


@contextmanager
def streaming() -> Iterator[str]:
    """Serve a stream of five events with a comment between them."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.wfile.write(b": ping\n\n".join(EVENTS))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def read(address: str) -> bytes:
    """Return what arrives of the stream, also when it breaks."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(urllib.request.Request(f"{address}/chat", b"{}"), timeout=60) as answer:
        try:
            arrived: bytes = answer.read()
        except IncompleteRead as broken:
            arrived = broken.partial
    return arrived


def test_passes_a_stream_on_as_it_is() -> None:
    with streaming() as upstream, relaying(upstream) as (address, line):
        assert read(address) == b": ping\n\n".join(EVENTS)
        assert (line.requests, line.cuts, line.events) == (["POST /chat"], 0, EVENTS)


@pytest.mark.parametrize(
    ("how", "arrives"), [("ended", b""), ("broken", b""), ("torn", EVENTS[2][: len(EVENTS[2]) // 2])]
)
def test_cuts_after_two_events(how: Cut, arrives: bytes) -> None:
    with streaming() as upstream, relaying(upstream) as (address, line):
        line.cut_after, line.cut = 2, how
        assert read(address) == b": ping\n\n".join([*EVENTS[:2], arrives])
        assert (line.cuts, line.events) == (1, EVENTS[:2])


def test_refuses_what_is_down_and_changes_what_arrives() -> None:
    with streaming() as upstream, relaying(upstream) as (address, line):
        line.down = lambda request: request == "POST /chat"
        with pytest.raises(RemoteDisconnected):
            read(address)
        line.mend()
        line.change = lambda what, content: {what: content["n"] + 1}
        assert json.loads(read(address).split(b"data: ")[1].split(b"\n")[0]) == {"statement": 2}
