"""Locks between processes by a file: the kernel frees one when its holder dies, also by kill -9."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def locked(path: Path, timeout_s: float = 0.0) -> Iterator[bool]:
    """Give True while the lock is ours, False when somebody else had it all the time. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        lock = FileLock(path, thread_local=False).acquire(timeout=timeout_s)
    except Timeout:
        yield False
        return
    with lock:
        yield True
