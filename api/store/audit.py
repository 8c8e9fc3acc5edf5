"""Keeps who did what in the console; rows are only ever added."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from api.store.tables_advisors import AUDIT


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that someone did; `who` is a login, "asker" or "lotse"."""

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    detail: str


def record(connection: Connection, at: datetime, who: str, action: str, subject: str, detail: str = "") -> None:
    """Add an act within the caller's transaction; `detail` never holds what an asker wrote."""
    row = {"at": at.astimezone(UTC), "who": who, "action": action, "subject": subject, "detail": detail}
    connection.execute(insert(AUDIT).values(row))


def acts(connection: Connection, *, before: int | None = None, subject: str = "", limit: int = 50) -> list[Act]:
    """Return the newest acts first, those with a smaller number than `before`, of one subject where it is given."""
    wanted = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(AUDIT.c.number < before)
    if subject:
        wanted = wanted.where(AUDIT.c.subject == subject)
    return [Act(*row) for row in connection.execute(wanted)]
