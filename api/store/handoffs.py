"""Keeps handoffs in the application database."""

import json
import secrets
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from api.store.tables import HANDOFFS
from assistant.errors import HandoffNotStored
from assistant.handoff import Handoff

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is easily misread or misheard


class StoredHandoffs:
    """Handoffs in SQL; a number is hard to guess and easy to read out on the phone."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def keep(self, handoff: Handoff) -> str:
        """Store it durably and return its number. Raises HandoffNotStored."""
        number = "L-" + "".join(secrets.choice(_LETTERS) for _ in range(8))
        row = {
            "number": number,
            "reason": handoff.reason,
            "question": handoff.question.text,
            "language": handoff.language,
            "state": handoff.question.profile.state,
            "population": handoff.question.profile.population,
            "conversation_id": handoff.conversation_id,
            "message_id": handoff.message_id,
            "tried": json.dumps(handoff.tried),
            "created_at": self._now(),
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(HANDOFFS).values(row))
        except SQLAlchemyError as error:
            raise HandoffNotStored("Die Übergabe ließ sich nicht speichern.") from error
        return number

    def count(self) -> int:
        """Return how many handoffs are kept."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(HANDOFFS)).scalar_one())
