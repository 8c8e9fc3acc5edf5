"""Screens one document: every rule looks at it, and what nobody released is held."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from ingest.read.extract import Extract
from ingest.screening.verdicts import Held, Reason, Screened, decision_key
from knowledge.documents import Document, Passage

SCREENING_VERSION = "screening-1"  # part of every digest: other rules screen all anew


def screen(
    document: Document, extract: Extract, released: Collection[str], rejected: Collection[str] = (),
    *, withdrawn: bool = False,
) -> Screened:  # fmt: skip
    """Return the document with its free passages, and what is held of it.

    `released` and `rejected` are decision keys of the quarantine. `withdrawn`: these bytes were rolled back before.
    """
    whole = tuple(_of_the_whole(document, extract, withdrawn))
    held = tuple(
        Held(passage, reasons)
        for passage in document.passages
        if (reasons := _standing(passage, whole, released, rejected))
    )
    kept = {one.passage.id for one in held}
    free = tuple(passage for passage in document.passages if passage.id not in kept)
    return Screened(replace(document, passages=free) if free else None, held)


def _standing(
    passage: Passage, whole: tuple[Reason, ...], released: Collection[str], rejected: Collection[str]
) -> tuple[Reason, ...]:
    """Return the reasons to hold a passage that no decision has settled."""
    reasons = (*whole, *_of_passage(passage))
    if reasons and decision_key(passage, reasons) in released:
        return ()
    if not reasons and decision_key(passage, ()) in rejected:
        return (Reason("rejected", "Die Redaktion hat diesen Abschnitt abgelehnt."),)
    return reasons


def _of_the_whole(document: Document, extract: Extract, withdrawn: bool) -> Iterator[Reason]:
    if withdrawn:
        detail = "Diese Fassung wurde mit einem ganzen Lauf zurückgenommen und kam unverändert wieder."
        yield Reason("withdrawn", detail, document.digest[:16])


def _of_passage(passage: Passage) -> Iterator[Reason]:
    yield from ()
