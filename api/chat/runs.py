"""The runs of this process: each message is computed once, in turn, by a few threads of their own."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from api.chat import events
from api.chat.events import Event
from api.chat.run import Run
from api.once import BEGINNING, OTHER_MESSAGE, Once, named
from api.problems import Refused
from assistant.listening import Listener, Withdrawn
from assistant.messages import Question, Reply
from assistant.model.stopping import stopped_by
from knowledge.errors import LotseError

log = logging.getLogger(__name__)
KEPT, KEPT_S = 1_000, 600.0  # finished runs, about 40 kB each; older ones are told again from the database
WAITING = 1_000  # runs under way; one more would wait for minutes
BUSY = "Gerade stellen sehr viele Menschen Fragen. Versuchen Sie es in einigen Sekunden noch einmal."


class Runs:
    """Begins runs, and finds them again by the part of a message's id that its key decides."""

    def __init__(
        self,
        answer: Callable[[Question, Listener], Reply],
        once: Once,
        documents: Callable[[], int | None],
        threads: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._answer, self._once, self._documents, self._clock = answer, once, documents, clock
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="chat")
        self._lock = threading.Lock()
        self._under_way: dict[str, Run] = {}
        self._finished: OrderedDict[str, tuple[float, Run]] = OrderedDict()

    def begin(self, question: Question, key: str | None, body: str) -> Run:
        """Return the run of a message: the one under way or kept for its key, else a new one.

        `body` is all that was sent. Raises Refused: 422 when the key came with another body, 503 for too many runs.
        """
        question = named(question, key, body)
        with self._lock:
            if run := self._found(question):
                return run
        kept = self._once.kept(question) if key else None
        new = Run(question, self._documents())
        with self._lock:
            if run := self._found(question):
                return run  # that of somebody who came at the same moment
            if len(self._under_way) >= WAITING:
                raise Refused(503, BUSY, retry_after_s=5)
            self._under_way[_key(question)] = new
        if kept:
            self._finish(new, events.retold(kept), keyed=True)
        else:
            self._pool.submit(self._work, new, keyed=key is not None)
        return new

    def cancel(self, message_id: str) -> bool:
        """Withdraw a message and return whether it was worked on; what is kept by now ends with its reply."""
        with self._lock:
            run = self._under_way.get(message_id[:BEGINNING])
        return run is not None and run.question.message_id == message_id and run.cancel()

    def forget(self, conversation_id: str) -> None:
        """Withdraw and forget the messages of a conversation."""
        with self._lock:
            for key in [key for key, (_, run) in self._finished.items() if _belongs(run, conversation_id)]:
                del self._finished[key]
            under_way = [run for run in self._under_way.values() if _belongs(run, conversation_id)]
        for run in under_way:
            run.cancel()

    def break_off(self) -> None:
        """End what is under way without an answer, so that readers come back to whoever answers then."""
        with self._lock:
            under_way = list(self._under_way.values())
        for run in under_way:
            run.break_off()

    def close(self) -> None:
        """Break off what is under way and wait until nothing works any more."""
        self.break_off()
        self._pool.shutdown(cancel_futures=True)

    def _found(self, question: Question) -> Run | None:
        """Return the run of a message, None for a new one. Raises Refused when its key came with another body."""
        self._forget_old()
        _, finished = self._finished.get(_key(question), (0.0, None))
        run = finished or self._under_way.get(_key(question))
        if run and run.question.message_id != question.message_id:
            raise Refused(422, OTHER_MESSAGE)
        return run

    def _work(self, run: Run, *, keyed: bool) -> None:
        with stopped_by(run.stop):
            last = self._last(run)
        self._finish(run, [last], keyed=keyed)

    def _last(self, run: Run) -> Event:
        """Return the last event of a run, which is computed here."""
        try:
            return events.reply(self._answer(run.question, run))
        except Withdrawn:
            return events.CANCELLED
        except LotseError as error:
            log.error("not answered: %s", error.code)
            return events.error(503, str(error))
        except Exception:
            log.error("unforeseen", exc_info=True)
            return events.error(500)

    def _finish(self, run: Run, last: list[Event], *, keyed: bool) -> None:
        """End a run; one that can be asked for again stays for a while, a failed one may be tried again."""
        run.end(*last)
        with self._lock:
            self._under_way.pop(_key(run.question), None)
            if keyed and last[-1].name != "error":
                self._finished[_key(run.question)] = self._clock(), run
            self._forget_old()

    def _forget_old(self) -> None:
        while self._finished:
            key, (since, _) = next(iter(self._finished.items()))
            if len(self._finished) <= KEPT and self._clock() - since < KEPT_S:
                return
            del self._finished[key]


def _key(question: Question) -> str:
    return (question.message_id or "")[:BEGINNING]


def _belongs(run: Run, conversation_id: str) -> bool:
    return run.question.conversation_id == conversation_id
