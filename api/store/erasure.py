"""Deletes a handoff with its conversation, when its asker wants it gone."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, delete

from api.store.audit import record
from api.store.tables import CONVERSATIONS, HANDOFFS
from api.store.transaction import transaction
from assistant.people.handed import HandedOver


class Erasure:
    """Deletes what an asker left, SQLite and PostgreSQL alike; only the number stays, in the audit."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def erase(self, handed: HandedOver) -> None:
        """Delete handoff, contact data, messages and the whole conversation. Raises StoreUnavailable."""
        with transaction(self._engine) as connection:
            connection.execute(delete(HANDOFFS).where(HANDOFFS.c.number == handed.number))
            connection.execute(delete(CONVERSATIONS).where(CONVERSATIONS.c.id == handed.conversation_id))
            record(connection, self._now(), "asker", "handoff.deleted", handed.number)
