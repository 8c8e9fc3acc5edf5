"""How held passages become rows and come back. Knows columns, no transactions."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Row

from ingest.screening.verdicts import Held, Reason
from ingest.transaction import utc
from knowledge.documents import Passage, Place, Sentence
from knowledge.registry_rows import FiledDocument, place_written

State = Literal["held", "released", "rejected"]
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL refuses the first, both databases the others


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A passage in quarantine: where it comes from, why it is there, and who decided what, when."""

    passage: Passage
    source: str
    path: str
    title: str
    reasons: tuple[Reason, ...]
    state: State
    held_at: datetime
    decided_by: str | None
    decided_at: datetime | None


def passage_row(held: Held, at: datetime) -> dict[str, Any]:
    """Return the row of a passage that nobody has decided on."""
    passage = held.passage
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "key": held.key,
        "position": passage.position,
        "headings": json.dumps([storable(heading) for heading in passage.headings], ensure_ascii=False),
        "text": storable(passage.text),
        "sentences": json.dumps([(s.start, s.end, s.origins) for s in passage.sentences], separators=(",", ":")),
        "place": place_written(passage.place),
        "reasons": json.dumps([asdict(r) | {"detail": storable(r.detail)} for r in held.reasons], ensure_ascii=False),
        "state": "held",
        "held_at": at.astimezone(UTC),
        "decided_by": None,
        "decided_at": None,
    }


def kept(row: dict[str, Any], rejected: Mapping[str, Row[Any]]) -> dict[str, Any]:
    """Return the row, with the earlier decision where its content was rejected before."""
    before = rejected.get(row["key"])
    if before is None:
        return row
    decision = {"state": before.state, "decided_by": before.decided_by, "decided_at": before.decided_at}
    return row | decision | {"reasons": before.reasons, "held_at": before.held_at}


def document_row(source: str, filed: FiledDocument) -> dict[str, Any]:
    """Return the row from which a document is filed whose first passage is released."""
    found = filed.document
    meta = storable(found.meta.model_dump_json())
    return {"id": found.id, "source": source, "path": storable(filed.path), "digest": found.digest, "meta": meta}


def quarantined_of(row: Row[Any]) -> Quarantined:
    """Return what a row of both tables, joined, holds."""
    return Quarantined(
        passage_of(row),
        row.source or "",
        row.path or "",
        json.loads(row.meta)["title"] if row.meta else "",
        reasons_of(row.reasons),
        row.state,
        utc(row.held_at),
        row.decided_by,
        utc(row.decided_at) if row.decided_at else None,
    )


def passage_of(row: Row[Any]) -> Passage:
    """Return the passage of a row."""
    sentences = tuple(Sentence(start, end, tuple(origins)) for start, end, origins in json.loads(row.sentences))
    place = Place(*json.loads(row.place)) if row.place else None
    return Passage(row.id, row.document_id, row.position, tuple(json.loads(row.headings)), row.text, sentences, place)


def reasons_of(written: str) -> tuple[Reason, ...]:
    """Return the reasons that a column holds."""
    return tuple(Reason(**reason) for reason in json.loads(written))


def storable(text: str) -> str:
    """Return a text of the same length that both databases take.

    >>> storable("a" + chr(0) + "b") == "a" + chr(0xFFFD) + "b"
    True
    """
    return _UNSTORABLE.sub("\ufffd", text)
