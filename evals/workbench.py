"""A search over a corpus of its own, built like the product's and with the product's weights."""

import itertools
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.corpora import documents_of, size_of
from knowledge import places, vocabulary
from knowledge.documents import Document
from knowledge.follower import bring_up, quiet
from knowledge.indexes import Indexes, Progress
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument
from knowledge.registry_tables import open_engine
from knowledge.search import Search

BATCH = 1_000  # documents per transaction


@dataclass(frozen=True, slots=True)
class Workbench:
    """An indexed corpus: its search, the corpus's own id of each document, its size, and how long indexing took."""

    search: Search
    own_ids: dict[str, str]
    passages: int
    seconds: float
    folder: Path


@contextmanager
def indexed(
    corpus: Path, progress: Progress, passages: int | None = None, leave_out: Collection[str] = ()
) -> Iterator[Workbench]:
    """Index a corpus in a temporary folder that is gone afterwards; only its first `passages` or so, if given.

    `leave_out` are the corpus's own ids of documents that are not indexed. Raises CorpusUnreadable, DocumentInvalid.
    """
    with tempfile.TemporaryDirectory(prefix="lotse-") as name:
        folder, start = Path(name), time.perf_counter()
        own_ids = take_in(corpus, folder, progress, passages, leave_out)
        with opened(folder, progress) as (registry, search):
            yield Workbench(search, own_ids, registry.counts()[1], time.perf_counter() - start, folder)


def take_in(
    corpus: Path, folder: Path, progress: Progress, passages: int | None = None, leave_out: Collection[str] = ()
) -> dict[str, str]:
    """Fill the registry in `folder` and return the corpus's own id of each document.

    With `passages`, whole documents are taken in until there are at least so many passages.
    """
    engine = open_engine(_registry_url(folder))
    registry = Registry(engine)
    own_ids: dict[str, str] = {}
    total, taken = passages or size_of(corpus) - len(leave_out), 0
    found = _first((pair for pair in documents_of(corpus) if pair[0] not in leave_out), passages)
    while part := list(itertools.islice(found, BATCH)):
        own_ids.update((document.id, own) for own, document in part)
        registry.apply(f"corpus:{corpus.name}", [FiledDocument(document, own) for own, document in part])
        taken += sum(len(document.passages) for _, document in part) if passages else len(part)
        progress("Abschnitte aufnehmen" if passages else "Dokumente aufnehmen", min(taken, total), total)
    engine.dispose()
    return own_ids


@contextmanager
def opened(folder: Path, progress: Progress = quiet) -> Iterator[tuple[Registry, Search]]:
    """Bring the indexes in `folder` up to its registry, and search them."""
    engine = open_engine(_registry_url(folder))
    registry, indexes = Registry(engine), Indexes(folder / "index")
    try:
        bring_up(registry, indexes, progress)
        yield registry, Search(registry, indexes, vocabulary.starter(), places.starter())
    finally:
        indexes.close()
        engine.dispose()


def _registry_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'lotse.db'}"


def _first(found: Iterator[tuple[str, Document]], passages: int | None) -> Iterator[tuple[str, Document]]:
    taken = 0
    for own, document in found:
        yield own, document
        taken += len(document.passages)
        if passages is not None and taken >= passages:
            return
