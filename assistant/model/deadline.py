"""Ends an HTTP answer that trickles or that nobody waits for any more; hooks of openai's HTTP client.

A read timeout alone forgives a server that sends a byte now and then.
"""

import time
from collections.abc import Iterator

import httpx2

from assistant.model.stopping import stop


class Bounded(httpx2.SyncByteStream):
    """The body of an answer, until a point in time."""

    def __init__(self, body: httpx2.SyncByteStream, until: float) -> None:
        self._body, self._until = body, until

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            if time.monotonic() > self._until:
                raise httpx2.ReadTimeout("the answer takes longer than it may")
            yield part

    def close(self) -> None:
        self._body.close()


def bound(response: httpx2.Response) -> None:
    """Give the body of a response as long as its request had for one read."""
    allowed = (response.request.extensions.get("timeout") or {}).get("read")
    if allowed is not None and isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = Bounded(response.stream, time.monotonic() + allowed)


def stoppable(request: httpx2.Request) -> None:
    """Let a request be stopped from outside at any moment, also before its response begins."""
    request.extensions["trace"] = stop().traced
