"""Remembers recent drafts, so that the same question about the same evidence is not paid for twice."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from assistant.composing.draft import Draft

KEPT = 256
FAILED_S = 600.0  # a draft that had to do without the model is tried anew after so long


class RecentDrafts:
    """Drafts by the digest of their prompt; changed evidence is another prompt."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Draft]] = OrderedDict()

    def get(self, key: str) -> Draft | None:
        """Return the draft of a prompt, if it is remembered."""
        with self._lock:
            until, draft = self._kept.get(key, (0.0, None))
            if draft is None or self._clock() > until:
                return None
            self._kept.move_to_end(key)
            return draft

    def keep(self, key: str, draft: Draft) -> None:
        """Remember a draft, and forget the one used longest ago when there are too many."""
        lasting = float("inf") if draft.generated_by.mode == "model" else self._clock() + FAILED_S
        with self._lock:
            self._kept[key] = (lasting, draft)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
