"""What a rollback needs of the quarantine: its rows as they were, and a mark on bytes that must not come back.

All functions work inside the caller's transaction, that of registry.apply.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from ingest.tables.quarantine import QUARANTINE, SCREENED, WITHDRAWN
from ingest.transaction import parts

_TABLES = {"passages": (QUARANTINE, QUARANTINE.c.document_id), "documents": (SCREENED, SCREENED.c.id)}
_MOMENTS = ("held_at", "decided_at")

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def rows_of(connection: Connection, documents: Sequence[str]) -> Rows:
    """Return all that quarantine holds of `documents`, fit for JSON; for `put_back`."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in _TABLES}
    for name, (table, owner) in _TABLES.items():
        for part in parts(documents):
            rows = connection.execute(select(table).where(owner.in_(part)).order_by(table.c.id)).mappings()
            found[name] += [{key: _written(value) for key, value in row.items()} for row in rows]
    return found


def put_back(connection: Connection, documents: Sequence[str], rows: Rows) -> None:
    """Make quarantine hold of `documents` exactly what `rows_of` returned of them."""
    for name, (table, owner) in _TABLES.items():
        for part in parts(documents):
            connection.execute(delete(table).where(owner.in_(part)))
        if before := [_read(row) for row in rows[name]]:
            connection.execute(insert(table), before)


def withdraw(connection: Connection, marks: Iterable[tuple[str, str]], at: datetime) -> None:
    """Note (document id, digest of its bytes) that were rolled back: screening holds them until somebody releases."""
    for document, digest in sorted(set(marks) - withdrawn(connection)):
        connection.execute(insert(WITHDRAWN).values(document_id=document, digest=digest, at=at.astimezone(UTC)))


def withdrawn(connection: Connection) -> frozenset[tuple[str, str]]:
    """Return all marks of `withdraw`."""
    return frozenset((row.document_id, row.digest) for row in connection.execute(select(WITHDRAWN)))


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _read(row: Mapping[str, Any]) -> dict[str, Any]:
    moments = {name: datetime.fromisoformat(row[name]) for name in _MOMENTS if row.get(name)}
    return {**row, **moments}
