"""What the server does beside answering, each at its own pace; a chore that fails is tried again and stops no other."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.errors import LotseError

log = logging.getLogger(__name__)
TICK_S = 1.0


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do every so many seconds; what it returns is logged when it is not empty or 0."""

    name: str
    every_s: float
    do: Callable[[], object]


def keep_doing(chores: Sequence[Chore], stop: threading.Event, clock: Callable[[], float] = time.monotonic) -> None:
    """Do each chore at once and then at its pace, one after the other, until `stop` is set."""
    due = dict.fromkeys(chores, 0.0)
    while not stop.is_set():
        for chore in chores:
            if (now := clock()) >= due[chore] and not stop.is_set():
                _do(chore)
                due[chore] = now + chore.every_s
        stop.wait(TICK_S)


def _do(chore: Chore) -> None:
    try:
        if done := chore.do():
            log.info("%s: %s", chore.name, len(done) if isinstance(done, Sequence) else done)
    except LotseError as error:
        log.error("%s: %s", chore.name, error.code)
    except Exception:
        log.error("%s: unforeseen", chore.name, exc_info=True)
