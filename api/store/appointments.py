"""Keeps that an appointment was confirmed, or a contact passed on: step, message and mail in one transaction."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Engine

from api.outbox.entry import Entry
from api.store.audit import record
from api.store.contacts import consented
from api.store.handoff_messages import add_message, begin_afresh, said_by_advisor
from api.store.handoff_steps import step
from api.store.outbox import enqueue
from api.store.transaction import transaction
from assistant.people.consents import Contact
from assistant.people.handed import HandedOver, Message, Person
from assistant.people.states import Event

Told = Callable[[HandedOver, Message], Iterable[Entry]]


class StoredAppointments:
    """What ends a handoff with more than a text, SQLite and PostgreSQL alike."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def answer(self, number: str, by: Person, text: str, action: str, version: int, told: Told) -> HandedOver:
        """Answer a handoff with a text, and enqueue what `told` makes of it; only its owner may.

        `action` goes to the audit. Raises HandoffGone, HandoffTaken, NotAllowed, StoreUnavailable.
        """
        at = self._now()
        message = said_by_advisor(text, at, by.name)
        with transaction(self._engine) as connection:
            handed = step(connection, number, Event.RELEASE, at, owner=by.login, version=version)
            add_message(connection, handed, message)
            begin_afresh(connection, handed.conversation_id)
            record(connection, at, by.login, action, number)
            enqueue(connection, told(handed, message), at)
            return handed

    def contacts(self, document_id: str) -> tuple[Contact, ...]:
        """Return who of a municipality may be named now: only with a recorded consent. Raises StoreUnavailable."""
        with transaction(self._engine) as connection:
            return consented(connection, document_id, self._now())
