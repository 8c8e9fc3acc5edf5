"""Keeps the derived indexes in step with the registry: on start, every second, and when asked to verify."""

import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from knowledge.documents import document_of
from knowledge.embedding import Embedder
from knowledge.errors import EmbedderUnavailable, KnowledgeError
from knowledge.indexes import BATCH, Indexes, Progress
from knowledge.registry import Change, Registry

log = logging.getLogger(__name__)
POLL_S = 0.5
QUIET_POLLS = 6  # revisions must have stopped for this many polls before a running server embeds all anew
RETRY_S = 30.0  # before an unavailable embedder is asked again


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far registry and indexes agree: counts, and the ids that only one side has."""

    passages: int
    documents: int
    keyword_passages: int
    keyword_documents: int
    vectors: int
    missing: tuple[str, ...]
    surplus: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.missing and not self.surplus


def catch_up(registry: Registry, indexes: Indexes, progress: Progress = quiet) -> int:
    """Apply every revision the indexes have not seen; return how many passages were applied."""
    applied, total = 0, registry.counts()[1]
    for change in registry.changes_after(indexes.state.revision, BATCH):
        applied += indexes.apply(change, registry)
        if change.documents:
            progress("Stichwörter indexieren", min(applied, total), total)
    return applied


def bring_up(registry: Registry, indexes: Indexes, progress: Progress = quiet, *, embed: bool = True) -> int:
    """Catch up, mend what a crash left different, embed anew if due; return the passages applied.

    Without `embed`, vectors that serve already are left to the follower. An unavailable embedder leaves keyword search.
    """
    # Another registry may lie here than the one they followed: an older backup, perhaps grown again since.
    strange = registry.stamp_of(indexes.state.revision) != indexes.state.stamp
    if strange:
        indexes.rewind()
    if indexes.embedder is None and registry.counts()[1]:
        with ThreadPoolExecutor(1) as beside:  # vectors and keywords keep two cores busy
            embedding = beside.submit(_embed_all, registry, indexes, progress)
            applied = catch_up(registry, indexes, progress)
            _switch(indexes, embedding.result())
    else:
        applied = catch_up(registry, indexes, progress)
        if embed and indexes.needs_embedding():
            _switch(indexes, _embed_all(registry, indexes, progress))
    documents, passages = registry.counts()
    counted = (indexes.documents.count(), indexes.passages.count())
    if strange or counted != (documents, passages) or (indexes.embedder and indexes.vectors.count() != passages):
        mend(registry, indexes)
    return applied


def _embed_all(registry: Registry, indexes: Indexes, progress: Progress) -> Embedder | None:
    try:
        return indexes.embed_all(registry, progress)
    except EmbedderUnavailable as error:
        log.error("embedding waits: %s: %s", error.code, error)
        return None


def _switch(indexes: Indexes, model: Embedder | None) -> bool:
    if model is not None:
        indexes.switch_to(model)
    return model is not None


def compare(registry: Registry, indexes: Indexes) -> Agreement:
    """Return where registry and indexes agree; an id covers the content, so equal ids mean equal content."""
    passages, documents = registry.passage_ids(), set(registry.known())
    found, whole, vectors = set(indexes.passages.ids()), set(indexes.documents.ids()), set(indexes.vectors.ids())
    wanted_vectors = passages if indexes.embedder is not None else set()
    missing = (passages - found) | (documents - whole) | (wanted_vectors - vectors)
    surplus = (found - passages) | (whole - documents) | (vectors - passages)
    return Agreement(
        len(passages), len(documents), indexes.passages.count(), indexes.documents.count(), indexes.vectors.count(),
        tuple(sorted(missing)), tuple(sorted(surplus)),
    )  # fmt: skip


def mend(registry: Registry, indexes: Indexes) -> None:
    """Make the indexes hold exactly what the registry holds, in both directions."""
    difference = compare(registry, indexes)
    log.warning("indexes mended: %d missing, %d surplus", len(difference.missing), len(difference.surplus))
    revision = indexes.state.revision
    indexes.vectors_complete()
    for start in range(0, len(difference.surplus), BATCH):
        indexes.apply(Change(revision, removed=difference.surplus[start : start + BATCH]), registry)
    lacking = sorted({document_of(key) for key in difference.missing})
    for start in range(0, len(lacking), BATCH):
        part = tuple(lacking[start : start + BATCH])
        every = frozenset(p.id for own in registry.passages_of(part).values() for p in own)
        indexes.apply(Change(revision, part, every), registry)


@contextmanager
def following(registry: Registry, indexes: Indexes) -> Iterator[None]:
    """Follow the registry in a thread while inside."""
    stop = threading.Event()
    thread = threading.Thread(target=_follow, args=(registry, indexes, stop), name="follower", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=30)


def _follow(registry: Registry, indexes: Indexes, stop: threading.Event) -> None:
    still, not_before = 0, 0.0
    while not stop.wait(POLL_S):
        try:
            if registry.revision() > indexes.state.revision:
                catch_up(registry, indexes)
                still = 0
                continue
            still += 1
            if still < QUIET_POLLS or time.monotonic() < not_before:
                continue
            if indexes.needs_embedding() and not _switch(indexes, _embed_all(registry, indexes, quiet)):
                not_before = time.monotonic() + RETRY_S
            elif indexes.state.without_vector:
                mend(registry, indexes)
                not_before = time.monotonic() + RETRY_S
        except KnowledgeError as error:  # the next round tries again; readiness shows how far behind we are
            log.error("follower: %s: %s", error.code, error)
