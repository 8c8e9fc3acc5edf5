"""A document whole, as the database holds it: what registry, quarantine and proposals say of it; and back again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select

from ingest.quarantine_history import put_back, rows_of
from ingest.tables.proposals import PROPOSED
from ingest.tables.sketches import SKETCHES
from ingest.transaction import parts
from knowledge.documents import Document, Passage, Place, Sentence
from knowledge.registry_rows import FiledDocument, head_of
from knowledge.registry_tables import DOCUMENTS, PASSAGES

_DOCUMENT = ("source", "path", "digest", "meta")
_PASSAGE = ("id", "position", "headings", "text", "sentences", "place")
_HELD = {"passages": "document_id", "documents": "id"}  # tables of the quarantine, and where they name the document


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document at one moment; `filed` is None when the registry did not know it."""

    id: str
    filed: FiledDocument | None
    held: Mapping[str, Sequence[Mapping[str, Any]]]
    proposals: Sequence[Mapping[str, Any]]


def take(connection: Connection, documents: Sequence[str]) -> dict[str, str]:
    """Return each of `documents` as it is now, as JSON for `read`; one of which there is nothing, too."""
    found: dict[str, dict[str, Any]] = {key: {} for key in documents}
    for row in _rows(connection, DOCUMENTS, "id", documents):
        found[row.id]["document"] = {name: getattr(row, name) for name in _DOCUMENT}
    for row in _rows(connection, PASSAGES, "document_id", documents):
        found[row.document_id].setdefault("passages", []).append([getattr(row, name) for name in _PASSAGE])
    for row in _rows(connection, PROPOSED, "document_id", documents):
        found[row.document_id].setdefault("proposals", []).append(dict(row._mapping))
    for table, rows in rows_of(connection, documents).items():
        for held in rows:
            found[held[_HELD[table]]].setdefault("held", {}).setdefault(table, []).append(dict(held))
    return {key: json.dumps(one, ensure_ascii=False) for key, one in found.items()}


def read(document: str, written: str) -> Snapshot:
    """Return what `take` has written of a document."""
    told = json.loads(written)
    head = told.get("document")
    filed = None
    if head is not None:
        passages = sorted((_passage(document, row) for row in told.get("passages", ())), key=lambda p: p.position)
        filed = FiledDocument(
            Document(head_of(head["meta"]), head["digest"], tuple(passages)), head["path"], head["source"]
        )
    return Snapshot(document, filed, told.get("held", {}), told.get("proposals", ()))


def restore_beside(connection: Connection, snapshots: Sequence[Snapshot]) -> None:
    """Make quarantine and proposals say of these documents exactly what they said then."""
    ids = [one.id for one in snapshots]
    put_back(connection, ids, {table: [row for one in snapshots for row in one.held.get(table, ())] for table in _HELD})
    for part in parts(ids):
        connection.execute(delete(PROPOSED).where(PROPOSED.c.document_id.in_(part)))
        connection.execute(delete(SKETCHES).where(SKETCHES.c.document_id.in_(part)))  # the next run takes them anew
    if proposals := [dict(row) for one in snapshots for row in one.proposals]:
        connection.execute(insert(PROPOSED), proposals)


def _passage(document: str, row: Sequence[Any]) -> Passage:
    key, position, headings, text, sentences, place = row
    marked = tuple(Sentence(start, end, tuple(origins)) for start, end, origins in json.loads(sentences))
    where = Place(*json.loads(place)) if place else None
    return Passage(key, document, position, tuple(json.loads(headings)), text, marked, where)


def _rows(connection: Connection, table: Table, column: str, ids: Sequence[str]) -> Iterator[Row[Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    for part in parts(ids):
        yield from connection.execute(query.where(table.c[column].in_(part)))
