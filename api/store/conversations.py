"""Keeps conversations in the application database: turns in order, and the asker's profile."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Row, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from api.store.tables import CONVERSATIONS, TURNS
from assistant.conversation.followups import KEPT
from assistant.conversation.memory import Memory
from assistant.errors import MemoryUnavailable
from assistant.messages import Outcome, Turn
from knowledge.profile import Profile

_KNOWN = frozenset(Outcome)


class StoredConversations:
    """Conversations in SQL, SQLite and PostgreSQL alike; several processes may note turns of one conversation."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def recall(self, conversation_id: str) -> Memory:
        """Return the last five turns, oldest first, and the profile. Raises MemoryUnavailable."""
        of_it = TURNS.c.conversation_id == conversation_id
        with self._begun() as connection:
            kept = connection.execute(select(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation_id)).one_or_none()
            if kept is None:
                return Memory()
            newest = select(TURNS).where(of_it).order_by(TURNS.c.number.desc()).limit(KEPT)
            turns = tuple(_turn(row) for row in connection.execute(newest) if row.outcome in _KNOWN)
        return Memory(turns[::-1], Profile(kept.state, kept.population, kept.type, kept.phase))

    def note(self, conversation_id: str, message_id: str, turn: Turn, profile: Profile) -> None:
        """Keep a turn and the profile after it; a message noted before changes nothing. Raises MemoryUnavailable."""
        about: dict[str, object] = asdict(profile)
        about["updated_at"] = self._now().astimezone(UTC)
        with self._begun() as connection:
            if connection.execute(select(TURNS.c.number).where(TURNS.c.message_id == message_id)).first():
                return
            # The conversation's row is written first, so that turns of one conversation wait for each other.
            start = self._insert(CONVERSATIONS).values(id=conversation_id, **about)
            connection.execute(start.on_conflict_do_update(index_elements=["id"], set_=about))
            row = {"message_id": message_id, "conversation_id": conversation_id, "asked": turn.asked}
            row |= {"query": turn.query, "outcome": turn.outcome.value, "documents": json.dumps(turn.documents)}
            connection.execute(self._insert(TURNS).values(row).on_conflict_do_nothing(index_elements=["message_id"]))

    def forget(self, conversation_id: str) -> bool:
        """Delete a conversation with all its turns and return whether there was one. Raises MemoryUnavailable."""
        with self._begun() as connection:
            return connection.execute(delete(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation_id)).rowcount > 0

    def expire(self, before: datetime) -> int:
        """Delete the conversations last spoken in before that moment and return how many. Raises MemoryUnavailable."""
        old = CONVERSATIONS.c.updated_at < before.astimezone(UTC)
        with self._begun() as connection:
            return connection.execute(delete(CONVERSATIONS).where(old)).rowcount

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise MemoryUnavailable("Der Gesprächsverlauf ist gerade nicht erreichbar.") from error


def _turn(row: Row[tuple[object, ...]]) -> Turn:
    return Turn(row.asked, row.query, Outcome(row.outcome), tuple(json.loads(row.documents)))
