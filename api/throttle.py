"""Slows down guessing: so many misses at once per address, then one each half minute.

Kept in the memory of this process, for the addresses seen last; behind a proxy the address is the one that the server
takes from it. A small bucket per address is enough here: a code has some 60 random bits.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, IPv6Network, ip_address

MISSES = 10
SECONDS_PER_MISS = 30.0
ADDRESSES = 10_000


class Throttled(Exception):
    """Too many misses; `retry_after_s` says when the next try is taken, in whole seconds."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__()
        self.retry_after_s = retry_after_s


class Guesses:
    """Counts misses per address; `clock` gives seconds that never run backwards."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tries left, as of when

    @contextmanager
    def try_from(self, address: str) -> Iterator[None]:
        """Let one try happen; it counts unless the block ends without an error. Raises Throttled."""
        network = _network(address)
        self._add(network, -1.0)
        yield
        self._add(network, 1.0)

    def _add(self, network: str, tries: float) -> None:
        with self._lock:
            now = self._clock()
            left, since = self._buckets.pop(network, (float(MISSES), now))
            left = min(MISSES, left + (now - since) / SECONDS_PER_MISS)
            after = min(MISSES, left + tries)
            self._buckets[network] = (after if after >= 0 else left, now)
            while len(self._buckets) > ADDRESSES:
                self._buckets.popitem(last=False)
        if after < 0:
            raise Throttled(math.ceil((1.0 - left) * SECONDS_PER_MISS))


def _network(address: str) -> str:
    """Return what one person can take an address from: of IPv6 the /64 network.

    >>> _network("2001:db8::1"), _network("192.0.2.7"), _network("testclient")
    ('2001:db8::/64', '192.0.2.7', 'testclient')
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else address
