"""Keeps what documents are compared by in step with their content: a sketch of the text, a mark of each passage.

What counts is the content without what settling holds of it, so that the end does not depend on what was held before.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, delete, insert, select

from ingest.quarantine_rows import reasons_of
from ingest.screening.duplicates import DUPLICATE, LEAST_WORDS
from ingest.screening.repetition import REPEATED, mark_of
from ingest.screening.sketches import SIZE, sketch_of, words_of
from ingest.tables.proposals import CONFIRMED
from ingest.tables.quarantine import QUARANTINE, SCREENED
from ingest.tables.sketches import SKETCHES
from ingest.transaction import parts, transaction
from knowledge.registry_rows import Known
from knowledge.registry_tables import DOCUMENTS, PASSAGES

SETTLED = frozenset({DUPLICATE, REPEATED})  # what reasons are about that only all documents together show
_HELD, _REJECTED, _RELEASED = (QUARANTINE.c.state == state for state in ("held", "rejected", "released"))
RELEASED = _RELEASED & QUARANTINE.c.key.like(f"%{DUPLICATE}%")
DECIDED = _RELEASED | (_REJECTED & QUARANTINE.c.key.like(f"%{REPEATED}%"))
HELD_AS_DUPLICATE = _HELD & QUARANTINE.c.reasons.like(f"%{DUPLICATE}%")
HELD_AS_REPEATED = _HELD & QUARANTINE.c.reasons.like(f"%{REPEATED}%")
_HELD_AS_SETTLED = HELD_AS_DUPLICATE | HELD_AS_REPEATED
_RULES = "settling-2"  # part of the state: other rules settle all anew

_Passage = tuple[int, tuple[str, ...], str]  # position, headings, text


@dataclass(frozen=True, slots=True)
class Sketched:
    """Documents long enough to be compared: ids in order, and a row of `sketches` each."""

    ids: tuple[str, ...]
    sketches: NDArray[np.uint32]


def bring_up(engine: Engine) -> None:
    """Take the sketches that are missing or of another content, forget those without a document.

    In short transactions: what was cut off is done by the next run.
    """
    with transaction(engine) as connection:
        now = {key: known.digest for key, known in there(connection).items()}
        rows = connection.execute(
            select(SKETCHES.c.document_id, SKETCHES.c.digest).where(SKETCHES.c.marks.is_not(None))
        )
        before = {row.document_id: row.digest for row in rows}
    different = sorted(key for key in {*now, *before} if now.get(key) != before.get(key))
    for part in parts(different):
        with transaction(engine) as connection:
            found = _passages(connection, [key for key in part if key in now])
            fresh = [_row(key, now[key], passages) for key, passages in found.items()]
            connection.execute(delete(SKETCHES).where(SKETCHES.c.document_id.in_(part)))
            if fresh:
                connection.execute(insert(SKETCHES), fresh)


def state_of(connection: Connection) -> str:
    """Return a digest of all that is compared, and of what is known of it: equal states are settled alike."""
    confirmed = connection.scalars(select(CONFIRMED.c.document_id).distinct().order_by(CONFIRMED.c.document_id)).all()
    query = select(QUARANTINE.c.id, QUARANTINE.c.key, QUARANTINE.c.state).where(DECIDED).order_by(QUARANTINE.c.id)
    decided = [tuple(row) for row in connection.execute(query)]
    seen = hashlib.sha256(repr((_RULES, list(confirmed), decided)).encode("utf-8", "surrogatepass"))
    for key, known in sorted(there(connection).items()):
        seen.update(f"{key}\0{known.source}\0{known.path}\0{known.digest}\0".encode("utf-8", "surrogatepass"))
    return seen.hexdigest()


def sketched(connection: Connection) -> Sketched:
    """Return all documents that are long enough to be compared."""
    query = select(SKETCHES.c.document_id, SKETCHES.c.sketch).where(SKETCHES.c.words >= LEAST_WORDS)
    rows = connection.execute(query.order_by(SKETCHES.c.document_id)).all()
    sketches = np.frombuffer(b"".join(row.sketch for row in rows), np.uint32).reshape(len(rows), SIZE)
    return Sketched(tuple(row.document_id for row in rows), sketches)


def marks_of(connection: Connection, documents: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return the marks of the passages of documents, in reading order."""
    found: dict[str, tuple[int, ...]] = {}
    for part in parts(documents):
        query = select(SKETCHES.c.document_id, SKETCHES.c.marks).where(SKETCHES.c.document_id.in_(part))
        for row in connection.execute(query):
            found[row.document_id] = tuple(np.frombuffer(row.marks, np.uint64).tolist())
    return found


def there(connection: Connection) -> Mapping[str, Known]:
    """Return all documents that are filed, or held for what settling has found only."""
    held = select(QUARANTINE.c.document_id).where(_HELD_AS_SETTLED)
    found: dict[str, Known] = {}
    for table, which in ((SCREENED, SCREENED.c.id.in_(held)), (DOCUMENTS, DOCUMENTS.c.id.is_not(None))):
        query = select(table.c.id, table.c.source, table.c.path, table.c.digest).where(which)
        found.update({row.id: Known(row.source, row.path, row.digest) for row in connection.execute(query)})
    return found


def _passages(connection: Connection, documents: Sequence[str]) -> dict[str, list[_Passage]]:
    """Return the passages of documents that no rule holds, in reading order."""
    found: dict[str, list[_Passage]] = {key: [] for key in documents}
    filed = select(PASSAGES).where(PASSAGES.c.document_id.in_(documents))
    waiting = select(QUARANTINE).where(QUARANTINE.c.document_id.in_(documents), _HELD_AS_SETTLED)
    rows = [
        *connection.execute(filed),
        *(
            row
            for row in connection.execute(waiting)
            if all(reason.about in SETTLED for reason in reasons_of(row.reasons))
        ),
    ]
    for row in rows:
        found[row.document_id].append((row.position, tuple(json.loads(row.headings)), row.text))
    return {key: sorted(passages) for key, passages in found.items()}


def _row(document: str, digest: str, passages: Sequence[_Passage]) -> dict[str, object]:
    words = words_of("\n".join(text for _, _, text in passages))
    sketch = sketch_of(words).tobytes() if len(words) >= LEAST_WORDS else None
    marks = np.array([mark_of(headings, text) for _, headings, text in passages], np.uint64).tobytes()
    return {"document_id": document, "digest": digest, "words": len(words), "sketch": sketch, "marks": marks}
