"""Keeps what people say of answers in the application database; it goes with the conversation."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from api.store.tables import CONVERSATIONS, FEEDBACK, TURNS
from assistant.errors import MemoryUnavailable
from assistant.feedback import Author, Reason, Unhelpful, Verdict
from assistant.masking import masked


class StoredFeedback:
    """Verdicts in SQL, SQLite and PostgreSQL alike; one per answer and author, comments without personal data."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def unhelpful(self, message_id: str) -> Unhelpful | None:
        """Return what the answers of this conversation are reproached with; None for an unknown message.

        What was said before a person answered does not count. Raises MemoryUnavailable.
        """
        talk = TURNS.join(CONVERSATIONS, TURNS.c.conversation_id == CONVERSATIONS.c.id)
        this = select(TURNS, CONVERSATIONS.c.fresh_from).select_from(talk).where(TURNS.c.message_id == message_id)
        with self._begun() as connection:
            turn = connection.execute(this).one_or_none()
            if turn is None:
                return None
            here = (TURNS.c.conversation_id == turn.conversation_id) & (TURNS.c.number > turn.fresh_from)
            said = FEEDBACK.join(TURNS, FEEDBACK.c.message_id == TURNS.c.message_id)
            by_asker = (FEEDBACK.c.author == "asker") & FEEDBACK.c.helpful.is_(False)
            counted = select(func.count()).select_from(said).where(here, by_asker)
            times = int(connection.execute(counted).scalar_one())
        return Unhelpful(turn.conversation_id, turn.asked, turn.topic, times)

    def give(self, message_id: str, verdict: Verdict, author: Author) -> bool:
        """Keep a verdict in place of the same author's earlier one; return whether the message is known.

        Raises MemoryUnavailable.
        """
        said = {
            "helpful": verdict.helpful, "reason": verdict.reason, "comment": masked(verdict.comment),
            "given_at": self._now().astimezone(UTC),
        }  # fmt: skip
        kept = self._insert(FEEDBACK).values(message_id=message_id, author=author, **said)
        with self._begun() as connection:
            if connection.execute(select(TURNS.c.number).where(TURNS.c.message_id == message_id)).first() is None:
                return False
            connection.execute(kept.on_conflict_do_update(index_elements=["message_id", "author"], set_=said))
            return True

    def given(self, conversation_id: str) -> Mapping[str, Verdict]:
        """Return what the asker of a conversation said of its answers, by message. Raises MemoryUnavailable."""
        said = FEEDBACK.join(TURNS, FEEDBACK.c.message_id == TURNS.c.message_id)
        by_asker = (FEEDBACK.c.author == "asker") & (TURNS.c.conversation_id == conversation_id)
        with self._begun() as connection:
            rows = connection.execute(select(FEEDBACK).select_from(said).where(by_asker)).all()
        return {
            row.message_id: Verdict(row.helpful, Reason(row.reason) if row.reason else None, row.comment)
            for row in rows
        }

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise MemoryUnavailable(
                "Ihre Rückmeldung ließ sich nicht speichern. Bitte versuchen Sie es noch einmal."
            ) from error
