"""Reads the questions of gaps that are to be asked again, and keeps how they were answered then."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine, update

from api.store.gap_rows import of_tasks, worked_of
from api.store.tables_gaps import GAP_QUESTIONS
from api.store.transaction import transaction
from assistant.messages import Reply
from assistant.people.gap_tasks import Worked
from assistant.people.gaps import said, solved


class GapRuns:
    """Questions waiting to be asked again. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def waiting(self) -> list[Worked]:
        """Return the questions that are to be asked again."""
        with transaction(self._engine) as connection:
            return [worked_of(row) for row in connection.execute(of_tasks().where(GAP_QUESTIONS.c.pending))]

    def keep(self, one: Worked, reply: Reply) -> bool:
        """Keep the new reply to a question; return False when it is not waited for any more."""
        own = (GAP_QUESTIONS.c.message_id == one.missed.message_id) & GAP_QUESTIONS.c.pending
        documents = dict.fromkeys(source.document_id for source in reply.sources)
        row = {
            "pending": False, "asked_at": self._now().astimezone(UTC), "outcome": reply.outcome.value,
            "said": said(reply), "documents": json.dumps(list(documents)),
            "solved": solved(one.missed.outcome, one.said, reply),
        }  # fmt: skip
        with transaction(self._engine) as connection:
            return connection.execute(update(GAP_QUESTIONS).where(own).values(row)).rowcount == 1
