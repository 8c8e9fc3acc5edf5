"""Keeps a language model from costing too much or holding everybody up: a daily budget, and a rest after failures."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol

from assistant.errors import BudgetSpent, ModelUnavailable


class Budget(Protocol):
    """Counts tokens per day."""

    def reserve(self, tokens: int) -> None:
        """Count tokens that are about to be used. Raises BudgetSpent when the day's budget does not hold them."""
        ...

    def give_back(self, tokens: int) -> None:
        """Count tokens back that were reserved and not used."""
        ...


class DailyBudget:
    """A budget of this process: it starts anew at midnight UTC, and when the process starts. 0 means without limit."""

    def __init__(self, tokens: int, today: Callable[[], date] = lambda: datetime.now(UTC).date()) -> None:
        self._limit, self._today = tokens, today
        self._day, self._used = today(), 0
        self._lock = threading.Lock()

    def reserve(self, tokens: int) -> None:
        with self._lock:
            if (day := self._today()) != self._day:
                self._day, self._used = day, 0
            if self._limit and self._used + tokens > self._limit:
                raise BudgetSpent(
                    f"Das Tagesbudget von {self._limit} Tokens reicht nicht mehr: "
                    "Warten Sie bis morgen oder erhöhen Sie LOTSE_MODEL_DAILY_TOKENS."
                )
            self._used += tokens

    def give_back(self, tokens: int) -> None:
        with self._lock:
            self._used = max(0, self._used - tokens)


class Breaker:
    """Lets a model rest after some failures in a row, so that no question waits for what will not come."""

    def __init__(self, failures: int, rest_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowed, self._rest_s, self._clock = failures, rest_s, clock
        self._failed, self._until = 0, 0.0
        self._last: ModelUnavailable | None = None
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise the last failure again while resting."""
        with self._lock:
            if self._last and self._clock() < self._until:
                raise type(self._last)(str(self._last))

    def failed(self, error: ModelUnavailable) -> None:
        """Count a failure; the rest begins with the last one allowed, and with each one right after a rest."""
        with self._lock:
            self._failed += 1
            self._last = error
            if self._failed >= self._allowed:
                self._until = self._clock() + self._rest_s

    @property
    def last(self) -> ModelUnavailable | None:
        """The last failure since the model last worked."""
        return self._last

    def worked(self) -> None:
        """Forget the failures."""
        with self._lock:
            self._failed, self._last = 0, None
