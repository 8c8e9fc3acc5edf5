"""Keeps the sketch of every document that is filed, or held as a duplicate only, in step with its content."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, delete, insert, select

from ingest.screening.duplicates import DUPLICATE, LEAST_WORDS
from ingest.screening.sketches import SIZE, sketch_of, words_of
from ingest.tables.proposals import CONFIRMED
from ingest.tables.quarantine import QUARANTINE, SCREENED
from ingest.tables.sketches import SKETCHES
from ingest.transaction import parts, transaction
from knowledge.registry_tables import DOCUMENTS, PASSAGES

RELEASED = (QUARANTINE.c.state == "released") & QUARANTINE.c.key.like(f"%{DUPLICATE}%")
HELD_AS_DUPLICATE = (QUARANTINE.c.state == "held") & QUARANTINE.c.reasons.like(f"%{DUPLICATE}%")


@dataclass(frozen=True, slots=True)
class Sketched:
    """Documents long enough to be compared: ids in order, a row of `sketches` each, and their sources."""

    ids: tuple[str, ...]
    sources: Mapping[str, str]
    sketches: NDArray[np.uint32]


def bring_up(engine: Engine) -> None:
    """Take the sketches that are missing or of another content, forget those without a document.

    In short transactions: what was cut off is done by the next run.
    """
    with transaction(engine) as connection:
        now = {key: digest for key, (_, digest) in _there(connection).items()}
        rows = connection.execute(select(SKETCHES.c.document_id, SKETCHES.c.digest))
        before = {row.document_id: row.digest for row in rows}
    different = sorted(key for key in {*now, *before} if now.get(key) != before.get(key))
    for part in parts(different):
        with transaction(engine) as connection:
            fresh = [_row(key, now[key], text) for key, text in _texts(connection, [key for key in part if key in now])]
            connection.execute(delete(SKETCHES).where(SKETCHES.c.document_id.in_(part)))
            if fresh:
                connection.execute(insert(SKETCHES), fresh)


def state_of(connection: Connection) -> str:
    """Return a digest of all that is compared, and of what is known of it: equal states are settled alike."""
    confirmed = connection.scalars(select(CONFIRMED.c.document_id).distinct().order_by(CONFIRMED.c.document_id)).all()
    released = connection.scalars(select(QUARANTINE.c.id).where(RELEASED).order_by(QUARANTINE.c.id)).all()
    seen = repr((sorted(_there(connection).items()), list(confirmed), list(released)))
    return hashlib.sha256(seen.encode("utf-8", "surrogatepass")).hexdigest()


def sketched(connection: Connection) -> Sketched:
    """Return all documents that are long enough to be compared."""
    there = _there(connection)
    query = select(SKETCHES.c.document_id, SKETCHES.c.sketch).where(SKETCHES.c.words >= LEAST_WORDS)
    ids, sketches = list[str](), bytearray()  # half a kilobyte each: held once
    for row in connection.execute(query.order_by(SKETCHES.c.document_id)):
        ids.append(row.document_id)
        sketches += row.sketch
    sources = {key: there[key][0] for key in ids}
    return Sketched(tuple(ids), sources, np.frombuffer(sketches, np.uint32).reshape(len(ids), SIZE))


def _there(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return (source, digest) of all documents that are filed or held as duplicates."""
    held = select(QUARANTINE.c.document_id).where(HELD_AS_DUPLICATE)
    found: dict[str, tuple[str, str]] = {}
    for table, which in ((SCREENED, SCREENED.c.id.in_(held)), (DOCUMENTS, DOCUMENTS.c.id.is_not(None))):
        query = select(table.c.id, table.c.source, table.c.digest).where(which)
        found.update({row.id: (row.source, row.digest) for row in connection.execute(query)})
    return found


def _texts(connection: Connection, documents: Sequence[str]) -> list[tuple[str, str]]:
    """Return (document, text) in the order of `documents`."""
    pieces: dict[str, list[tuple[int, str]]] = {key: [] for key in documents}
    for table, which in ((PASSAGES, PASSAGES.c.id.is_not(None)), (QUARANTINE, HELD_AS_DUPLICATE)):
        query = select(table.c.document_id, table.c.position, table.c.text).where(
            table.c.document_id.in_(documents), which
        )
        for row in connection.execute(query):
            pieces[row.document_id].append((row.position, row.text))
    return [(key, "\n".join(text for _, text in sorted(pieces[key]))) for key in documents]


def _row(document: str, digest: str, text: str) -> dict[str, object]:
    words = words_of(text)
    sketch = sketch_of(words).tobytes() if len(words) >= LEAST_WORDS else None
    return {"document_id": document, "digest": digest, "words": len(words), "sketch": sketch}
