"""A Lotse on a real port, and a client that reads the chat's events and shows what the widget would show."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import uvicorn
from httpx2 import Client

from api.app import create_app
from api.serving import Serving
from api.settings import ApiSettings, Settings
from api.wiring import Lotse, opened
from assistant.settings import AssistantSettings
from knowledge.owner import ownership
from knowledge.settings import KnowledgeSettings

CHAT = "/api/v1/chat"
EVENTS = "text/event-stream"


@dataclass(frozen=True)
class Event:
    """One event as it came."""

    id: str
    name: str
    data: dict[str, Any]

    @property
    def run(self) -> str:
        return self.id.partition(".")[0]


def events_in(lines: Iterator[str]) -> Iterator[Event]:
    """Read a stream; comments are left out."""
    fields: dict[str, str] = {}
    for line in lines:
        if line.startswith(":"):
            continue
        if line:
            name, _, value = line.partition(": ")
            assert name not in fields
            fields[name] = value
        elif fields:
            yield Event(fields["id"], fields["event"], json.loads(fields["data"]))
            fields = {}


@dataclass
class Shown:
    """What a client shows of one message, event by event."""

    last_id: str | None = None
    names: list[str] = field(default_factory=list)
    runs: set[str] = field(default_factory=set)
    statements: list[dict[str, Any]] = field(default_factory=list)
    sources: dict[int, dict[str, Any]] = field(default_factory=dict)
    last: dict[str, Any] | None = None

    def take(self, event: Event) -> None:
        self.last_id = event.id
        self.names.append(event.name)
        self.runs.add(event.run)
        if event.name == "start":
            self.statements, self.sources = [], {}
        elif event.name == "source":
            self.sources[event.data["n"]] = event.data
        elif event.name == "statement":
            assert set(event.data["citations"]) <= self.sources.keys()
            told = dict(event.data)
            self.statements.insert(told.pop("at"), told)
        elif event.name in ("reply", "cancelled", "error"):
            self.last = event.data

    def read(self, client: Client, key: str, body: dict[str, Any], most: int = 1_000, until: str = "") -> "Shown":
        """Ask, or resume behind what is shown; leave after so many events, or the first of a name."""
        headers = {"Accept": EVENTS, "Idempotency-Key": key}
        headers |= {"Last-Event-ID": self.last_id} if self.last_id else {}
        with client.stream("POST", CHAT, json=body, headers=headers) as stream:
            assert stream.status_code == 200, stream.read()
            for count, event in enumerate(events_in(stream.iter_lines()), start=1):
                self.take(event)
                if count == most or event.name == until:
                    break
        return self

    def read_cut(self, client: Client, key: str, body: dict[str, Any], every: int) -> "Shown":
        """Ask, lose the connection after every so many events, and resume until the end."""
        for _ in range(100):  # more than any answer has events
            if self.last is None:
                self.read(client, key, body, every)
        assert self.last
        return self


def answered(reply: dict[str, Any]) -> dict[str, Any]:
    """Return of a reply what is the same whenever the same is asked: not ids, times, and what a handoff is called."""
    handed = reply["handoff"] and {**reply["handoff"], "id": "", "code": "", "due": "", "message": ""}
    fleeting = {"conversation_id": "", "message_id": "", "trace": {}}
    return {**reply, **fleeting, "handoff": handed, **({"message": ""} if handed else {})}


@dataclass(frozen=True)
class Site:
    """A Lotse that serves at an address, and its parts to look at."""

    address: str
    serving: Serving

    @property
    def lotse(self) -> Lotse:
        assert self.serving.lotse
        return self.serving.lotse

    def client(self) -> Client:
        return Client(base_url=self.address, trust_env=False, timeout=120)

    def kept(self, message: dict[str, Any]) -> list[str]:
        """Return who said what is kept of the conversation of a message, oldest first."""
        return [entry.author for entry in self.lotse.askers.threads.thread(message["conversation_id"])]

    @contextmanager
    def with_runs(self, **parts: Any) -> Iterator[None]:
        """Let the chat run with other parts for a while."""
        before = self.lotse
        self.serving.lotse = replace(before, **parts)
        try:
            yield
        finally:
            self.serving.lotse = before


@contextmanager
def site_over(folder: Path, send_buffer: int = 0, **assistant: Any) -> Iterator[Site]:
    """Serve a data directory on a port of its own, in threads of this process; settings of the assistant by name.

    With `send_buffer` the system takes no more bytes than so many for a reader who does not read.
    """
    settings = Settings(KnowledgeSettings(data_dir=folder), AssistantSettings(**assistant), ApiSettings())
    serving = Serving(lambda: opened(settings))
    config = uvicorn.Config(create_app(serving), log_level="error", access_log=False)
    server = uvicorn.Server(config)
    with ownership(folder), socket.create_server(("127.0.0.1", 0)) as listening:
        if send_buffer:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not (server.started and serving.lotse):
            assert thread.is_alive()
            assert serving.failure is None
            time.sleep(0.02)
        try:
            yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", serving)
        finally:
            server.should_exit = True
            thread.join(timeout=60)
            assert not thread.is_alive()
