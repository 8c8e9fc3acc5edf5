"""One computation and the log of its events: one thread writes it, and many read it, each at its own pace."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from api.chat import events
from api.chat.events import Event
from assistant.listening import Withdrawn
from assistant.messages import Question, SourceEntry, Statement
from assistant.model.stopping import Stop


class Run:
    """Listens to the assistant while it works on a message; `log` only grows, and is whole when the run is `over`."""

    def __init__(self, question: Question, documents: int | None) -> None:
        """`question` has its ids; `documents` is how many can be searched."""
        self.name, self.question = secrets.token_hex(8), question
        self.log: list[Event] = [events.start(question, documents)]
        self.over = False
        self.stop = Stop()
        self._lock = threading.Lock()
        self._kept = False
        self._bells: set[Callable[[], object]] = set()

    def step(self, name: str) -> None:
        """Note that a step begins. Raises Withdrawn."""
        self._add(events.progress(name))

    def source(self, source: SourceEntry) -> None:
        """Note a source. Raises Withdrawn."""
        self._add(events.source(source))

    def statement(self, at: int, statement: Statement) -> None:
        """Note a statement. Raises Withdrawn."""
        self._add(events.statement(at, statement))

    def keeping(self) -> None:
        """Note that the message cannot be withdrawn any more. Raises Withdrawn."""
        with self._lock:
            self._check()
            self._kept = True

    def end(self, *last: Event) -> None:
        """Add the last events, unless the run is over already."""
        with self._lock:
            if not self.over:
                self.log += last
                self.over = True
        self._ring()

    def cancel(self) -> bool:
        """Withdraw the message and return whether it was still worked on; what is kept by now ends with its reply."""
        return self._withdraw(events.CANCELLED)

    def break_off(self) -> None:
        """Stop without a last event, so that readers come back to whoever answers then; unless the message is kept."""
        self._withdraw()

    @contextmanager
    def calling(self, ring: Callable[[], object]) -> Iterator[None]:
        """Call `ring` whenever the log has grown, from any thread."""
        with self._lock:
            self._bells.add(ring)
        try:
            yield
        finally:
            with self._lock:
                self._bells.discard(ring)

    def _withdraw(self, *last: Event) -> bool:
        with self._lock:
            if self.over or self._kept:
                return not self.over
            self.log += last
            self.over = True
        self._ring()
        self.stop.ask()
        return True

    def _add(self, event: Event) -> None:
        with self._lock:
            self._check()
            self.log.append(event)
        self._ring()

    def _check(self) -> None:
        if self.over:
            raise Withdrawn

    def _ring(self) -> None:
        with self._lock:
            bells = tuple(self._bells)
        for ring in bells:
            with suppress(RuntimeError):  # the loop of a reader has been closed meanwhile
                ring()
