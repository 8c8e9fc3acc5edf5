"""Ends the chats that are still worked on soon after the server begins to stop; readers come back after the restart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.serving import Serving
from api.stopping import Stopping

GRACE_S = 1.0  # in which whatever waits for no language model is answered


@asynccontextmanager
async def chats_ended(stopping: Stopping, serving: Serving) -> AsyncIterator[None]:
    """Break off, while inside, what is under way when the server has been stopping for a moment."""
    waiting = asyncio.create_task(_end(stopping, serving))
    try:
        yield
    finally:
        waiting.cancel()


async def _end(stopping: Stopping, serving: Serving) -> None:
    await stopping.wait()
    await asyncio.sleep(GRACE_S)
    if serving.lotse:
        serving.lotse.runs.break_off()
