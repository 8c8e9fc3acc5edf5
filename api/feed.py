"""One task that looks for news, for all who listen: each gets a sight of what it follows, the newest only when slow."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from knowledge.errors import LotseError

log = logging.getLogger(__name__)
EVERY_S = 2.0
Sight = TypeVar("Sight")


class FeedFull(LotseError):
    """So many listen already that nobody else may; the message says what to do."""

    code = "feed_full"
    retry = True


@dataclass(eq=False, slots=True)
class _Listener(Generic[Sight]):
    """Who follows something; `told` is empty before the first sight."""

    key: str
    sights: asyncio.Queue[Sight | None] = field(default_factory=lambda: asyncio.Queue(maxsize=1))
    told: list[Sight | None] = field(default_factory=list)


@dataclass(eq=False)
class Feed(Generic[Sight]):
    """Looks every `every_s` seconds at all that is followed, while anything is; of one event loop.

    `look` gets the keys and returns the sight of each that exists. `most` listen at once; each is an open connection.
    """

    name: str
    look: Callable[[frozenset[str]], Mapping[str, Sight]]
    most: int
    when_full: str
    every_s: float = EVERY_S
    unchanged_too: bool = False  # tell at every look, so that who listens also learns that time has passed
    _listeners: set[_Listener[Sight]] = field(default_factory=set, init=False)
    _task: asyncio.Task[None] | None = field(default=None, init=False)

    @asynccontextmanager
    async def listening(self, key: str = "") -> AsyncIterator[asyncio.Queue[Sight | None]]:
        """Give a queue that gets the first sight and then each that differs, None for what is gone. Raises FeedFull."""
        if len(self._listeners) >= self.most:
            raise FeedFull(self.when_full)
        listener: _Listener[Sight] = _Listener(key)
        self._listeners.add(listener)
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=self.name)
        try:
            yield listener.sights
        finally:
            self._listeners.discard(listener)
            if not self._listeners:
                self._task.cancel()
                self._task = None

    async def _run(self) -> None:
        while True:
            keys = frozenset(listener.key for listener in self._listeners)
            try:
                seen = await asyncio.to_thread(self.look, keys)
            except LotseError as error:  # the database may be back at the next look
                log.warning("%s: %s", self.name, error.code)
            else:
                self._tell(keys, seen)
            await asyncio.sleep(self.every_s)

    def _tell(self, keys: frozenset[str], seen: Mapping[str, Sight]) -> None:
        for listener in self._listeners:
            sight = seen.get(listener.key)
            if listener.key not in keys or (listener.told == [sight] and not self.unchanged_too):
                continue
            listener.told = [sight]
            if listener.sights.full():
                listener.sights.get_nowait()
            listener.sights.put_nowait(sight)
