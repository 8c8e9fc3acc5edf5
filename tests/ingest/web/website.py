"""A website on this machine that counts what it is asked for, and a clock that goes when it is told to sleep."""

import hashlib
import socket
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

START = datetime(2026, 11, 27, 12, tzinfo=UTC)


class Clock:
    """Tells the time of its own; sleeping costs nothing and is noted."""

    def __init__(self) -> None:
        self.moment = START
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Served:
    """What stands at a path; with `tagged` the server knows an ETag of the body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = "text/html; charset=utf-8"
    tagged: bool = True


def html(text: str, *links: str, head: str = "") -> Served:
    """Return a page with a text and links."""
    listed = "".join(f'<li><a href="{link}">weiter</a></li>' for link in links)
    page = f"<!doctype html><html><head><title>{text[:60]}</title>{head}</head><body><main><p>{text}</p></main>"
    return Served(f"{page}<nav><ul>{listed}</ul></nav></body></html>".encode())


def moved(target: str, status: int = 301) -> Served:
    return Served(status=status, headers={"Location": target})


@dataclass
class Website:
    """Paths and what stands there; a callable answers by itself. Counts requests, bodies and what was sent along."""

    pages: dict[str, Served | Callable[[str], Served]] = field(default_factory=dict)
    origin: str = ""
    asked: list[str] = field(default_factory=list)
    bodies: Counter[str] = field(default_factory=Counter)
    headers: list[dict[str, str]] = field(default_factory=list)

    def address(self, path: str = "/") -> str:
        return f"{self.origin}{path}"

    def forget(self) -> None:
        self.asked.clear()
        self.bodies.clear()
        self.headers.clear()

    def served(self, path: str) -> Served:
        found = self.pages.get(path) or self.pages.get(path.partition("?")[0])
        if found is None:
            return Served(b"nicht da", 404)
        return found if isinstance(found, Served) else found(path)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Server"

    def do_GET(self) -> None:
        site = self.server.site
        site.asked.append(self.path)
        site.headers.append({name.lower(): value for name, value in self.headers.items()})
        served = site.served(self.path)
        tag = f'"{hashlib.sha256(served.body).hexdigest()[:16]}"' if served.tagged and served.status == 200 else ""
        unchanged = bool(tag) and self.headers["If-None-Match"] == tag
        body = b"" if unchanged or self.command == "HEAD" else served.body
        head = [f"HTTP/1.1 {304 if unchanged else served.status} .", f"Content-Length: {len(body)}"]
        head += [f"Content-Type: {served.media_type}"] if served.media_type else []
        head += [f"ETag: {tag}"] if tag else []
        head += [f"{name}: {value}" for name, value in served.headers.items()]
        if body:
            site.bodies[self.path] += 1
        self.wfile.write("\r\n".join([*head, "", ""]).encode() + body)

    do_HEAD = do_GET

    def log_message(self, *_: Any) -> None: ...


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Website

    def handle_error(self, *_: Any) -> None: ...


@contextmanager
def running(site: Website, tls: ssl.SSLContext | None = None) -> Iterator[Website]:
    """Serve a website on this machine."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.site = site
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        site.origin = f"{'http' if tls is None else 'https'}://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def serving(reply: Callable[[socket.socket], object]) -> Iterator[str]:
    """Serve anything at all: `reply` gets each connection once a request has come, which is closed after it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def take() -> None:
            while True:
                connection, _ = listening.accept()
                with connection, suppress(OSError):
                    if not connection.recv(65_536):
                        return
                    reply(connection)

        thread = Thread(target=take)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        with socket.create_connection(listening.getsockname()):
            pass  # a connection without a request ends it
        thread.join()
