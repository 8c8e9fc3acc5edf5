"""Keeps what people say of answers in the application database; it goes with the conversation."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from api.store.tables import FEEDBACK, TURNS
from assistant.errors import MemoryUnavailable
from assistant.feedback import Author, Verdict
from assistant.masking import masked


class StoredFeedback:
    """Verdicts in SQL, SQLite and PostgreSQL alike; one per answer and author, comments without personal data."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def give(self, message_id: str, verdict: Verdict, author: Author) -> bool:
        """Keep a verdict in place of the same author's earlier one; return whether the message is known.

        Raises MemoryUnavailable.
        """
        said = {
            "helpful": verdict.helpful, "reason": verdict.reason, "comment": masked(verdict.comment),
            "given_at": self._now().astimezone(UTC),
        }  # fmt: skip
        kept = self._insert(FEEDBACK).values(message_id=message_id, author=author, **said)
        try:
            with self._engine.begin() as connection:
                if connection.execute(select(TURNS.c.number).where(TURNS.c.message_id == message_id)).first() is None:
                    return False
                connection.execute(kept.on_conflict_do_update(index_elements=["message_id", "author"], set_=said))
                return True
        except SQLAlchemyError as error:
            raise MemoryUnavailable(
                "Ihre Rückmeldung ließ sich nicht speichern. Bitte versuchen Sie es noch einmal."
            ) from error
