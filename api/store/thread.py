"""Reads what was said in a conversation in one order: by the asker, the assistant, people, and notices."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, select

from api.store.handoff_rows import AnyRow, message_of, moment
from api.store.handoff_steps import by_number
from api.store.replies import read
from api.store.tables import MESSAGES, TURNS
from api.store.transaction import transaction
from assistant.people.handed import HandedOver, Message, ThreadEntry

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class Threads:
    """Conversations as people read them. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def thread(self, conversation_id: str) -> tuple[ThreadEntry, ...]:
        """Return what was said in a conversation, oldest first; empty when nothing is kept of it."""
        with transaction(self._engine) as connection:
            return _thread(connection, conversation_id)

    def of_handoff(self, number: str) -> tuple[ThreadEntry, ...]:
        """Return what was said in the conversation of a handoff, its question at least. Raises HandoffGone."""
        with transaction(self._engine) as connection:
            handed = by_number(connection, number)
            said = _thread(connection, handed.conversation_id)
        known = any(entry.id == handed.message_id for entry in said)
        return said if known else tuple(sorted((*said, _question(handed)), key=_when))


def _thread(connection: Connection, conversation_id: str) -> tuple[ThreadEntry, ...]:
    of_turns = select(TURNS).where(TURNS.c.conversation_id == conversation_id).order_by(TURNS.c.number)
    of_messages = select(MESSAGES).where(MESSAGES.c.conversation_id == conversation_id).order_by(MESSAGES.c.number)
    turns = connection.execute(of_turns).all()
    asked = {turn.message_id for turn in turns}
    messages = [message_of(row) for row in connection.execute(of_messages) if row.id not in asked]
    return tuple(sorted((*_of_turns(turns), *map(_of_message, messages)), key=_when))


def _of_turns(turns: Iterable[AnyRow]) -> Iterator[ThreadEntry]:
    for turn in turns:
        at = moment(turn.said_at)
        yield ThreadEntry("asker", turn.message_id, turn.asked, at)
        if reply := read(turn.reply):
            yield ThreadEntry("assistant", turn.message_id, reply.message or "", at, reply=reply)


def _of_message(message: Message) -> ThreadEntry:
    return ThreadEntry(message.author, message.id, message.text, message.said_at, message.name, message.sources)


def _question(handed: HandedOver) -> ThreadEntry:
    return ThreadEntry("asker", handed.message_id, handed.question, handed.created_at)


def _when(entry: ThreadEntry) -> datetime:
    return entry.said_at or _BEFORE_ALL
