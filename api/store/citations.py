"""Counts where documents are cited: in answers that are still kept, and in verified answers."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from api.store.replies import read
from api.store.tables import TURNS
from api.store.transaction import transaction
from assistant.people.gaps import FEWEST

LOOKED_AT = 2_000  # answers; the newest


@dataclass(frozen=True, slots=True)
class Cited:
    """How many kept answers cite a document, and the last time; fewer than FEWEST are told as "fewer than five"."""

    answers: int
    last: datetime | None

    @property
    def few(self) -> bool:
        """Whether the number may not be told."""
        return 0 < self.answers < FEWEST


class Citations:
    """Looks into the kept answers; changes nothing. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, document: str) -> Cited:
        """Return how often a document is cited among the newest answers that name it."""
        query = select(TURNS.c.reply, TURNS.c.said_at).where(TURNS.c.reply.contains(document, autoescape=True))
        with transaction(self._engine) as connection:
            rows = connection.execute(query.order_by(TURNS.c.number.desc()).limit(LOOKED_AT)).all()
        replies = ((read(row.reply), row.said_at) for row in rows)
        found = [at for reply, at in replies if reply and any(s.document_id == document for s in reply.sources)]
        return Cited(len(found), max((at for at in found if at), default=None))

    def counts(self) -> dict[str, int]:
        """Return in how many of the newest kept answers each document stands: to sort by, no figure to show."""
        query = select(TURNS.c.documents).order_by(TURNS.c.number.desc()).limit(LOOKED_AT)
        with transaction(self._engine) as connection:
            return dict(Counter(key for told in connection.scalars(query) for key in set(json.loads(told))))
