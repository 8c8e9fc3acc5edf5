"""Reads the sources that are due in a thread of its own, so that no answer and no other chore waits for it."""

import logging
import threading
from datetime import timedelta

from api.ingesting import Ingestion
from ingest.errors import RunStopped, SourceBusy
from ingest.origins import OriginRow
from ingest.report import Advance, Report, Tell, untold
from ingest.stopping import Stop
from knowledge.errors import LotseError

log = logging.getLogger(__name__)
AGAIN = timedelta(minutes=1)  # until a source is tried again at which somebody else was at work
_END_S = 5.0  # a batch is written sooner; a large file or a slow website is given up, as if the process had died


class DueWorker:
    """One thread at most, started when something is due."""

    def __init__(self, ingestion: Ingestion) -> None:
        self._ingestion = ingestion
        self._stop = Stop()
        self._thread: threading.Thread | None = None

    def look(self) -> int:
        """Begin with what is due unless the thread is still at work, and return how many sources that are."""
        if self._stop.asked or (self._thread is not None and self._thread.is_alive()):
            return 0
        due = self._ingestion.due(asked=not self._ingestion.settings.ingest_schedule)
        if due:
            self._thread = threading.Thread(target=self._read_all, args=(due,), name="ingestion", daemon=True)
            self._thread.start()
        return len(due)

    def close(self) -> None:
        """Stop after the batch or page at hand, or in the midst of one that takes long; the next run does the rest."""
        self._stop.ask()
        if self._thread is not None:
            self._thread.join(_END_S)

    def _read_all(self, due: tuple[OriginRow, ...]) -> None:
        for row in due:
            if self._stop.asked:
                return
            try:
                read_due(self._ingestion, row, stop=self._stop)
            except RunStopped:
                log.info("source not read to its end: stopped")
            except LotseError as error:
                log.error("source not read: %s", error.code)
            except Exception:
                log.error("source not read: unforeseen", exc_info=True)


def read_due(ingestion: Ingestion, row: OriginRow, tell: Tell = untold, stop: Stop | None = None) -> Report:
    """Read a source that is due, and note when it is due again. Raises what Ingestion.read does.

    It stays due until something of it is written: who dies before finds it due, who dies later finds its run broken
    off.
    """
    noted = False

    def told(advance: Advance) -> None:
        nonlocal noted
        if not noted:
            ingestion.origins.begun(row)
            noted = True
        tell(advance)

    try:
        return ingestion.read(row, told, stop=stop)
    except SourceBusy:
        ingestion.origins.again(row.source, ingestion.now() + AGAIN)
        raise
    except RunStopped:
        ingestion.origins.again(row.source)
        raise
    finally:
        ingestion.origins.begun(row)
