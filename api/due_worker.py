"""Reads the sources that are due in a thread of its own, so that no answer and no other chore waits for it."""

import logging
import threading
from datetime import timedelta

from api.ingesting import Ingestion
from ingest.errors import RunStopped, SourceBusy
from ingest.origins import OriginRow
from ingest.report import Advance, Report, Tell
from knowledge.errors import LotseError

log = logging.getLogger(__name__)
AGAIN = timedelta(minutes=1)  # until a source is tried again at which somebody else was at work
_END_S = 30.0  # a batch is written within seconds; a page of a slow website may take longer, and is given up


class DueWorker:
    """One thread at most, started when something is due."""

    def __init__(self, ingestion: Ingestion) -> None:
        self._ingestion = ingestion
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def look(self) -> int:
        """Begin with what is due unless the thread is still at work, and return how many sources that are."""
        if self._stopping.is_set() or (self._thread is not None and self._thread.is_alive()):
            return 0
        due = self._ingestion.origins.due(asked=not self._ingestion.settings.ingest_schedule)
        if due:
            self._thread = threading.Thread(target=self._read_all, args=(due,), name="ingestion", daemon=True)
            self._thread.start()
        return len(due)

    def close(self) -> None:
        """Stop after the batch at hand, and wait until it is written. The next run does the rest."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(_END_S)

    def _read_all(self, due: tuple[OriginRow, ...]) -> None:
        for row in due:
            if self._stopping.is_set():
                return
            try:
                read_due(self._ingestion, row, self._go_on)
            except LotseError as error:
                log.error("source not read: %s", error.code)
            except Exception:
                log.error("source not read: unforeseen", exc_info=True)

    def _go_on(self, _advance: Advance) -> None:
        if self._stopping.is_set():
            raise RunStopped("Lotse wurde beendet. Was gesichert ist, bleibt; den Rest macht der nächste Lauf.")


def read_due(ingestion: Ingestion, row: OriginRow, tell: Tell) -> Report:
    """Read a source that is due, and note when it is due again. Raises what Ingestion.read does."""
    ingestion.origins.begun(row)
    try:
        return ingestion.read(row, tell)
    except (SourceBusy, RunStopped):
        ingestion.origins.ask(row.source, ingestion.now() + AGAIN)
        raise
