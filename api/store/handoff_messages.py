"""Writes what is said in the thread of a handoff, and what advisors note for each other."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from api.store.tables import CONVERSATIONS, MESSAGES, NOTES, TURNS
from assistant.people.cited import CitedSource, encoded
from assistant.people.handed import HandedOver, Message


def said_by_asker(text: str, at: datetime, message_id: str | None = None) -> Message:
    """Return what an asker writes; the same `message_id` is kept once."""
    return Message(message_id or secrets.token_hex(16), "asker", text, at)


def said_by_advisor(text: str, at: datetime, name: str, sources: Sequence[CitedSource] = ()) -> Message:
    """Return what an advisor writes; the asker reads `name`."""
    return Message(secrets.token_hex(16), "advisor", text, at, name, tuple(sources))


def noticed(text: str, at: datetime) -> Message:
    """Return what Lotse tells the asker of the handoff."""
    return Message(secrets.token_hex(16), "lotse", text, at)


def add_message(connection: Connection, handoff: HandedOver, message: Message) -> None:
    """Add a message to the thread, once; its conversation lives on from now."""
    upsert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    at = message.said_at.astimezone(UTC)
    talk = upsert(CONVERSATIONS).values(id=handoff.conversation_id, updated_at=at)
    connection.execute(talk.on_conflict_do_update(index_elements=["id"], set_={"updated_at": at}))
    row = {
        "id": message.id, "conversation_id": handoff.conversation_id, "handoff_number": handoff.number,
        "author": message.author, "name": message.name, "text": message.text, "sources": encoded(message.sources),
        "said_at": at,
    }  # fmt: skip
    connection.execute(upsert(MESSAGES).values(row).on_conflict_do_nothing(index_elements=["id"]))


def add_note(connection: Connection, number: str, author: str, text: str, at: datetime) -> None:
    """Add a note between advisors; `author` is a login, or "lotse"."""
    row = {"handoff_number": number, "author": author, "text": text, "written_at": at.astimezone(UTC)}
    connection.execute(insert(NOTES).values(row))


def begin_afresh(connection: Connection, conversation_id: str) -> None:
    """Let what was said so far in a conversation be no context of its next questions."""
    newest = select(func.coalesce(func.max(TURNS.c.number), 0)).where(TURNS.c.conversation_id == conversation_id)
    afresh = update(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation_id)
    connection.execute(afresh.values(fresh_from=newest.scalar_subquery()))
