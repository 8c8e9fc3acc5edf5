"""How documents and passages become rows and come back. Knows columns, no transactions."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from knowledge.documents import Document, FrontMatter, Passage, Place, Sentence
from knowledge.registry_tables import DOCUMENTS, PASSAGES

_DOCUMENT_COLUMNS = ("source", "path", "digest", "meta", "revision")
_UPDATE_DOCUMENT = (
    update(DOCUMENTS)
    .where(DOCUMENTS.c.id == bindparam("key"))
    .values({name: bindparam(name) for name in _DOCUMENT_COLUMNS})
)
REFILE_DOCUMENT = (
    update(DOCUMENTS)
    .where(DOCUMENTS.c.id == bindparam("key"))
    .values({name: bindparam(name) for name in ("source", "path")})
)
_UPDATE_POSITION = (
    update(PASSAGES)
    .where(PASSAGES.c.id == bindparam("key"))
    .values(position=bindparam("position"), place=bindparam("place"))
)
_INSERT_DOCUMENT = insert(DOCUMENTS).values(
    {"id": bindparam("key")} | {name: bindparam(name) for name in _DOCUMENT_COLUMNS}
)


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document and the path of its file within its source: `source` where that is another than the change's."""

    document: Document
    path: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the registry knows of a document without reading it."""

    source: str
    path: str
    digest: str


@lru_cache(maxsize=2_000)  # keyed by all of the row: what was changed or deleted is never served from here
def passage_of_row(row: Row[Any]) -> Passage:
    """Return the passage of a row of the passages table."""
    sentences = tuple(Sentence(start, end, tuple(origins)) for start, end, origins in json.loads(row.sentences))
    place = Place(*json.loads(row.place)) if row.place else None
    return Passage(row.id, row.document_id, row.position, tuple(json.loads(row.headings)), row.text, sentences, place)


@lru_cache(maxsize=1_000)
def head_of(meta: str) -> FrontMatter:
    """Return the head that a row of the documents table holds."""
    return FrontMatter.model_validate_json(meta)


def write_documents(connection: Connection, source: str, filed: Sequence[FiledDocument], revision: int) -> None:
    """Insert or update the rows of documents."""
    rows = [
        {
            "key": item.document.id,
            "source": item.source or source,
            "path": item.path,
            "digest": item.document.digest,
            "meta": item.document.meta.model_dump_json(),
            "revision": revision,
        }
        for item in filed
    ]
    known = _known(connection, [item.document.id for item in filed])
    if old := [row for row in rows if row["key"] in known]:
        connection.execute(_UPDATE_DOCUMENT, old)
    if new := [row for row in rows if row["key"] not in known]:
        connection.execute(_INSERT_DOCUMENT, new)


def _known(connection: Connection, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), 500):
        part = list(ids[start : start + 500])
        found.update(connection.execute(select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.in_(part))).scalars())
    return found


def write_passages(connection: Connection, passages: Sequence[Passage], revision: int) -> None:
    """Insert the rows of `passages`; none of them exists yet."""
    rows = [
        {
            "id": p.id,
            "document_id": p.document_id,
            "position": p.position,
            "headings": json.dumps(p.headings, ensure_ascii=False),
            "text": p.text,
            "sentences": json.dumps([(s.start, s.end, s.origins) for s in p.sentences], separators=(",", ":")),
            "place": place_written(p.place),
            "revision": revision,
        }
        for p in passages
    ]
    if rows:
        connection.execute(insert(PASSAGES), rows)


def write_positions(connection: Connection, passages: Sequence[Passage]) -> None:
    """Note where unchanged passages stand now: something may have been put in front of them."""
    if passages:
        rows = [{"key": p.id, "position": p.position, "place": place_written(p.place)} for p in passages]
        connection.execute(_UPDATE_POSITION, rows)


def place_written(place: Place | None) -> str | None:
    """Return a place as a column holds it."""
    return json.dumps(astuple(place), separators=(",", ":")) if place else None
