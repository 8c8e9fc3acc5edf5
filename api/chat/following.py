"""Follows the log of a run: a reader waits without a thread or a lock, and takes each event when it likes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi.sse import KEEPALIVE_COMMENT

from api.chat.events import Event
from api.chat.run import Run

PING_S = 12.0  # proxies close what is silent for longer


async def followed(run: Run, after: int = 0) -> AsyncGenerator[Event | None]:
    """Yield the events of a run behind the first `after`, until it is over; None when nothing came for PING_S."""
    loop, news = asyncio.get_running_loop(), asyncio.Event()
    with run.calling(lambda: loop.call_soon_threadsafe(news.set)):
        while True:
            news.clear()
            over = run.over  # before the log is looked at: what is over does not grow any more
            while after < len(run.log):
                yield run.log[after]
                after += 1
            if over:
                return
            try:
                async with asyncio.timeout(PING_S):
                    await news.wait()
            except TimeoutError:
                yield None


async def on_the_wire(run: Run, after: int) -> AsyncGenerator[bytes]:
    """Yield the events of a run behind the first `after` as a stream carries them, and pings."""
    number = after
    async with aclosing(followed(run, after)) as events:
        async for event in events:
            if event is None:
                yield KEEPALIVE_COMMENT
            else:
                number += 1
                yield event.on_the_wire(run.name, number)


async def last_of(run: Run) -> Event | None:
    """Return the last event of a run once it is over; None when it was broken off."""
    async for _ in followed(run):
        pass
    return run.log[-1] if run.log[-1].final else None


def seen_by(last_event_id: str | None, run: Run) -> int:
    """Return how many events of a run a reader has seen: 0 for one that followed another run, or none."""
    name, _, number = (last_event_id or "").rpartition(".")
    known = name == run.name and number.isascii() and number.isdigit()
    return min(int(number), len(run.log)) if known else 0
