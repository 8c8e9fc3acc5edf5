"""Reads stored turns with what was asked before and what people said of the answer, for evaluation."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Row, select
from sqlalchemy.exc import SQLAlchemyError

from api.store.tables import CONVERSATIONS, FEEDBACK, TURNS
from api.store.tables_statements import STATEMENT_FEEDBACK
from assistant.conversation.followups import KEPT
from assistant.errors import MemoryUnavailable
from assistant.messages import Outcome
from evals.harvest import Asked
from knowledge.profile import Profile

_Row = Row[*tuple[Any, ...]]
_KNOWN = frozenset(Outcome)
_BY_STATEMENT = (STATEMENT_FEEDBACK.c.statement_index, STATEMENT_FEEDBACK.c.advisor)


def asked_since(engine: Engine, since: datetime | None) -> list[Asked]:
    """Return the turns of all conversations that went on since then, oldest first. Raises MemoryUnavailable."""
    turns = TURNS.join(CONVERSATIONS, TURNS.c.conversation_id == CONVERSATIONS.c.id)
    found = select(
        TURNS, CONVERSATIONS.c.state, CONVERSATIONS.c.population, CONVERSATIONS.c.type, CONVERSATIONS.c.phase
    )
    found = found.select_from(turns).order_by(TURNS.c.number)
    if since:
        found = found.where(CONVERSATIONS.c.updated_at >= since)
    try:
        with engine.connect() as connection:
            said = defaultdict(list)
            for one in connection.execute(select(FEEDBACK).order_by(FEEDBACK.c.author)):
                said[one.message_id].append(one)
            for one in connection.execute(select(STATEMENT_FEEDBACK).order_by(*_BY_STATEMENT)):
                said[one.message_id].append(one)
            return list(_asked(connection.execute(found).all(), said))
    except SQLAlchemyError as error:
        raise MemoryUnavailable("Die gespeicherten Gespräche lassen sich nicht lesen.") from error


def _asked(turns: Iterable[_Row], said: Mapping[str, Sequence[_Row]]) -> Iterator[Asked]:
    before: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        verdicts = said.get(turn.message_id, [])
        if turn.outcome in _KNOWN:
            yield Asked(
                turn.message_id,
                turn.asked,
                tuple(before[turn.conversation_id][-KEPT:]),
                Profile(turn.state, turn.population, turn.type, turn.phase),
                Outcome(turn.outcome),
                tuple(json.loads(turn.documents)),
                all(one.helpful for one in verdicts) if verdicts else None,
                "; ".join(part for one in verdicts for part in (one.reason or "", one.comment) if part),
            )
        before[turn.conversation_id].append(turn.asked)
