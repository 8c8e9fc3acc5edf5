"""Keeps what advisors say of single statements of an answer in the application database."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from api.store.tables import TURNS
from api.store.tables_statements import STATEMENT_FEEDBACK
from assistant.errors import MemoryUnavailable
from assistant.feedback import Reason, Verdict
from assistant.masking import masked

_KEY = ("message_id", "statement_index", "advisor")


@dataclass(frozen=True, slots=True)
class Judged:
    """What one advisor says of one statement; `index` counts the statements of the stored reply from 0."""

    index: int
    advisor: str
    verdict: Verdict


class StoredStatementFeedback:
    """Verdicts in SQL, SQLite and PostgreSQL alike; one per statement and advisor, comments without personal data."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._insert = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert

    def give(self, message_id: str, index: int, advisor: str, verdict: Verdict) -> bool:
        """Keep a verdict in place of the advisor's earlier one; return whether there is such a statement.

        Raises MemoryUnavailable.
        """
        said = {
            "helpful": verdict.helpful, "reason": verdict.reason, "comment": masked(verdict.comment),
            "given_at": self._now().astimezone(UTC),
        }  # fmt: skip
        key = {"message_id": message_id, "statement_index": index, "advisor": advisor}
        kept = self._insert(STATEMENT_FEEDBACK).values(**key, **said)
        try:
            with self._engine.begin() as connection:
                reply = connection.execute(select(TURNS.c.reply).where(TURNS.c.message_id == message_id)).scalar()
                if not 0 <= index < _statements(reply):
                    return False
                connection.execute(kept.on_conflict_do_update(index_elements=_KEY, set_=said))
                return True
        except SQLAlchemyError as error:
            raise MemoryUnavailable(
                "Ihre Bewertung ließ sich nicht speichern. Bitte versuchen Sie es noch einmal."
            ) from error

    def of(self, message_ids: Iterable[str]) -> Mapping[str, Sequence[Judged]]:
        """Return what was said of the statements of these messages, in their order. Raises MemoryUnavailable."""
        wanted = STATEMENT_FEEDBACK.c.message_id.in_(list(message_ids))
        order = (STATEMENT_FEEDBACK.c.statement_index, STATEMENT_FEEDBACK.c.given_at)
        found: dict[str, list[Judged]] = defaultdict(list)
        try:
            with self._engine.connect() as connection:
                for row in connection.execute(select(STATEMENT_FEEDBACK).where(wanted).order_by(*order)):
                    verdict = Verdict(row.helpful, Reason(row.reason) if row.reason else None, row.comment)
                    found[row.message_id].append(Judged(row.statement_index, row.advisor, verdict))
        except SQLAlchemyError as error:
            raise MemoryUnavailable("Die Bewertungen lassen sich gerade nicht lesen.") from error
        return found


def _statements(reply: str | None) -> int:
    return len(json.loads(reply)["statements"]) if reply else 0
