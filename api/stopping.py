"""Lets streams that stay open learn that the server stops: uvicorn waits for open connections before anything else.

`app.state.stopping` is the one of the application; `api/server.py` sets it before it waits. A route that streams ends
its stream by it:

    async for event in stopping_of(request).until(events()):
        yield event

It may be waited for in several event loops, as tests do, and set from any thread.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator
from typing import TypeVar

from fastapi import Request

T = TypeVar("T")


class Stopping:
    """Whether the server has begun to stop; it never begins to run again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun = False
        self._waiting: set[asyncio.Future[None]] = set()

    @property
    def begun(self) -> bool:
        """Whether the server stops."""
        return self._begun

    def begin(self) -> None:
        """End what waits."""
        with self._lock:
            self._begun = True
            for told in self._waiting:
                told.get_loop().call_soon_threadsafe(_tell, told)

    async def wait(self) -> None:
        """Return when the server begins to stop."""
        told = asyncio.get_running_loop().create_future()
        with self._lock:
            if self._begun:
                return
            self._waiting.add(told)
        try:
            await told
        finally:
            with self._lock:
                self._waiting.discard(told)

    async def until(self, items: AsyncGenerator[T]) -> AsyncGenerator[T]:
        """Yield the items until they or the server end; then whatever `items` waits for is cancelled, and it is closed.

        Each item is asked for in a task of its own, so `items` may hold no cancel scope over a yield.
        """
        stopped, following = asyncio.create_task(self.wait()), None
        try:
            while not self._begun:
                following = asyncio.ensure_future(anext(items, _END))
                await asyncio.wait((stopped, following), return_when=asyncio.FIRST_COMPLETED)
                if not following.done() or isinstance(item := following.result(), _End):
                    return
                yield item
        finally:
            for waiting in filter(None, (stopped, following)):
                waiting.cancel()
            await asyncio.gather(*filter(None, (stopped, following)), return_exceptions=True)
            await items.aclose()


class _End:
    """Comes after the last item."""


_END = _End()


def _tell(told: asyncio.Future[None]) -> None:
    if not told.done():
        told.set_result(None)


def stopping_of(request: Request) -> Stopping:
    """Return the application's own."""
    found: Stopping = request.app.state.stopping
    return found
