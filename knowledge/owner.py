"""One process owns the embedded indexes of a data directory; the lock names it.

Measured: a second process that opens the same embedded Chroma reads stale results without an error.
The kernel frees the lock when its holder dies, also by kill -9; the name beside it is only read while it is held.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.errors import IndexOwned, IndexUnavailable


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns the indexes: process id, and the address it serves at (empty for a command)."""

    pid: int
    address: str


def current_owner(data_dir: Path) -> Owner | None:
    """Return who owns the indexes now, or None when nobody does."""
    try:
        with _lock(data_dir).acquire(timeout=0):
            return None
    except Timeout:
        return _named(data_dir)
    except OSError:
        return None


@contextmanager
def ownership(data_dir: Path, address: str = "", timeout_s: float = 0.0) -> Iterator[None]:
    """Own the indexes while inside. Raises IndexOwned naming the owner, IndexUnavailable when not writable."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = _lock(data_dir).acquire(timeout=timeout_s)
    except Timeout as error:
        owner = _named(data_dir)
        where = f" unter {owner.address}" if owner.address else ""
        raise IndexOwned(
            f"Das Datenverzeichnis {data_dir} gehört schon dem laufenden Lotse mit der Prozessnummer "
            f"{owner.pid}{where}; beenden Sie ihn oder setzen Sie LOTSE_DATA_DIR auf einen anderen Ordner."
        ) from error
    except OSError as error:
        raise IndexUnavailable(
            f"Das Datenverzeichnis {data_dir} lässt sich nicht beschreiben ({error.strerror}). "
            "Geben Sie dem Dienst Schreibrechte, schaffen Sie Platz oder setzen Sie LOTSE_DATA_DIR."
        ) from error
    with lock:
        (data_dir / "owner.json").write_text(json.dumps({"pid": os.getpid(), "address": address}))
        yield


def _lock(data_dir: Path) -> FileLock:
    return FileLock(data_dir / "owner.lock", thread_local=False)


def _named(data_dir: Path) -> Owner:
    try:
        found = json.loads((data_dir / "owner.json").read_text())
        return Owner(int(found["pid"]), str(found["address"]))
    except (OSError, ValueError, KeyError):  # the owner is just starting and has not written its name yet
        return Owner(0, "")
