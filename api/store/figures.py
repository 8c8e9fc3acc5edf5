"""Counts what was asked, answered and handed over in a period, in the database."""

from collections.abc import Sequence
from datetime import UTC

from sqlalchemy import ColumnElement, Connection, case, func, select

from api.store.handoff_rows import moment
from api.store.tables import HANDOFFS, TURNS
from api.store.tables_drafts import DRAFT_VERSIONS, DRAFTS
from api.store.transaction import utc
from assistant.people.figures import Answering, Seen, Span


def seen_in(connection: Connection, spans: Sequence[Span]) -> Seen:
    """Return what was counted in adjoining spans; turns of Lotse 0.1.0 have no time and are not counted."""
    start, end = spans[0].start.astimezone(UTC), spans[-1].end.astimezone(UTC)
    made = (HANDOFFS.c.created_at >= start) & (HANDOFFS.c.created_at < end)
    reasons = select(HANDOFFS.c.reason, func.count()).where(made).group_by(HANDOFFS.c.reason)
    moments = select(HANDOFFS.c.created_at, HANDOFFS.c.due_at, HANDOFFS.c.answered_at, HANDOFFS.c.closed_at).where(made)
    return Seen(
        _outcomes(connection, spans),
        {reason: int(n) for reason, n in connection.execute(reasons)},
        [
            Answering(utc(row.created_at), moment(row.due_at), moment(row.answered_at), moment(row.closed_at))
            for row in connection.execute(moments)
        ],
        _drafts(connection, made),
    )


def _drafts(connection: Connection, made: ColumnElement[bool]) -> list[tuple[str, str]]:
    """Return what was proposed for each released answer, first, and what was released, last."""
    proposed, released = DRAFT_VERSIONS.alias("proposed"), DRAFT_VERSIONS.alias("released")
    first = select(func.min(DRAFT_VERSIONS.c.version)).where(
        DRAFT_VERSIONS.c.handoff_number == DRAFTS.c.handoff_number, DRAFT_VERSIONS.c.written_by == "lotse"
    )
    same = proposed.c.handoff_number == DRAFTS.c.handoff_number
    joined = DRAFTS.join(HANDOFFS, HANDOFFS.c.number == DRAFTS.c.handoff_number)
    joined = joined.join(proposed, same & (proposed.c.version == first.scalar_subquery()))
    last = (released.c.handoff_number == DRAFTS.c.handoff_number) & (released.c.version == DRAFTS.c.released)
    texts = select(proposed.c.text, released.c.text).select_from(joined.join(released, last)).where(made)
    return [(before, after) for before, after in connection.execute(texts)]


def _outcomes(connection: Connection, spans: Sequence[Span]) -> list[dict[str, int]]:
    """Return for each span how often each outcome came; one pass, days cut where they begin in Germany."""
    edges = [(TURNS.c.said_at < span.end.astimezone(UTC), n) for n, span in enumerate(spans)]
    at = case(*edges).label("span")
    within = (TURNS.c.said_at >= spans[0].start.astimezone(UTC)) & (TURNS.c.said_at < spans[-1].end.astimezone(UTC))
    found: list[dict[str, int]] = [{} for _ in spans]
    counted = select(at, TURNS.c.outcome, func.count().label("n")).where(within).group_by("span", TURNS.c.outcome)
    for row in connection.execute(counted):
        found[row.span][row.outcome] = row.n
    return found
