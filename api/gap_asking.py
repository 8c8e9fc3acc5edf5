"""Asks the questions of gaps again, through the assistant as it is now, without leaving a trace of it."""

import logging
import time
from collections.abc import Callable

from api.keeping_nothing import keeping_nothing
from api.store.gap_runs import GapRuns
from assistant.messages import Outcome, Question, Reply
from assistant.parts import Parts
from assistant.people.gap_tasks import Worked
from assistant.pipeline import reply_to
from evals.gap_cases import coarse

log = logging.getLogger(__name__)
BUDGET_S = 5.0  # at a time, so that the server's other chores have their turn


class GapAsking:
    """Works off the questions that are waiting; `reply` answers one of them."""

    def __init__(self, runs: GapRuns, reply: Callable[[Question], Reply]) -> None:
        self._runs, self._reply = runs, reply

    @classmethod
    def of(cls, runs: GapRuns, parts: Parts) -> "GapAsking":
        """Return one that answers with the parts of the assistant, but keeps nothing."""
        alone = keeping_nothing(parts)
        return cls(runs, lambda question: reply_to(question, alone))

    def work(self, clock: Callable[[], float] = time.monotonic) -> int:
        """Ask until nothing waits or BUDGET_S are over, and return how many were asked. Raises StoreUnavailable."""
        until, done = clock() + BUDGET_S, 0
        for one in self._runs.waiting():
            if clock() >= until:
                break
            self._runs.keep(one, self._asked(one))
            done += 1
        return done

    def _asked(self, one: Worked) -> Reply:
        try:
            return self._reply(Question(one.text, coarse(one), language=one.language))
        except Exception:  # one question that cannot be asked must not keep the others waiting for ever
            log.error("gap question not asked", exc_info=True)
            return Reply("", one.missed.message_id, Outcome.FAILED_SEARCH)
