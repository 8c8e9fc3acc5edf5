"""How much memory a process takes, as the kernel counts it (Linux): resident, with the files it has mapped."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PROC = Path("/proc")
_EVERY_S = 0.2
_MB = 1e6


def resident_mb(pid: int | None = None) -> float:
    """Return the resident memory of a process in MB (10^6 bytes), 0 where the kernel does not tell."""
    try:
        pages = int((_PROC / str(pid or os.getpid()) / "statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / _MB


class Peak:
    """The most memory seen so far, in MB."""

    def __init__(self) -> None:
        self.mb = 0.0

    def look(self) -> None:
        """Look at this process and those it has started."""
        self.mb = max(self.mb, resident_mb() + sum(map(resident_mb, _children())))


@contextmanager
def watched() -> Iterator[Peak]:
    """Watch the memory while inside, five times a second."""
    peak, stop = Peak(), threading.Event()

    def watch() -> None:
        while not stop.wait(_EVERY_S):
            peak.look()

    thread = threading.Thread(target=watch, name="memory", daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        stop.set()
        thread.join()
        peak.look()


def _children() -> list[int]:
    """Return the processes that this one has started."""
    me, found = str(os.getpid()), []
    for place in _PROC.glob("[0-9]*/stat"):
        try:
            parent = place.read_text().rpartition(")")[2].split()[1]  # the name before it may hold anything
        except (OSError, IndexError):
            continue
        if parent == me:
            found.append(int(place.parent.name))
    return found
