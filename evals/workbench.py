"""A search over a corpus of its own, in a temporary place: built like the product's, with the product's weights."""

import itertools
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.beir import documents
from knowledge import places, vocabulary
from knowledge.follower import bring_up
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
    corpus: Path, progress: Progress, limit: int | None = None, leave_out: Collection[str] = ()
) -> Iterator[Workbench]:
    """Index a corpus (its first `limit` documents, those of `leave_out` not) in a temporary folder, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="lotse-") as name:
        folder, start = Path(name), time.perf_counter()
        engine = open_engine(f"sqlite:///{folder / 'lotse.db'}")
        registry = Registry(engine)
        own_ids = _take_in(corpus, registry, progress, limit, leave_out)
        indexes = Indexes(folder / "index")
        try:
            bring_up(registry, indexes, progress)
            search = Search(registry, indexes, vocabulary.starter(), places.starter())
            passages = registry.counts()[1]
            yield Workbench(search, own_ids, passages, time.perf_counter() - start, folder)
        finally:
            indexes.close()
            engine.dispose()


def _take_in(
    corpus: Path, registry: Registry, progress: Progress, limit: int | None, leave_out: Collection[str]
) -> dict[str, str]:
    own_ids: dict[str, str] = {}
    found = (pair for pair in itertools.islice(documents(corpus), limit) if pair[0] not in leave_out)
    while part := list(itertools.islice(found, BATCH)):
        own_ids.update((document.id, own) for own, document in part)
        registry.apply(f"corpus:{corpus.name}", [FiledDocument(document, own) for own, document in part])
        progress("Dokumente aufnehmen", len(own_ids), limit or len(own_ids))
    return own_ids
