"""A search over a corpus of its own, in a temporary place: built like the product's, with the product's weights."""

import itertools
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.beir import documents, size
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
def indexed(corpus: Path, progress: Progress, limit: int | None = None) -> Iterator[Workbench]:
    """Index a corpus (its first `limit` documents) in a temporary folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="lotse-") as name:
        folder, start = Path(name), time.perf_counter()
        engine = open_engine(f"sqlite:///{folder / 'lotse.db'}")
        registry = Registry(engine)
        own_ids = _take_in(corpus, registry, progress, limit)
        indexes = Indexes(folder / "index")
        try:
            bring_up(registry, indexes, progress)
            search = Search(registry, indexes, vocabulary.starter(), places.starter())
            passages = registry.counts()[1]
            yield Workbench(search, own_ids, passages, time.perf_counter() - start, folder)
        finally:
            indexes.close()
            engine.dispose()


def _take_in(corpus: Path, registry: Registry, progress: Progress, limit: int | None) -> dict[str, str]:
    own_ids: dict[str, str] = {}
    total = size(corpus) if limit is None else min(limit, size(corpus))
    found = itertools.islice(documents(corpus), limit)
    while part := list(itertools.islice(found, BATCH)):
        own_ids.update((document.id, own) for own, document in part)
        registry.apply(f"corpus:{corpus.name}", [FiledDocument(document, own) for own, document in part])
        progress("Dokumente aufnehmen", len(own_ids), total)
    return own_ids
