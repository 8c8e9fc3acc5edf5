"""How long to wait before a host is asked again; the clock is an argument."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What tells the time and lets it pass."""

    def now(self) -> datetime:
        """Return this moment, with its zone."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let so much time pass."""
        ...


class SystemClock:
    """The clock of this machine; `sleep` may raise to stop whoever waits."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        self._sleep(seconds)


class Pace:
    """When each host was asked last; nobody is asked sooner than wanted."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[str, datetime] = {}

    def wait(self, host: str, every_s: float) -> None:
        """Sleep until `host` may be asked, at most once in `every_s` seconds, and note that it is asked now."""
        if (seconds := self.missing(host, every_s)) > 0:
            self._clock.sleep(seconds)
        self._last[host] = self._clock.now()

    def missing(self, host: str, every_s: float) -> float:
        """Return how many seconds are missing until `host` may be asked; never more than `every_s`."""
        last = self._last.get(host)
        if last is None:
            return 0.0
        passed = max(timedelta(), self._clock.now() - last)  # a clock that was set back makes nobody wait for hours
        return max(0.0, every_s - passed.total_seconds())
