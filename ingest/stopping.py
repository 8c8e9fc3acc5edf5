"""Lets a run be stopped from outside: after each batch or page, and wherever it waits."""

import threading

from ingest.errors import RunStopped

STOPPED = "Der Lauf wurde angehalten. Was gesichert ist, bleibt; den Rest macht der nächste Lauf."


class Stop:
    """Whether a run is to stop; what it has written stays, and the next run does the rest."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    @property
    def asked(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._asked.is_set()

    def ask(self) -> None:
        """Stop it, from any thread."""
        self._asked.set()

    def check(self) -> None:
        """Raise RunStopped when it is to stop."""
        self.wait(0)

    def wait(self, seconds: float) -> None:
        """Return after so many seconds. Raises RunStopped as soon as it is to stop."""
        if self._asked.wait(seconds):
            raise RunStopped(STOPPED)
