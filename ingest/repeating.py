"""Looks up which passages repeat within their source, and which are held for it now; decides nothing itself."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from ingest import sketching
from ingest.quarantine_rows import reasons_of
from ingest.screening.repetition import LEAST_ITEMS, OWN, REPEATED, Contents, mark_of, repeated
from ingest.screening.verdicts import Reason
from ingest.sources import STARTER
from ingest.tables.quarantine import QUARANTINE
from knowledge.registry_rows import Known

Marked = Mapping[str, Mapping[int, Reason]]  # by document and mark of the passage


def repetitions(connection: Connection, there: Mapping[str, Known], left_out: Collection[str]) -> Marked:
    """Return which passages are to be held and why, but of documents `left_out` and of what comes with Lotse.

    Memory: one source's marks.
    """
    of_source: defaultdict[str, list[str]] = defaultdict(list)
    for key, known in there.items():
        if known.source != STARTER and key not in left_out:
            of_source[known.source].append(key)
    decided = {state: _decided(connection, state) for state in ("released", "rejected")}
    found: dict[str, Mapping[int, Reason]] = {}
    for keys in of_source.values():
        if len({there[key].path for key in keys}) >= LEAST_ITEMS:
            found.update(repeated(_contents(connection, there, sorted(keys), decided)))
    return found


def held_before(connection: Connection) -> Marked:
    """Return which passages are held because they repeat, and the reason given."""
    found: defaultdict[str, dict[int, Reason]] = defaultdict(dict)
    for row in connection.execute(select(QUARANTINE).where(sketching.HELD_AS_REPEATED)):
        found[row.document_id] |= {_mark(row): one for one in reasons_of(row.reasons) if one.about == REPEATED}
    return found


def _contents(
    connection: Connection,
    there: Mapping[str, Known],
    documents: Sequence[str],
    decided: Mapping[str, Mapping[str, set[int]]],
) -> Iterator[Contents]:
    """Yield documents with their marks. A rejected passage counts, too, or rejecting most would set the last free."""
    for key, marks in sketching.marks_of(connection, documents).items():
        released, rejected = (decided[state].get(key, set()) for state in ("released", "rejected"))
        whole = (*marks, *sorted(rejected - set(marks)))
        yield Contents(key, there[key].path, whole, frozenset(released | rejected))


def _decided(connection: Connection, state: str) -> Mapping[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for row in connection.execute(select(QUARANTINE).where(sketching.DECIDED, QUARANTINE.c.state == state)):
        found[row.document_id].add(_mark(row))
    for marks in found.values():
        marks.discard(OWN)  # a released passage of a few words says nothing about the others
    return found


def _mark(row: Row[Any]) -> int:
    return mark_of(json.loads(row.headings), row.text)
