"""Reads what was said in a conversation in one order: by the asker, the assistant, people, and notices."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, select

from api.store.handoff_rows import AnyRow, handed_of, message_of, moment
from api.store.handoff_steps import by_number
from api.store.replies import read
from api.store.tables import CONVERSATIONS, HANDOFFS, MESSAGES, TURNS
from api.store.transaction import transaction
from assistant.people.handed import HandedOver, Message, ThreadEntry
from knowledge.profile import Profile

_ENTRIES = TypeAdapter(tuple[ThreadEntry, ...])
_HANDED = TypeAdapter(list[HandedOver])
_OF_THE_TEAM = frozenset({"version", "claimed_by", "claimed_at", "escalate_at", "escalated_at", "tried"})
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
        return said if known else tuple(sorted((_question(handed), *said), key=_when))

    def exported(self, conversation_id: str) -> dict[str, object] | None:
        """Return all that is kept of a conversation and its asker, ready for JSON; None when nothing is."""
        with transaction(self._engine) as connection:
            said = _thread(connection, conversation_id)
            talk = connection.execute(select(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation_id)).one_or_none()
            of_it = select(HANDOFFS).where(HANDOFFS.c.conversation_id == conversation_id)
            handed = [handed_of(row) for row in connection.execute(of_it.order_by(HANDOFFS.c.created_at))]
        if talk is None and not handed:
            return None
        profile = Profile(talk.state, talk.population, talk.type, talk.phase) if talk else Profile()
        return {
            "conversation_id": conversation_id,
            "profile": asdict(profile),
            "entries": _ENTRIES.dump_python(said, mode="json"),
            "handoffs": [_own_part(one) for one in _HANDED.dump_python(handed, mode="json")],
        }


def _own_part(handed: dict[str, object]) -> dict[str, object]:
    """Return of a handoff what concerns its asker: not how the team works on it."""
    return {name: value for name, value in handed.items() if name not in _OF_THE_TEAM}


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
