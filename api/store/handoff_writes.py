"""What advisors do with handoffs: each a single transaction of step, message, audit and what is told of it."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection, Engine, update

from api.outbox.entry import Entry
from api.store.audit import record
from api.store.handoff_messages import add_message, add_note, begin_afresh, noticed, said_by_advisor
from api.store.handoff_promises import PromiseFor, promised
from api.store.handoff_steps import by_number, step
from api.store.outbox import enqueue
from api.store.tables import HANDOFFS
from api.store.transaction import transaction
from assistant.people.cited import CitedText
from assistant.people.handed import HandedOver, Message, Person
from assistant.people.states import Event

CLOSED = "Ihr Anliegen ist abgeschlossen."
NotifyAsker = Callable[[HandedOver, Message], Iterable[Entry]]


class AdvisedHandoffs:
    """Handoffs in the hands of advisors, SQLite and PostgreSQL alike.

    `notify_asker` gives what the asker is told outside the conversation of a message: an answer, or a question back.
    Every method returns the handoff after it, and raises HandoffGone, HandoffTaken when somebody else was faster, owns
    it or changed the `version` that was seen, NotAllowed, and StoreUnavailable.
    """

    def __init__(
        self, engine: Engine, now: Callable[[], datetime], promise_for: PromiseFor, notify_asker: NotifyAsker
    ) -> None:
        self._engine, self._now, self._promise_for, self._notify_asker = engine, now, promise_for, notify_asker

    def claim(self, number: str, by: Person, version: int | None = None) -> HandedOver:
        """Own a handoff that is open or reopened; the assistant keeps silent in its conversation."""
        with transaction(self._engine) as connection:
            return self._step(connection, number, Event.CLAIM, by, version=version, claimed_by=by.login)

    def give_back(self, number: str, by: Person, version: int | None = None) -> HandedOver:
        """Let anyone claim it again; a colleague may give back for someone who is away."""
        with transaction(self._engine) as connection:
            return self._step(connection, number, Event.GIVE_BACK, by, version=version, claimed_by=None)

    def hand_on(self, number: str, by: Person, to: str, note: str, version: int | None = None) -> HandedOver:
        """Let a colleague, named by login, own it, with a note that only advisors read."""
        with transaction(self._engine) as connection:
            handed = self._step(
                connection, number, Event.HAND_ON, by, version=version, detail=f"an {to}", claimed_by=to
            )
            add_note(connection, number, by.login, note, self._now())
            return handed

    def ask_back(self, number: str, by: Person, text: str, version: int | None = None) -> HandedOver:
        """Ask the asker something and wait for the reply; only its owner may."""
        with transaction(self._engine) as connection:
            handed = self._step(connection, number, Event.ASK_BACK, by, owner=by.login, version=version)
            self._say(connection, handed, said_by_advisor(text, self._now(), by.name))
            return handed

    def release(self, number: str, by: Person, answer: CitedText, version: int | None = None) -> HandedOver:
        """Give the asker the answer, in the conversation and wherever else wanted; only its owner may.

        What was said so far is no context of the conversation's next questions.
        """
        with transaction(self._engine) as connection:
            handed = self._step(connection, number, Event.RELEASE, by, owner=by.login, version=version)
            self._say(connection, handed, said_by_advisor(answer.text, self._now(), by.name, answer.sources))
            begin_afresh(connection, handed.conversation_id)
            return handed

    def close(self, number: str, by: Person, reason: str, notice: str = "", version: int | None = None) -> HandedOver:
        """End it; `reason` is for advisors, `notice` what the asker reads, if anything."""
        with transaction(self._engine) as connection:
            handed = self._step(connection, number, Event.CLOSE, by, version=version)
            if reason:
                add_note(connection, number, by.login, reason, self._now())
            said = noticed(notice or CLOSED, self._now())
            if notice:
                add_message(connection, handed, said)
            enqueue(connection, self._notify_asker(handed, said), self._now())
            begin_afresh(connection, handed.conversation_id)
            return handed

    def reopen(self, number: str, by: Person, version: int | None = None) -> HandedOver:
        """Take an answered or closed one up again, with a new promise and its former owner."""
        with transaction(self._engine) as connection:
            handed = self._step(connection, number, Event.REOPEN, by, version=version)
            anew = promised(self._promise_for(handed.topic, handed.profile.state, self._now()))
            connection.execute(update(HANDOFFS).where(HANDOFFS.c.number == number).values(**anew))
            return by_number(connection, number)

    def note(self, number: str, by: Person, text: str) -> HandedOver:
        """Write something that only advisors read; it changes no state."""
        with transaction(self._engine) as connection:
            handed = by_number(connection, number)
            add_note(connection, number, by.login, text, self._now())
            record(connection, self._now(), by.login, "handoff.note", number)
            return handed

    def _step(
        self,
        connection: Connection,
        number: str,
        event: Event,
        by: Person,
        *,
        detail: str = "",
        owner: str | None = None,
        version: int | None = None,
        **values: object,
    ) -> HandedOver:
        handed = step(connection, number, event, self._now(), owner=owner, version=version, **values)
        record(connection, self._now(), by.login, f"handoff.{event}", number, detail)
        return handed

    def _say(self, connection: Connection, handed: HandedOver, message: Message) -> None:
        add_message(connection, handed, message)
        enqueue(connection, self._notify_asker(handed, message), message.said_at)
