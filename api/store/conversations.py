"""Keeps conversations in the application database: turns in order, and the asker's profile."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Row, bindparam, delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from api.store.handoff_endings import end_all
from api.store.handoffs import Notify
from api.store.outbox import enqueue
from api.store.replies import read, written
from api.store.tables import CONVERSATIONS, HANDOFFS, TURNS, UNFINISHED_STATUS
from assistant.conversation.followups import KEPT
from assistant.conversation.memory import Memory
from assistant.errors import MemoryUnavailable
from assistant.messages import Outcome, Reply, Turn
from knowledge.profile import Profile

_KNOWN = frozenset(Outcome)
# Made once: every message reads and writes by them, and making such a statement takes as long as running it.
_OF_ID = select(CONVERSATIONS).where(CONVERSATIONS.c.id == bindparam("conversation"))
_NEWEST = (
    select(TURNS)
    .where((TURNS.c.conversation_id == bindparam("conversation")) & (TURNS.c.number > bindparam("fresh_from")))
    .order_by(TURNS.c.number.desc())
    .limit(KEPT)
)
_REPLY_OF = select(TURNS.c.reply).where(TURNS.c.message_id == bindparam("message"))
_TOLD = ("state", "population", "type", "phase", "updated_at")  # of a conversation, new with every turn
_NOTED = ("message_id", "conversation_id", "asked", "query", "outcome", "documents", "reply", "topic", "said_at")


class StoredConversations:
    """Conversations in SQL, SQLite and PostgreSQL alike; several processes may note turns of one conversation."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], notify_ended: Notify = lambda _: ()) -> None:
        """`notify_ended` gives what the team is told when a handoff ends with its conversation."""
        self._engine, self._now, self._notify_ended = engine, now, notify_ended
        insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
        start = insert(CONVERSATIONS).values({name: bindparam(name) for name in ("id", *_TOLD)})
        told = {name: start.excluded[name] for name in _TOLD}
        self._start = start.on_conflict_do_update(index_elements=["id"], set_=told)
        turn = insert(TURNS).values({name: bindparam(name) for name in _NOTED})
        self._turn = turn.on_conflict_do_nothing(index_elements=["message_id"])

    def recall(self, conversation_id: str) -> Memory:
        """Return the last five turns, oldest first, and the profile. Raises MemoryUnavailable.

        Turns before a person's answer are no context any more.
        """
        with self._begun() as connection:
            kept = connection.execute(_OF_ID, {"conversation": conversation_id}).one_or_none()
            if kept is None:
                return Memory()
            of_it = {"conversation": conversation_id, "fresh_from": kept.fresh_from}
            turns = tuple(_turn(row) for row in connection.execute(_NEWEST, of_it) if row.outcome in _KNOWN)
        return Memory(turns[::-1], Profile(kept.state, kept.population, kept.type, kept.phase))

    def note(
        self,
        conversation_id: str,
        message_id: str,
        turn: Turn,
        profile: Profile,
        reply: Reply | None = None,
        topic: str | None = None,
    ) -> Reply | None:
        """Keep a turn, its reply and the profile after it, and return None.

        A message noted before, perhaps by another process, changes nothing: then its reply is returned. Raises
        MemoryUnavailable.
        """
        at = self._now().astimezone(UTC)
        about: dict[str, object] = asdict(profile) | {"updated_at": at}
        with self._begun() as connection:
            if earlier := connection.execute(_REPLY_OF, {"message": message_id}).first():
                return read(earlier.reply)
            # The conversation's row is written first, so that turns of one conversation wait for each other.
            connection.execute(self._start, {"id": conversation_id, **about})
            row: dict[str, object] = {"message_id": message_id, "conversation_id": conversation_id, "asked": turn.asked}
            row |= {"query": turn.query, "outcome": turn.outcome.value, "documents": json.dumps(turn.documents)}
            row |= {"reply": written(reply) if reply else None, "topic": topic, "said_at": at}
            if connection.execute(self._turn, row).rowcount > 0:
                return None
            return read(connection.execute(_REPLY_OF, {"message": message_id}).scalar())

    def reply_of(self, message_id: str) -> Reply | None:
        """Return the reply that a message got; None when it is not known, or not kept. Raises MemoryUnavailable."""
        with self._begun() as connection:
            return read(connection.execute(_REPLY_OF, {"message": message_id}).scalar())

    def forget(self, conversation_id: str) -> bool:
        """Delete a conversation with all that its asker wrote, and return whether there was one.

        Its handoffs are closed, without question and contact; the team is told of those that it had not finished.
        Raises MemoryUnavailable.
        """
        with self._begun() as connection:
            for ended in end_all(connection, conversation_id, self._now()):
                enqueue(connection, self._notify_ended(ended), self._now())
            return connection.execute(delete(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation_id)).rowcount > 0

    def expire(self, before: datetime) -> int:
        """Delete the conversations last spoken in before that moment and return how many. Raises MemoryUnavailable.

        Those that a person still works on stay.
        """
        worked_on = exists().where(HANDOFFS.c.conversation_id == CONVERSATIONS.c.id)
        worked_on = worked_on.where(HANDOFFS.c.status.in_(UNFINISHED_STATUS))
        old = (CONVERSATIONS.c.updated_at < before.astimezone(UTC)) & ~worked_on
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
