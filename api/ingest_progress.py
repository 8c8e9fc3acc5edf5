"""Shows how far an ingestion is: a bar with count and rate, or lines for a log."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from api.terminal import note
from ingest.report import Advance, Tell


@contextmanager
def ingest_progress() -> Iterator[Tell]:
    """Give what is told of every batch that is safe."""
    begun = time.monotonic()
    if not sys.stderr.isatty():
        yield lambda advance: note(line_of(advance, time.monotonic() - begun))
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("Lesen", total=None)

        def show(advance: Advance) -> None:
            unsure = advance.total is None or advance.total <= 1  # one file says nothing of how many records it holds
            said = line_of(advance, time.monotonic() - begun)
            bars.update(task, description=said, completed=advance.done, total=None if unsure else advance.total)

        yield show


def line_of(advance: Advance, spent_s: float) -> str:
    """Return what is safe, and how fast it goes.

    >>> line_of(Advance(100, 400, 100, "a.md"), 2.0)
    'Gesichert: 100 von 400, 100 Dokumente (50 je Sekunde)'
    >>> line_of(Advance(3, None, 3, "a.md"), 0.0)
    'Gesichert: 3, 3 Dokumente'
    """
    of = "" if advance.total is None else f" von {advance.total}"
    rate = f" ({advance.documents / spent_s:.0f} je Sekunde)" if spent_s > 0 else ""
    return f"Gesichert: {advance.done}{of}, {advance.documents} Dokumente{rate}"
