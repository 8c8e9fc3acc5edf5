"""Finds a message that arrived before, by the beginning of its id."""

from sqlalchemy import Engine, String, bindparam, select, union_all

from api.store.tables import HANDOFFS, MESSAGES, TURNS
from api.store.transaction import transaction

_COLUMNS = (TURNS.c.message_id, MESSAGES.c.id, HANDOFFS.c.message_id)
_FROM, _TO = bindparam("beginning", type_=String), bindparam("end", type_=String)
# Made once: every message looks here, and making the statement takes longer than running it.
_KEPT = union_all(*(select(column).where((column >= _FROM) & (column < _TO)) for column in _COLUMNS)).limit(1)


class StoredRepeats:
    """Ids of everything that askers sent, SQLite and PostgreSQL alike."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def seen(self, beginning: str) -> str | None:
        """Return the id that begins so, in hexadecimal digits; None for a new one. Raises StoreUnavailable."""
        # A range, which an index serves on both databases; "g" is behind every hexadecimal digit.
        within = {"beginning": beginning, "end": f"{beginning}g"}
        with transaction(self._engine) as connection:
            return connection.execute(_KEPT, within).scalar()
