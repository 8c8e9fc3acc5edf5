"""Settles, after a pass, what only all documents together show: which are nearly the same, and which of them stays.

What was held for a document that is gone comes back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, Row, select

from ingest import sketching
from ingest.assemble import GIVEN_ID
from ingest.batch import Batch, Taken
from ingest.history import last_changes
from ingest.quarantine_rows import passage_of, reasons_of
from ingest.screening.duplicates import ALIKE, DUPLICATE, Candidate, superfluous
from ingest.screening.sketches import near
from ingest.screening.verdicts import Held, Reason, Screened
from ingest.sources import STARTER
from ingest.tables.history import HISTORY
from ingest.tables.proposals import CONFIRMED
from ingest.tables.quarantine import QUARANTINE, SCREENED
from ingest.transaction import parts, transaction
from knowledge.documents import Document, FrontMatter, Passage
from knowledge.registry import Registry
from knowledge.registry_rows import head_of, passage_of_row
from knowledge.registry_tables import DOCUMENTS, PASSAGES

_NOTED = "settled"  # the name under which the registry keeps the state that was settled last


Write = Callable[[str, int, Batch], frozenset[str]]  # of a source, in a run; returns the documents that were left out


def settle(registry: Registry, run: int, write: Write) -> list[str]:
    """Have `write` hold and free documents so that of near duplicates one is found; return those that are held now.

    What was settled is noted last: who was cut off before, or left some out, does it again. Documents are written as
    moved: their bytes are not to blame, so a rollback does not refuse them later. Only one run at a time may settle.
    """
    sketching.bring_up(registry.engine)
    with transaction(registry.engine) as connection:
        state = sketching.state_of(connection)
    if registry.source_digest(_NOTED) == state:
        return []
    with transaction(registry.engine) as connection:
        wanted, before = _wanted(connection), _held_before(connection)
        different = sorted(key for key in {*wanted, *before} if wanted.get(key) != before.get(key))
        numbers = last_changes(connection, different)
        batches: dict[tuple[str, int], Batch] = {}
        for key in different:
            number = max(run, numbers.get(key, run))  # a run that began later and is done cannot do it any more
            source, taken = _taken(connection, key, wanted.get(key), number)
            batches.setdefault((source, number), Batch()).taken[key] = taken
    left = frozenset[str]().union(*(write(source, number, batch) for (source, number), batch in batches.items()))
    if not left:
        registry.note_source(_NOTED, state)
    held = {key for batch in batches.values() for key, one in batch.taken.items() if one.screened.held}
    return sorted((held & wanted.keys()) - left)


def _wanted(connection: Connection) -> Mapping[str, Reason]:
    """Return the documents that are to be held as duplicates, and why."""
    found = sketching.sketched(connection)
    pairs = [(found.ids[a], found.ids[b]) for a, b in near(found.sketches, ALIKE)]
    heads = _heads(connection, {key for pair in pairs for key in pair})
    confirmed = set(connection.scalars(select(CONFIRMED.c.document_id).distinct()))
    candidates = {
        key: Candidate(
            key, found.sources[key], head.title, trusted=found.sources[key] == STARTER,
            named=head.kind != "page" or not GIVEN_ID.search(key), confirmed=key in confirmed,
        )
        for key, head in heads.items()
    }  # fmt: skip
    free = frozenset(connection.scalars(select(QUARANTINE.c.document_id).where(sketching.RELEASED)))
    return superfluous(candidates, pairs, free)


def _held_before(connection: Connection) -> Mapping[str, Reason]:
    query = select(QUARANTINE.c.document_id, QUARANTINE.c.reasons).where(sketching.HELD_AS_DUPLICATE)
    return {
        row.document_id: reason
        for row in connection.execute(query)
        for reason in reasons_of(row.reasons)
        if reason.about == DUPLICATE
    }


def _heads(connection: Connection, documents: Iterable[str]) -> dict[str, FrontMatter]:
    found: dict[str, FrontMatter] = {}
    for part in parts(sorted(documents)):
        for table in (SCREENED, DOCUMENTS):
            rows = connection.execute(select(table.c.id, table.c.meta).where(table.c.id.in_(part)))
            found.update({row.id: head_of(row.meta) for row in rows})
    return found


def _taken(connection: Connection, key: str, reason: Reason | None, run: int) -> tuple[str, Taken]:
    """Return the source of a document, and the document as it is to be written: held for `reason`, or free of it."""
    filed = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == key)).first()
    head = filed or connection.execute(select(SCREENED).where(SCREENED.c.id == key)).one()
    there = connection.execute(select(PASSAGES).where(PASSAGES.c.document_id == key))
    waiting = connection.execute(
        select(QUARANTINE).where(QUARANTINE.c.document_id == key, QUARANTINE.c.state == "held")
    ).all()
    told = [(passage_of_row(row), ()) for row in there] + [(passage_of(row), _others(row)) for row in waiting]
    screened = _screened([(passage, (*others, *((reason,) if reason else ()))) for passage, others in told])
    passages = tuple(passage for passage, _ in sorted(told, key=lambda one: one[0].position))
    document = Document(head_of(head.meta), head.digest, passages)
    content = connection.scalar(select(HISTORY.c.content).where(HISTORY.c.run == run, HISTORY.c.document_id == key))
    free = replace(document, passages=screened[0]) if screened[0] else None
    return head.source, Taken(document, head.path, content or "", "moved", Screened(free, screened[1]))


def _others(row: Row[tuple[object, ...]]) -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons_of(row.reasons) if reason.about != DUPLICATE)


def _screened(
    told: list[tuple[Passage, tuple[Reason, ...]]],
) -> tuple[tuple[Passage, ...], tuple[Held, ...]]:
    """Return the passages without a reason to hold them, and the others, each in reading order."""
    in_order = sorted(told, key=lambda one: one[0].position)
    free = tuple(passage for passage, reasons in in_order if not reasons)
    return free, tuple(Held(passage, reasons) for passage, reasons in in_order if reasons)
