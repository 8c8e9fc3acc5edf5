"""One task that looks for news, for all who listen: each gets every sight, the newest only when it is slow."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from api.store.watching import Seen
from knowledge.errors import LotseError

log = logging.getLogger(__name__)
EVERY_S = 2.0
MOST = 64  # listeners at once; each is an open connection


class FeedFull(LotseError):
    """So many listen already that nobody else may."""

    code = "feed_full"
    retry = True


class Feed:
    """Looks every `every_s` seconds while at least one listens; of one event loop."""

    def __init__(self, look: Callable[[], Seen], every_s: float = EVERY_S, most: int = MOST) -> None:
        self._look, self._every_s, self._most = look, every_s, most
        self._listeners: set[asyncio.Queue[Seen]] = set()
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[asyncio.Queue[Seen]]:
        """Give a queue that gets what is seen, at every look. Raises FeedFull."""
        if len(self._listeners) >= self._most:
            raise FeedFull("Zu viele Konsolen sind offen. Laden Sie die Liste von Hand neu.")
        sights: asyncio.Queue[Seen] = asyncio.Queue(maxsize=1)
        self._listeners.add(sights)
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="console feed")
        try:
            yield sights
        finally:
            self._listeners.discard(sights)
            if not self._listeners:
                self._task.cancel()
                self._task = None

    async def _run(self) -> None:
        while True:
            try:
                self._tell(await asyncio.to_thread(self._look))
            except LotseError as error:  # the database may be back at the next look
                log.warning("console feed: %s", error.code)
            await asyncio.sleep(self._every_s)

    def _tell(self, seen: Seen) -> None:
        for sights in self._listeners:
            if sights.full():
                sights.get_nowait()
            sights.put_nowait(seen)
