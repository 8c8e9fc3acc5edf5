"""Finds what is new in conversations: what people said, and handoffs that changed, after a position in the store.

A position is made of the store's own numbers alone, so it holds over restarts and for every process.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Engine, func, select

from api.store.handoff_rows import handed_of, message_of
from api.store.tables import CONVERSATIONS, HANDOFFS, MESSAGES
from api.store.transaction import transaction
from assistant.people.handed import HandedOver, Message

_WRITTEN = re.compile(r"[0-9]{1,9}(?:_[A-Za-z0-9-]{1,20}\.[0-9]{1,9})*")
_OF_PEOPLE = ("advisor", "lotse")


@dataclass(frozen=True, slots=True)
class Position:
    """How far a conversation was read: its last message, and the version of each of its handoffs by number."""

    message: int = 0
    handoffs: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return it as a reader keeps it.

        >>> str(Position(7, {"L-B": 2, "L-A": 1}))
        '7_L-A.1_L-B.2'
        """
        return "_".join([str(self.message), *(f"{key}.{self.handoffs[key]}" for key in sorted(self.handoffs))])

    @classmethod
    def read(cls, written: str | None) -> "Position | None":
        """Return a position that was kept; None for nothing, and for what is none.

        >>> Position.read("7_L-A.1") == Position(7, {"L-A": 1}), Position.read("1.4"), Position.read(None)
        (True, None, None)
        """
        if not written or not _WRITTEN.fullmatch(written):
            return None
        message, *handoffs = written.split("_")
        return cls(int(message), {key: int(version) for key, _, version in (one.partition(".") for one in handoffs)})

    def after(self, one: Message | HandedOver, number: int) -> "Position":
        """Return the position behind a message of this number, or behind a handoff in this version."""
        if isinstance(one, Message):
            return replace(self, message=number)
        return replace(self, handoffs={**self.handoffs, one.number: number})


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of news, and the position of who has read it."""

    what: Message | HandedOver
    position: Position


class News:
    """Reads news in SQL, SQLite and PostgreSQL alike. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def look(self, conversations: Iterable[str]) -> dict[str, Position]:
        """Return the position at which each of the conversations stands that exist, in a single query."""
        with transaction(self._engine) as connection:
            return _positions(connection, list(conversations))

    def since(self, conversation: str, position: Position) -> tuple[Piece, ...] | None:
        """Return what is new in a conversation, messages first, each oldest first; None when it is gone."""
        with transaction(self._engine) as connection:
            if conversation not in _positions(connection, [conversation]):
                return None
            of_it = MESSAGES.c.conversation_id == conversation
            newer = of_it & (MESSAGES.c.number > position.message) & MESSAGES.c.author.in_(_OF_PEOPLE)
            said = connection.execute(select(MESSAGES).where(newer).order_by(MESSAGES.c.number)).all()
            handed = select(HANDOFFS).where(HANDOFFS.c.conversation_id == conversation)
            rows = connection.execute(handed.order_by(HANDOFFS.c.created_at, HANDOFFS.c.number)).all()
        pieces: list[Piece] = []
        changed = [one for one in map(handed_of, rows) if position.handoffs.get(one.number) != one.version]
        found = [(message_of(row), row.number) for row in said] + [(one, one.version) for one in changed]
        for what, number in found:
            position = position.after(what, number)
            pieces.append(Piece(what, position))
        return tuple(pieces)


def _positions(connection: Connection, conversations: list[str]) -> dict[str, Position]:
    newest = select(func.max(MESSAGES.c.number)).where(MESSAGES.c.conversation_id == CONVERSATIONS.c.id)
    handed = CONVERSATIONS.outerjoin(HANDOFFS, HANDOFFS.c.conversation_id == CONVERSATIONS.c.id)
    columns = (CONVERSATIONS.c.id, newest.scalar_subquery().label("message"), HANDOFFS.c.number, HANDOFFS.c.version)
    query = select(*columns).select_from(handed).where(CONVERSATIONS.c.id.in_(conversations))
    found: dict[str, Position] = {}
    for key, message, number, version in connection.execute(query):
        before = found.get(key, Position(message or 0))
        found[key] = replace(before, handoffs={**before.handoffs, number: version}) if number else before
    return found
