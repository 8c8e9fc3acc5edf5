"""Settles, after a pass, what only all documents together show: which are nearly the same, which passages repeat.

What was held for a document that is gone, or for a repetition that has ended, comes back.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sqlalchemy import Connection, Row, select

from ingest import sketching
from ingest.assemble import GIVEN_ID
from ingest.batch import Batch, Taken
from ingest.history import last_changes
from ingest.passing import BATCH
from ingest.quarantine_rows import passage_of, reasons_of
from ingest.renaming import under
from ingest.repeating import held_before, repetitions
from ingest.screening.duplicates import ALIKE, DUPLICATE, Candidate, superfluous
from ingest.screening.repetition import mark_of
from ingest.screening.sketches import near
from ingest.screening.verdicts import Held, Reason, Screened
from ingest.sources import STARTER
from ingest.tables.history import HISTORY
from ingest.tables.proposals import CONFIRMED
from ingest.tables.quarantine import QUARANTINE, SCREENED
from ingest.transaction import parts, transaction
from knowledge.documents import Document, FrontMatter, Passage
from knowledge.registry import Registry
from knowledge.registry_rows import Known, head_of, passage_of_row
from knowledge.registry_tables import DOCUMENTS, PASSAGES

_NOTED = "settled"  # the name under which the registry keeps the state that was settled last


Write = Callable[[str, int, Batch], frozenset[str]]  # of a source, in a run; returns the documents that were left out
_Told = tuple[Passage, tuple[Reason, ...]]  # a passage, and why a rule holds it


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Why a document is held as a whole, and why passages of it are, by mark."""

    whole: Reason | None = None
    passages: Mapping[int, Reason] = field(default_factory=dict)


def settle(registry: Registry, run: int, write: Write, batch: int = BATCH) -> list[str]:
    """Have `write` hold and free so that of near duplicates and of repeated passages one is found.

    Returns the documents of which more or other is held now. What was settled is noted last: who was cut off before,
    or left some out, does it again. Documents are written as moved: their bytes are not to blame, so a rollback does
    not refuse them later. Only one run at a time may settle.
    """
    sketching.bring_up(registry.engine)
    with transaction(registry.engine) as connection:
        state = sketching.state_of(connection)
    if registry.source_digest(_NOTED) == state:
        return []
    with transaction(registry.engine) as connection:
        there = sketching.there(connection)
        wanted, before = _wanted(connection, there), _before(connection)
        different = [key for key in there.keys() & {*wanted, *before} if wanted.get(key) != before.get(key)]
        last = last_changes(connection, different)  # a run that began later and is done cannot do it any more
    jobs = sorted((there[key].source, max(run, last.get(key, run)), key) for key in different)
    held, left = set[str](), set[str]()
    for (source, number), group in groupby(jobs, key=lambda job: job[:2]):
        for part in parts([key for _, _, key in group], batch):
            with transaction(registry.engine) as connection:
                found = [_taken(connection, source, key, wanted.get(key, _Verdict()), number) for key in part]
            taken = {one.document.id: one for one in found if one is not None}
            left |= write(source, number, Batch(taken)) | (set(part) - taken.keys())
            held |= {key for key, one in taken.items() if key in wanted and one.screened.held}
    if not left:
        registry.note_source(_NOTED, state)
    return sorted(held - left)


def _wanted(connection: Connection, there: Mapping[str, Known]) -> Mapping[str, _Verdict]:
    """Return what is to be held, by document. What is held as a whole does not count as a repetition."""
    whole = _duplicates(connection, there)
    passages = repetitions(connection, there, whole.keys())
    return {key: _Verdict(whole=reason) for key, reason in whole.items()} | {
        key: _Verdict(passages=reasons) for key, reasons in passages.items()
    }


def _before(connection: Connection) -> Mapping[str, _Verdict]:
    query = select(QUARANTINE.c.document_id, QUARANTINE.c.reasons).where(sketching.HELD_AS_DUPLICATE)
    whole = {
        row.document_id: reason
        for row in connection.execute(query)
        for reason in reasons_of(row.reasons)
        if reason.about == DUPLICATE
    }
    passages = held_before(connection)
    return {key: _Verdict(whole.get(key), passages.get(key, {})) for key in {*whole, *passages}}


def _duplicates(connection: Connection, there: Mapping[str, Known]) -> Mapping[str, Reason]:
    """Return the documents that are to be held as duplicates, and why."""
    found = sketching.sketched(connection)
    pairs = [(found.ids[a], found.ids[b]) for a, b in near(found.sketches, ALIKE)]
    heads = _heads(connection, {key for pair in pairs for key in pair})
    confirmed = set(connection.scalars(select(CONFIRMED.c.document_id).distinct()))
    candidates = {
        key: Candidate(
            key, there[key].source, head.title, trusted=there[key].source == STARTER,
            named=head.kind != "page" or not GIVEN_ID.search(key), confirmed=key in confirmed,
        )
        for key, head in heads.items()
    }  # fmt: skip
    free = frozenset(connection.scalars(select(QUARANTINE.c.document_id).where(sketching.RELEASED)))
    return superfluous(candidates, pairs, free)


def _heads(connection: Connection, documents: Iterable[str]) -> dict[str, FrontMatter]:
    found: dict[str, FrontMatter] = {}
    for part in parts(sorted(documents)):
        for table in (SCREENED, DOCUMENTS):
            rows = connection.execute(select(table.c.id, table.c.meta).where(table.c.id.in_(part)))
            found.update({row.id: head_of(row.meta) for row in rows})
    return found


def _taken(connection: Connection, source: str, key: str, verdict: _Verdict, run: int) -> Taken | None:
    """Return a document as it is to be written, held as `verdict` says; None when it is no longer this source's."""
    filed = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == key)).first()
    head = filed or connection.execute(select(SCREENED).where(SCREENED.c.id == key)).first()
    if head is None or head.source != source:
        return None  # another run was faster, and will settle what it has done
    there = connection.execute(select(PASSAGES).where(PASSAGES.c.document_id == key))
    waiting = connection.execute(
        select(QUARANTINE).where(QUARANTINE.c.document_id == key, QUARANTINE.c.state == "held")
    ).all()
    told: list[_Told] = [(passage_of_row(row), ()) for row in there] + [(passage_of(r), _others(r)) for r in waiting]
    told.sort(key=lambda one: one[0].position)
    meta = head_of(head.meta)
    document = Document(meta, head.digest, under(meta, [passage for passage, _ in told]))  # it may have a new title
    content = connection.scalar(select(HISTORY.c.content).where(HISTORY.c.run == run, HISTORY.c.document_id == key))
    screened = _screened(document, [others for _, others in told], verdict)
    return Taken(document, head.path, content or "", "moved", screened)


def _others(row: Row[tuple[object, ...]]) -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons_of(row.reasons) if reason.about not in sketching.SETTLED)


def _found(verdict: _Verdict, passage: Passage, others: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return the reasons to hold a passage that a verdict adds; what a rule holds does not count as a repetition."""
    again = None if others else verdict.passages.get(mark_of(passage.headings, passage.text))
    return tuple(reason for reason in (verdict.whole, again) if reason)


def _screened(document: Document, others: Sequence[tuple[Reason, ...]], verdict: _Verdict) -> Screened:
    """Return the document with the passages that nothing speaks against: neither a rule (`others`) nor the verdict."""
    free: list[Passage] = []
    held: list[Held] = []
    for passage, told in zip(document.passages, others, strict=True):
        reasons = (*told, *_found(verdict, passage, told))
        if reasons:
            held.append(Held(passage, reasons))
        else:
            free.append(passage)
    return Screened(replace(document, passages=tuple(free)) if free else None, tuple(held))
