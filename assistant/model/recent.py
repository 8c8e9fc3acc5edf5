"""Remembers what a language model gave recently, so that nothing is paid for twice, not even when asked at once."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

KEPT = 256
Value = TypeVar("Value")


class Recent(Generic[Value]):
    """Values by the digest of their prompt; the one used longest ago goes first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Value]] = OrderedDict()
        self._asking: dict[str, tuple[threading.Lock, int]] = {}  # who is asking, and how many want to know

    def get(self, key: str) -> Value | None:
        """Return the value of a prompt, if it is remembered and not too old."""
        with self._lock:
            if key not in self._kept or self._clock() > self._kept[key][0]:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][1]

    def keep(self, key: str, value: Value, for_s: float = float("inf")) -> None:
        """Remember a value for so many seconds, as long as there is room."""
        with self._lock:
            self._kept[key] = (self._clock() + for_s, value)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    @contextmanager
    def alone(self, key: str) -> Iterator[None]:
        """Wait until nobody else is asking this prompt; look with `get` once inside."""
        with self._lock:
            asking, wanted = self._asking.get(key, (threading.Lock(), 0))
            self._asking[key] = (asking, wanted + 1)
        try:
            with asking:
                yield
        finally:
            with self._lock:
                asking, wanted = self._asking.pop(key)
                if wanted > 1:
                    self._asking[key] = (asking, wanted - 1)
