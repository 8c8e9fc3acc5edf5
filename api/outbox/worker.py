"""Delivers what is due and notes what became of it; a message is noted as sent only after it was sent.

Knows neither mail nor HTTP nor SQL. When a worker dies between sending and noting, the message goes out once more under
the same id, so that the recipient can tell.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Protocol

from api.outbox.entry import Channel, Entry
from api.outbox.failures import DeliveryFailed, TryLater, Unreachable
from api.outbox.states import Claimed
from knowledge.errors import LotseError

log = logging.getLogger(__name__)
Deliver = Callable[[Entry], None]  # raises DeliveryFailed
UNEXPECTED = "Unerwarteter Fehler beim Versand. Die Ursache steht im Protokoll des Dienstes."


class Outbox(Protocol):
    """Where entries wait; StoredOutbox is the real one."""

    def claim(self, n: int, lease: timedelta, channels: Collection[Channel]) -> list[Claimed]: ...
    def sent(self, one: Claimed) -> None: ...
    def failed(self, one: Claimed, error: str, next_at: datetime) -> None: ...
    def dead(self, one: Claimed, error: str) -> None: ...
    def put_off(self, one: Claimed, to: str | None, until: datetime) -> None: ...
    def release(self, claim: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Pace:
    """How patiently is delivered: with these values twenty tries take about two days, a weekend without mail server."""

    tries: int = 20
    first: timedelta = timedelta(seconds=30)  # doubled after each try …
    longest: timedelta = timedelta(hours=6)  # … up to this
    rest: timedelta = timedelta(minutes=1)  # of the others, where the other side does not answer
    batch: int = 10
    lease: timedelta = timedelta(minutes=5)
    poll: timedelta = timedelta(seconds=2)


def backoff(tries: int, chance: float, pace: Pace) -> timedelta:
    """Return the wait after so many tries; `chance` in 0 to 1 shortens it by up to half, so that not all come at once.

    >>> [str(backoff(tries, 1.0, Pace())) for tries in (1, 2, 3, 20)]
    ['0:00:30', '0:01:00', '0:02:00', '6:00:00']
    >>> str(backoff(3, 0.0, Pace()))
    '0:01:00'
    """
    doublings = 2.0 ** (tries - 1)
    return min(pace.first * doublings, pace.longest) * (0.5 + 0.5 * chance)


class Worker:
    """Delivers through the channels that are set up; entries of other channels stay waiting."""

    def __init__(
        self,
        outbox: Outbox,
        channels: Mapping[Channel, Deliver],
        now: Callable[[], datetime],
        chance: Callable[[], float],
        pace: Pace = Pace(),
    ) -> None:
        """`chance` gives numbers in 0 to 1, usually random.random."""
        self._outbox, self._channels, self._now, self._chance, self._pace = outbox, channels, now, chance, pace

    @property
    def channels(self) -> Collection[Channel]:
        """Return what it can deliver by."""
        return self._channels.keys()

    def run(self, stop: Event) -> None:
        """Deliver until told to stop; what is being sent then is finished, the rest of the batch is given back."""
        while not stop.is_set():
            try:
                tried = self.deliver_some(stop)
            except LotseError as error:
                log.error("outbox rests: %s", error.code)
                tried = 0
            if not tried:
                stop.wait(self._pace.poll.total_seconds())

    def drain(self) -> int:
        """Deliver until nothing is due any more; return how many deliveries were tried. Raises StoreUnavailable."""
        never, total = Event(), 0
        while tried := self.deliver_some(never):
            total += tried
        return total

    def deliver_some(self, stop: Event) -> int:
        """Deliver one batch; return how many deliveries were tried. Raises StoreUnavailable."""
        if not self._channels:
            return 0
        until = self._now() + self._pace.lease / 2  # the slowest single delivery fits into the other half
        batch = self._outbox.claim(self._pace.batch, self._pace.lease, self._channels.keys())
        resting: set[tuple[Channel, str | None]] = set()
        tried = 0
        for one in batch:
            if stop.is_set() or self._now() >= until:
                break
            if _side(one.entry) not in resting:
                tried += 1
                if not self._try(one):
                    resting.add(_side(one.entry))
        if batch:
            self._outbox.release(batch[0].claim)
        return tried

    def _try(self, one: Claimed) -> bool:
        """Deliver one entry and note the outcome; return whether its other side answered."""
        try:
            self._channels[one.entry.channel](one.entry)
        except DeliveryFailed as error:
            log.warning("not delivered: %s: %s, try %d", one.entry.channel, error.code, one.tries + 1)
            return self._not_sent(one, error)
        except Exception as error:  # noqa: BLE001 - whatever one message brings about, the others go on
            log.error("not delivered: %s: %s", one.entry.channel, type(error).__name__)
            return self._not_sent(one, TryLater(UNEXPECTED))
        self._outbox.sent(one)
        return True

    def _not_sent(self, one: Claimed, error: DeliveryFailed) -> bool:
        if isinstance(error, TryLater) and one.tries + 1 < self._pace.tries:
            wait = max(backoff(one.tries + 1, self._chance(), self._pace), error.after)
            self._outbox.failed(one, str(error), self._now() + wait)
        else:
            self._outbox.dead(one, str(error))
        if isinstance(error, Unreachable):
            self._outbox.put_off(one, _side(one.entry)[1], self._now() + self._pace.rest)
        return not isinstance(error, Unreachable)


@contextmanager
def delivering(worker: Worker) -> Iterator[None]:
    """Deliver in a thread until the end of the block; what is being sent then is waited for."""
    stop = Event()
    thread = Thread(target=worker.run, args=(stop,), name="outbox", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=60)


def _side(entry: Entry) -> tuple[Channel, str | None]:
    """Return who answers for an entry: one server for all mails, for a webhook its endpoint."""
    return entry.channel, entry.to if entry.channel == "webhook" else None
