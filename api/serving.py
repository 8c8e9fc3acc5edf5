"""A Lotse that opens in the background, so that the probes answer while indexes are still built."""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

from api.chores import keep_doing
from api.outbox.worker import delivering
from api.wiring import Lotse
from knowledge.errors import LotseError
from knowledge.follower import following

log = logging.getLogger(__name__)


class Serving:
    """Opens a Lotse in a thread and follows the registry; `lotse` is None until it is ready."""

    def __init__(self, open_lotse: Callable[[], AbstractContextManager[Lotse]]) -> None:
        self._open = open_lotse
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="serving", daemon=True)
        self.lotse: Lotse | None = None
        self.failure: str | None = None

    def start(self) -> None:
        """Begin to open."""
        self._thread.start()

    def stop(self) -> None:
        """Close everything and wait for it."""
        self._stop.set()
        self._thread.join(timeout=60)

    def _run(self) -> None:
        try:
            with self._open() as lotse, following(lotse.registry, lotse.indexes), delivering(lotse.worker):
                self.lotse = lotse
                if lotse.chat:
                    lotse.chat.warm()
                keep_doing(lotse.chores(), self._stop)
        except LotseError as error:
            self.failure = str(error)
            log.error("cannot serve: %s: %s", error.code, error)
        except Exception:
            self.failure = "Lotse kann nicht starten. Die Ursache steht im Protokoll des Dienstes."
            log.error("cannot serve", exc_info=True)
        finally:
            self.lotse = None
