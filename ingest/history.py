"""What documents were before a run changed them: written in the run's own transactions, read by a rollback."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from ingest.quarantine_history import rows_of
from ingest.tables.history import HISTORY
from ingest.transaction import parts
from knowledge.documents import Document
from knowledge.registry_rows import FiledDocument, head_of, passage_of_row
from knowledge.registry_tables import DOCUMENTS, PASSAGES


@dataclass(frozen=True, slots=True)
class Touched:
    """A document that a run is about to change: what it does to it, and the digest of the bytes it has read."""

    document: str
    action: str  # added, changed, removed, moved
    content: str = ""


class Overtaken(Exception):
    """A run that began later has written these documents already."""

    def __init__(self, documents: frozenset[str]) -> None:
        super().__init__()
        self.documents = documents


def remember(connection: Connection, run: int, touched: Sequence[Touched]) -> None:
    """Keep what documents are now, before they change; what a run touches twice is kept as it was at first.

    Raises Overtaken when a later run has written some of them: nothing may be written then.
    """
    ids = [one.document for one in touched]
    if overtaken := frozenset(_written(connection, ids, HISTORY.c.run > run)):
        raise Overtaken(overtaken)
    again = set(_written(connection, ids, HISTORY.c.run == run))
    fresh = {one.document: one for one in touched if one.document not in again}
    before = snapshots(connection, list(fresh))
    rows = [
        {"run": run, "document_id": key, "action": one.action, "content": one.content, "before": before[key]}
        for key, one in fresh.items()
    ]
    if rows:
        connection.execute(insert(HISTORY), rows)
