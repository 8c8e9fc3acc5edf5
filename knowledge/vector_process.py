"""Builds a whole collection of vectors, where there are many in a process of its own.

Chroma holds Python's lock while it inserts (measured: 0.3 ms a vector at 20,000, more later). In this process that
would halve the speed of indexing, and every question to a running Lotse would wait. Knows no passages, no embedder.
"""

import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from knowledge.embedding import Vectors
from knowledge.errors import IndexUnavailable
from knowledge.process import Line, started
from knowledge.vectors import Chroma

MANY = 5_000  # vectors; with fewer, starting a process costs more than it saves
Write = Callable[[Sequence[str], Vectors], None]


@contextmanager
def building(place: Path, expected: int) -> Iterator[Write]:
    """Give a function that adds ids and vectors to a new collection; it stands at `place` once the block has ended.

    Whole or not at all: it is built beside, under a name of its own, so that not even a process that outlives
    its parent by a moment writes into what serves. Raises IndexUnavailable.
    """
    partial = place.with_name(f"{place.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        with _elsewhere(partial) if expected >= MANY else _here(partial) as write:
            yield write
        shutil.rmtree(place, ignore_errors=True)
        partial.rename(place)
    except OSError as error:
        raise _failed(str(error)) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def _here(folder: Path) -> Iterator[Write]:
    with closing(Chroma(folder)) as chroma:
        yield chroma.write


@contextmanager
def _elsewhere(folder: Path) -> Iterator[Write]:
    """Send what is written to another process; no more than one part waits while another is inserted."""
    try:
        with started(_insert, folder) as line:
            yield lambda ids, vectors: line.send((ids, vectors))
            line.send(None)
            if reason := line.receive():
                raise _failed(reason)
    except (EOFError, BrokenPipeError) as error:
        raise _failed("Prozess beendet") from error


def _insert(line: Line, folder: Path) -> None:
    """Insert what arrives, until None; then answer with an empty text, or with what went wrong."""
    reason = ""
    try:
        with closing(Chroma(folder)) as chroma:
            while (part := line.receive()) is not None:
                chroma.write(*part)
    except EOFError:  # nobody waits for these vectors any more
        return
    except IndexUnavailable as error:
        reason = str(error.__cause__)
        while line.receive() is not None:
            continue
    line.send(reason)


def _failed(reason: str) -> IndexUnavailable:
    return IndexUnavailable(
        f"Die Vektoren lassen sich nicht schreiben ({reason}). "
        "Prüfen Sie Platz und Rechte im Datenverzeichnis, dann hilft: lotse index rebuild."
    )
