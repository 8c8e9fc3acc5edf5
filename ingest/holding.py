"""One run per source at a time, across processes: the kernel or the database frees a source whose run died."""

import hashlib
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from ingest.errors import SourceBusy
from ingest.runs import Runs
from knowledge.errors import RegistryUnavailable
from knowledge.locking import locked

WAIT_S = 2.0  # a run that is about to end is waited for, a long one is named
SETTLING_S = 600.0  # comparing all documents takes seconds, on the largest corpora minutes
_POLL_S = 0.05
_SETTLING = "settling"  # no source is called so: folders and websites have a colon in their names
_IN_MEMORY: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


@contextmanager
def holding(engine: Engine, source: str, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold a source while inside. Raises SourceBusy, RegistryUnavailable."""
    with _lock(engine, source, wait_s) as ours:
        if not ours:
            raise SourceBusy(
                f"An der Quelle {source} arbeitet gerade ein anderer Lauf. Warten Sie, bis er fertig ist: "
                "lotse ingest runs zeigt ihn. Es ist nichts verändert worden."
            )
        yield


@contextmanager
def settling_alone(engine: Engine, wait_s: float = SETTLING_S) -> Iterator[None]:
    """Let one run at a time compare all documents, whatever their sources. Raises SourceBusy, RegistryUnavailable."""
    with _lock(engine, _SETTLING, wait_s) as ours:
        if not ours:
            raise SourceBusy(
                "Ein anderer Lauf vergleicht gerade alle Dokumente miteinander. Was gelesen wurde, ist gesichert; "
                "verglichen wird es beim nächsten Lauf."
            )
        yield


def break_off_dead(engine: Engine, runs: Runs, before: Callable[[str], object] = lambda _source: None) -> int:
    """Note as broken off the runs whose process has died; return how many. `before` is called with each source."""
    count = 0
    for source in runs.running():
        with _lock(engine, source, 0.0) as ours:
            if ours:
                before(source)
                count += runs.break_off([source])
    return count


@contextmanager
def _lock(engine: Engine, source: str, wait_s: float) -> Iterator[bool]:
    digest = hashlib.sha256(source.encode()).digest()
    if engine.dialect.name == "postgresql":
        with _advisory(engine, int.from_bytes(digest[:8], signed=True), wait_s) as ours:
            yield ours
    elif place := engine.url.database:
        with _file(Path(place), digest.hex()[:16], wait_s) as ours:
            yield ours
    else:  # a database in memory belongs to this process
        ours = _IN_MEMORY[source].acquire(timeout=wait_s)
        try:
            yield ours
        finally:
            if ours:
                _IN_MEMORY[source].release()


@contextmanager
def _file(database: Path, name: str, wait_s: float) -> Iterator[bool]:
    try:
        with locked(database.parent / "runs" / f"{name}.lock", wait_s) as ours:
            yield ours
    except OSError as error:
        raise RegistryUnavailable(
            f"Neben der Datenbank lässt sich nichts anlegen ({error.strerror}). "
            "Geben Sie dem Dienst Schreibrechte, schaffen Sie Platz oder setzen Sie LOTSE_DATA_DIR."
        ) from error


@contextmanager
def _advisory(engine: Engine, key: int, wait_s: float) -> Iterator[bool]:
    """Hold a lock of PostgreSQL on a connection of its own: it goes when the connection does."""
    until = time.monotonic() + wait_s
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        take, give = (text(f"SELECT {name}(:key)") for name in ("pg_try_advisory_lock", "pg_advisory_unlock"))
        while not (ours := bool(connection.execute(take, {"key": key}).scalar())) and time.monotonic() < until:
            time.sleep(_POLL_S)
        try:
            yield ours
        finally:
            if ours:
                connection.execute(give, {"key": key})
