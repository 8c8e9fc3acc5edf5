"""Reads server-sent events as the standard says, from a stream of lines."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from httpx2 import Client


@dataclass(frozen=True)
class Told:
    """One event; `name` is empty where only the id was told."""

    name: str
    id: str
    data: Any


def told_in(lines: Iterator[str]) -> Iterator[Told]:
    """Yield the events of a stream; comments are no events."""
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if line and name:
            fields[name] = value
        elif not line and fields:
            yield Told(fields.get("event", ""), fields.get("id", ""), json.loads(fields.get("data", "null")))
            fields = {}


@contextmanager
def events(client: Client, path: str, after: str | None = None) -> Iterator[Iterator[Told]]:
    """Give the events of a path, those after an id."""
    with client.stream("GET", path, headers={"Last-Event-ID": after} if after else {}) as answer:
        assert answer.status_code == 200, answer.read()
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield told_in(answer.iter_lines())
