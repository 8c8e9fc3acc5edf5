"""Finds a message that arrived before, by the beginning of its id."""

from sqlalchemy import ColumnElement, Engine, select, union_all

from api.store.tables import HANDOFFS, MESSAGES, TURNS
from api.store.transaction import transaction


class StoredRepeats:
    """Ids of everything that askers sent, SQLite and PostgreSQL alike."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def seen(self, beginning: str) -> str | None:
        """Return the id that begins so, in hexadecimal digits; None for a new one. Raises StoreUnavailable."""
        columns = (TURNS.c.message_id, MESSAGES.c.id, HANDOFFS.c.message_id)
        kept = union_all(*(select(column).where(_begins(column, beginning)) for column in columns))
        with transaction(self._engine) as connection:
            return connection.execute(kept.limit(1)).scalar()


def _begins(column: ColumnElement[str], beginning: str) -> ColumnElement[bool]:
    """A range, which an index serves on both databases; "g" is behind every hexadecimal digit."""
    return (column >= beginning) & (column < f"{beginning}g")
