"""Ends the handoffs of a conversation that its asker deletes; what the asker wrote and told goes with it."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from api.store.audit import record
from api.store.handoff_messages import add_note
from api.store.handoff_rows import handed_of
from api.store.handoff_steps import step
from api.store.tables import HANDOFFS
from assistant.people.handed import HandedOver
from assistant.people.states import Event

NO_CONTACT = {"contact_name": None, "contact_email": None, "contact_phone": None, "consent_at": None}
DELETED = "Die fragende Person hat ihr Gespräch gelöscht. Eine Antwort wird nicht mehr erwartet."


def end_all(connection: Connection, conversation_id: str, at: datetime) -> tuple[HandedOver, ...]:
    """End the handoffs of a conversation that its asker deletes, and return those that were not finished."""
    of_it = HANDOFFS.c.conversation_id == conversation_id
    erased = update(HANDOFFS).where(of_it).values(question="", form="{}", **NO_CONTACT)
    connection.execute(erased)
    found = connection.execute(select(HANDOFFS).where(of_it)).all()
    return tuple(_ended(connection, handed, at) for handed in map(handed_of, found) if handed.unfinished)


def _ended(connection: Connection, handed: HandedOver, at: datetime) -> HandedOver:
    closed = step(connection, handed.number, Event.CLOSE, at)
    add_note(connection, closed.number, "lotse", DELETED, at)
    record(connection, at, "asker", "handoff.deleted", closed.number)
    return closed
