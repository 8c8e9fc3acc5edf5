"""The events of a chat: what each is called, and its data as JSON. Pure."""

import json
from dataclasses import dataclass
from typing import Any

from fastapi.sse import format_sse_event
from pydantic import TypeAdapter

from api.problems import problem
from assistant.messages import Question, Reply, SourceEntry, Statement

_REPLY, _SOURCE, _STATEMENT = TypeAdapter(Reply), TypeAdapter(SourceEntry), TypeAdapter(Statement)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a reader is told; `data` is JSON in one line, `final` says that nothing follows."""

    name: str
    data: str = "{}"

    @property
    def final(self) -> bool:
        return self.name in ("reply", "cancelled", "error")

    def on_the_wire(self, run: str, number: int) -> bytes:
        r"""Return the event as a stream carries it.

        >>> Event("cancelled").on_the_wire("a1", 3)
        b'event: cancelled\ndata: {}\nid: a1.3\n\n'
        """
        return format_sse_event(data_str=self.data, event=self.name, id=f"{run}.{number}")


CANCELLED = Event("cancelled")


def start(question: Question, documents: int | None) -> Event:
    """Return the first event: a reader forgets what it knew of this message."""
    told = {"conversation_id": question.conversation_id, "message_id": question.message_id, "documents": documents}
    return Event("start", _json(told))


def progress(step: str) -> Event:
    """Return that a step begins."""
    return Event("progress", _json({"step": step}))


def source(entry: SourceEntry) -> Event:
    """Return a source that the next statement cites."""
    return Event("source", _SOURCE.dump_json(entry).decode())


def statement(at: int, told: Statement) -> Event:
    """Return a checked statement and the place at which it is inserted."""
    return Event("statement", f'{{"at":{at},{_STATEMENT.dump_json(told).decode()[1:]}')


def reply(whole: Reply) -> Event:
    """Return the last event of a message that was answered or handed over."""
    return Event("reply", _REPLY.dump_json(whole).decode())


def error(status: int, detail: str = "") -> Event:
    """Return the last event of a message that could not be worked on, with the problem document of a status."""
    return Event("error", bytes(problem(status, detail).body).decode())


def retold(whole: Reply) -> list[Event]:
    """Return the events of a reply that was kept: sources and statements as they stand in it, and the reply."""
    said = [statement(at, told) for at, told in enumerate(whole.statements)]
    return [*map(source, whole.sources), *said, reply(whole)]


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
