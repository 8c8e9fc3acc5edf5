"""Reads questions that were not served from stored turns: their group, their words, and how they were answered."""

import json
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from api.store.handoff_rows import AnyRow, moment
from api.store.replies import read
from api.store.tables import CONVERSATIONS, FEEDBACK, TURNS
from api.store.tables_gaps import GAP_QUESTIONS
from api.store.tables_statements import STATEMENT_FEEDBACK
from assistant.messages import Outcome
from assistant.people.gap_tasks import After, Worked
from assistant.people.gaps import Left, Missed, key_of, said

_OTHER_FIRST = TURNS.alias("earlier")
UNHELPFUL: ColumnElement[bool] = or_(  # the whole answer, or one statement of it
    exists().where(FEEDBACK.c.message_id == TURNS.c.message_id, FEEDBACK.c.helpful.is_(False)),
    exists().where(STATEMENT_FEEDBACK.c.message_id == TURNS.c.message_id, STATEMENT_FEEDBACK.c.helpful.is_(False)),
)
MISSED: ColumnElement[bool] = or_(
    TURNS.c.outcome.like("handoff.%"), TURNS.c.outcome == Outcome.PARTIAL.value, UNHELPFUL
)


def turns(*more: Any) -> Select[Any]:
    """Return the query for turns with their asker's municipality, oldest first; `more` are further columns."""
    asker = (CONVERSATIONS.c.state, CONVERSATIONS.c.population)
    joined = TURNS.join(CONVERSATIONS, TURNS.c.conversation_id == CONVERSATIONS.c.id)
    return select(TURNS, *asker, UNHELPFUL.label("unhelpful"), *more).select_from(joined).order_by(TURNS.c.number)


def of_tasks() -> Select[Any]:
    """Return the query for turns that belong to tasks, with what `worked_of` needs."""
    again = [column.label(f"again_{column.name}") for column in GAP_QUESTIONS.c if column.name != "message_id"]
    first = select(func.min(_OTHER_FIRST.c.number)).where(_OTHER_FIRST.c.conversation_id == TURNS.c.conversation_id)
    found = turns(*again, (first.scalar_subquery() == TURNS.c.number).label("is_first"))
    return found.join(GAP_QUESTIONS, GAP_QUESTIONS.c.message_id == TURNS.c.message_id)


def missed_of(row: AnyRow) -> Missed:
    """Return a row of `turns` as a question that was not served."""
    key = key_of(row.topic, row.state, row.population)
    return Missed(row.message_id, row.asked, key, row.outcome, bool(row.unhelpful))


def worked_of(row: AnyRow) -> Worked:
    """Return a row of `of_tasks` as a question that is worked on."""
    reply = read(row.reply)
    after = None
    if row.again_asked_at is not None:
        documents = tuple(json.loads(row.again_documents))
        at = moment(row.again_asked_at) or row.again_asked_at
        after = After(row.again_outcome, row.again_said, documents, bool(row.again_solved), at)
    return Worked(
        missed_of(row),
        row.asked if row.is_first else row.query,
        reply.language if reply else "de",
        said=said(reply),
        left_out=Left(row.again_left_out) if row.again_left_out else None,
        pending=bool(row.again_pending),
        after=after,
    )
