"""Ends the model calls of a withdrawn message at once, from another thread: their connection is shut down."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from assistant.listening import Withdrawn


class Stop:
    """Is asked for once, and knows the connection that a model call waits for meanwhile."""

    def __init__(self) -> None:
        self._lock, self._asked = threading.Lock(), threading.Event()
        self._connection: socket.socket | None = None

    def ask(self) -> None:
        """Shut down the connection that is waited for, and each one that is opened from now on."""
        self._asked.set()
        self._shut_down()

    def check(self) -> None:
        """Raise Withdrawn once the stop was asked for."""
        if self._asked.is_set():
            raise Withdrawn

    def pause(self, seconds: float) -> None:
        """Wait, but not longer than until the stop. Raises Withdrawn."""
        self._asked.wait(seconds)
        self.check()

    def traced(self, _event: str, seen: Mapping[str, Any]) -> None:
        """Take note of each connection that opens; a `trace` extension of the HTTP client."""
        opened = getattr(seen.get("return_value"), "get_extra_info", None)
        if opened and isinstance(found := opened("socket"), socket.socket):
            with self._lock:
                self._connection = found
            if self._asked.is_set():
                self._shut_down()

    def _shut_down(self) -> None:
        with self._lock, suppress(OSError):  # closed by now, or never connected
            if self._connection:
                # That of a plain socket, for an encrypted one too: its own would pull the state from under a reader.
                socket.socket.shutdown(self._connection, socket.SHUT_RDWR)


_current: ContextVar[Stop] = ContextVar("stop", default=Stop())  # noqa: B039 - nobody ever asks for the default


def stop() -> Stop:
    """Return what stops the model calls of this thread; where nobody can stop them, one that is never asked for."""
    return _current.get()


@contextmanager
def stopped_by(one: Stop) -> Iterator[None]:
    """Let `one` stop the model calls that are made inside."""
    token = _current.set(one)
    try:
        yield
    finally:
        _current.reset(token)
