"""Keeps handoffs in the application database, and what their askers do with them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from api.outbox.entry import Entry
from api.store.audit import record
from api.store.handoff_messages import add_message, said_by_asker
from api.store.handoff_promises import PromiseFor, promised
from api.store.handoff_rows import as_code, handed_of, row_of
from api.store.handoff_steps import by_number, step
from api.store.outbox import enqueue
from api.store.tables import HANDOFFS, MESSAGES, UNFINISHED_STATUS
from api.store.transaction import transaction
from assistant.errors import HandoffNotStored
from assistant.handoff import Handoff
from assistant.people.errors import HandoffGone, HandoffTaken, NotAllowed
from assistant.people.handed import Contact, HandedOver, Kept, Message
from assistant.people.states import Event, Status

Notify = Callable[[HandedOver], Iterable[Entry]]
_TRIES = 5  # each one fails only when somebody keeps, or ends, the same handoff at the same moment


class StoredHandoffs:
    """Handoffs in SQL, SQLite and PostgreSQL alike; what is told of them is enqueued in the same transaction.

    `notify` is asked whenever the team has something new to do: a handoff was made, or its asker wrote and that changed
    its status. Let keys of its entries hold number and version.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime], promise_for: PromiseFor, notify: Notify) -> None:
        self._engine, self._now, self._promise_for, self._notify = engine, now, promise_for, notify

    def keep(self, handoff: Handoff) -> Kept:
        """Store it durably and return its number, code and promise. Raises HandoffNotStored.

        A message kept before changes nothing. While one of this kind is unfinished in the conversation, the question
        is added to that one.
        """
        failure: Exception | None = None
        for _ in range(_TRIES):
            try:
                with self._engine.begin() as connection:
                    if kept := self._kept(connection, handoff):
                        return kept
            except (HandoffGone, HandoffTaken, NotAllowed) as error:
                failure = error
            except SQLAlchemyError as error:
                failure = error
                break
        raise HandoffNotStored("Die Übergabe ließ sich nicht speichern.") from failure

    def _kept(self, connection: Connection, handoff: Handoff) -> Kept | None:
        """Return what is kept for it; None when somebody else ended, this moment, what stood in the way."""
        at = self._now()
        promise = self._promise_for(handoff.topic, handoff.question.profile.state, at)
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        row, earlier = row_of(handoff, at) | promised(promise), _of_message(connection, handoff.message_id)
        made_now = insert(HANDOFFS).values(row).on_conflict_do_nothing().returning(HANDOFFS)
        if not earlier and (kept := connection.execute(made_now).one_or_none()):
            made = handed_of(kept)
            record(connection, at, "lotse", "handoff.made", made.number, f"{made.kind}: {made.reason}")
            enqueue(connection, self._notify(made), at)
            return Kept(made.number, made.code, promise)
        if earlier := earlier or _of_message(connection, handoff.message_id):
            return self._as_kept(earlier, joined=earlier.message_id != handoff.message_id)
        if unfinished := _unfinished(connection, handoff.conversation_id, handoff.kind):
            message = said_by_asker(handoff.question.text, at, handoff.message_id)
            return self._as_kept(self._written(connection, unfinished, message), joined=True)
        return None

    def _as_kept(self, handed: HandedOver, *, joined: bool) -> Kept:
        promise = self._promise_for(handed.topic, handed.profile.state, handed.created_at)
        if handed.due_at and handed.escalate_at:  # what was promised holds, whatever the teams are now
            promise = replace(promise, due=handed.due_at, escalate_at=handed.escalate_at)
        return Kept(handed.number, handed.code, promise, joined, handed.status)

    def by_code(self, code: str) -> HandedOver | None:
        """Return the handoff that a code opens, however it was typed. Raises StoreUnavailable."""
        with transaction(self._engine) as connection:
            return _by_code(connection, code)

    def owner_of_conversation(self, conversation_id: str) -> HandedOver | None:
        """Return the handoff by which a person owns a conversation, the newest of several. Raises StoreUnavailable."""
        return next((one for one in self.of_conversation(conversation_id) if one.owned), None)

    def of_conversation(self, conversation_id: str) -> tuple[HandedOver, ...]:
        """Return the handoffs of a conversation, newest first. Raises StoreUnavailable."""
        of_it = select(HANDOFFS).where(HANDOFFS.c.conversation_id == conversation_id)
        with transaction(self._engine) as connection:
            rows = connection.execute(of_it.order_by(HANDOFFS.c.created_at.desc(), HANDOFFS.c.number)).all()
        return tuple(handed_of(row) for row in rows)

    def write(self, number: str, text: str, message_id: str | None = None) -> HandedOver:
        """Add what the asker writes and return the handoff after it; the same `message_id` changes nothing again.

        An answered handoff is opened again with a new promise; where a newer one of its kind is unfinished, the text
        goes to that one. Raises HandoffGone, NotAllowed when it is closed, StoreUnavailable.
        """
        message = said_by_asker(text, self._now(), message_id)
        with transaction(self._engine) as connection:
            handed = by_number(connection, number)
            if handed.status is Status.ANSWERED:
                handed = _unfinished(connection, handed.conversation_id, handed.kind) or handed
            return self._written(connection, handed, message)

    def _written(self, connection: Connection, before: HandedOver, message: Message) -> HandedOver:
        if connection.execute(select(MESSAGES.c.id).where(MESSAGES.c.id == message.id)).first():
            return before
        # The handoff is locked before its conversation, as advisors do, so that the two never wait for each other.
        handed = step(connection, before.number, Event.ASKER_WRITES, message.said_at)
        add_message(connection, handed, message)
        if handed.status is not before.status:
            handed = self._promised_anew(connection, handed, message.said_at)
            enqueue(connection, self._notify(handed), message.said_at)
        record(connection, message.said_at, "asker", "handoff.written", handed.number)
        return handed

    def _promised_anew(self, connection: Connection, handed: HandedOver, at: datetime) -> HandedOver:
        anew = promised(self._promise_for(handed.topic, handed.profile.state, at)) | {"answered_at": None}
        connection.execute(update(HANDOFFS).where(HANDOFFS.c.number == handed.number).values(**anew))
        return by_number(connection, handed.number)

    def set_contact(self, number: str, contact: Contact, consent_at: datetime) -> HandedOver:
        """Keep how the asker wants to be reached, with the moment of consent. Raises HandoffGone, StoreUnavailable."""
        return self._reached(number, contact, consent_at.astimezone(UTC), "contact.given")

    def remove_contact(self, number: str) -> HandedOver:
        """Delete how the asker can be reached. Raises HandoffGone, StoreUnavailable."""
        return self._reached(number, Contact(), None, "contact.removed")

    def _reached(self, number: str, contact: Contact, consent_at: datetime | None, action: str) -> HandedOver:
        columns = {"contact_name": contact.name, "contact_email": contact.email, "contact_phone": contact.phone}
        told = update(HANDOFFS).where(HANDOFFS.c.number == number)
        told = told.values(consent_at=consent_at, version=HANDOFFS.c.version + 1, **columns)
        with transaction(self._engine) as connection:
            if connection.execute(told).rowcount == 0:
                raise HandoffGone("Diese Übergabe gibt es nicht oder nicht mehr.")
            record(connection, self._now(), "asker", action, number)
            return by_number(connection, number)


def _by_code(connection: Connection, code: str) -> HandedOver | None:
    row = connection.execute(select(HANDOFFS).where(HANDOFFS.c.code == as_code(code))).one_or_none()
    return handed_of(row) if row else None


def _of_message(connection: Connection, message_id: str) -> HandedOver | None:
    """Return the handoff that a message made or was added to."""
    added = select(MESSAGES.c.handoff_number).where(MESSAGES.c.id == message_id)
    of_it = (HANDOFFS.c.message_id == message_id) | HANDOFFS.c.number.in_(added)
    row = connection.execute(select(HANDOFFS).where(of_it)).first()
    return handed_of(row) if row else None


def _unfinished(connection: Connection, conversation_id: str, kind: str) -> HandedOver | None:
    same = (HANDOFFS.c.conversation_id == conversation_id) & (HANDOFFS.c.kind == kind)
    row = connection.execute(select(HANDOFFS).where(same, HANDOFFS.c.status.in_(UNFINISHED_STATUS))).one_or_none()
    return handed_of(row) if row else None
