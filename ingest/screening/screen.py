"""Screens one document: every rule looks at it, and what nobody released is held."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from ingest.read.extract import Extract
from ingest.screening.characters import controls
from ingest.screening.emptiness import emptinesses
from ingest.screening.hidden import hidden_orders, seen_again, told_apart
from ingest.screening.instruction import instructions
from ingest.screening.languages import languages
from ingest.screening.repetition import REPEATED
from ingest.screening.verdicts import Held, Reason, Screened, decision_key, digest_of
from knowledge.documents import Document, FrontMatter, Passage

SCREENING_VERSION = "screening-2"  # part of every digest: other rules screen all anew
_FEW = 3  # reasons of one kind: an editor needs no more to see that a document is poisoned


def screen(
    document: Document, extract: Extract, released: Collection[str], rejected: Collection[str] = (),
    *, withdrawn: bool = False,
) -> Screened:  # fmt: skip
    """Return the document with its free passages, and what is held of it.

    `released` and `rejected` are decision keys of the quarantine. `withdrawn`: these bytes were rolled back before.
    """
    hidden = told_apart(extract.hidden)
    whole = (*_withdrawn(document, withdrawn), *_few(hidden_orders(extract.hidden)), *_few(_of_head(document.meta)))
    held = []
    for passage in document.passages:
        reasons = (*whole, *_of_passage(passage, hidden))
        if standing := _standing(passage, reasons, released, rejected):
            held.append(Held(passage, standing))
    kept = {one.passage.id for one in held}
    free = tuple(passage for passage in document.passages if passage.id not in kept)
    return Screened(replace(document, passages=free) if free else None, tuple(held))


def _standing(
    passage: Passage, reasons: tuple[Reason, ...], released: Collection[str], rejected: Collection[str]
) -> tuple[Reason, ...]:
    """Return the reasons to hold a passage that no decision has settled."""
    if reasons and released and decision_key(passage, reasons) in released:
        return ()
    for about in ("", REPEATED) if rejected and not reasons else ():  # rejected by itself, or as a repetition
        refused = (Reason("rejected", "Die Redaktion hat diesen Abschnitt abgelehnt.", about),)
        if decision_key(passage, refused) in rejected:
            return refused
    return reasons


def _withdrawn(document: Document, withdrawn: bool) -> Iterator[Reason]:
    if withdrawn:
        detail = "Diese Fassung wurde mit einem ganzen Lauf zurückgenommen und kam unverändert wieder."
        yield Reason("withdrawn", detail, document.digest[:16])


def _of_head(meta: FrontMatter) -> Iterator[Reason]:
    """Yield reasons to hold a whole document for what its head says: it stands with every passage."""
    names = [("Titel", meta.title), ("Zusammenfassung", meta.summary)]
    names += [("Frage", question) for question in meta.questions]
    for name, text in names:
        for reason in (*controls(text), *instructions(text)):
            yield Reason(reason.code, f"Im Kopf des Dokuments ({name}): {reason.detail}", digest_of(text))


def _of_passage(passage: Passage, hidden: tuple[tuple[str, str], ...]) -> Iterator[Reason]:
    sentences = tuple((sentence.start, sentence.end) for sentence in passage.sentences)
    yield from seen_again(passage.text, hidden)
    for heading in passage.headings:
        yield from controls(heading)
        yield from instructions(heading)
    yield from controls(passage.text)
    yield from instructions(passage.text, sentences)
    yield from languages(passage.text)
    yield from emptinesses(passage.text)


def _few(reasons: Iterator[Reason]) -> tuple[Reason, ...]:
    return tuple(reason for _, reason in zip(range(_FEW), reasons, strict=False))
