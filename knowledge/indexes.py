"""The derived indexes of one data directory and the state they have reached. Owned by one process at a time.

State is written last: whatever a crash cut off is applied again from the registry, and applying twice changes nothing.
"""

import json
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from knowledge.analysis import DOCUMENT_FIELDS, PASSAGE_FIELDS, entries_of, passage_text
from knowledge.documents import FrontMatter, Passage
from knowledge.embedding import Embedder
from knowledge.errors import EmbedderUnavailable
from knowledge.keywords import Entry, KeywordIndex
from knowledge.lsa import SAMPLE, Lsa, fit
from knowledge.registry import Change, Registry
from knowledge.vector_process import Write, building
from knowledge.vectors import VectorIndex

log = logging.getLogger(__name__)
LAYOUT = 7  # raised when fields or analysis change: older indexes are rebuilt from the registry
REFIT_SHARE = 0.2  # of the passages it was fitted on; after that much change the built-in embedder is fitted anew
BATCH = 5_000  # documents at a time: few and large parts of the keyword index are merged less and searched faster
EMBEDDED = 1_000  # passages at a time

Progress = Callable[[str, int, int], None]  # what, how many are done, of how many


@dataclass(frozen=True, slots=True)
class State:
    """How far the indexes follow the registry, and which embedder they hold."""

    layout: int = LAYOUT
    revision: int = 0
    stamp: str = ""  # of that revision: another registry's has another
    embedder: str = ""
    fitted_on: int = 0
    changed_since: int = 0
    without_vector: int = 0  # passages whose vector is missing because the embedder was unavailable


def read_state(index_dir: Path) -> State:
    """Return the state on disk; any process may read it. A missing or foreign one is that of empty indexes."""
    try:
        state = State(**json.loads((index_dir / "state.json").read_text()))
    except (OSError, ValueError, TypeError):
        return State()
    return state if state.layout == LAYOUT else State()


class Indexes:
    """Keyword and vector indexes, opened for writing. Open only while owning the data directory.

    `wanted` is the embedder the operator has chosen; None means the built-in one, fitted on the corpus.
    """

    def __init__(self, index_dir: Path, wanted: Embedder | None = None) -> None:
        self._dir, self._wanted = index_dir, wanted
        self.state = read_state(index_dir)
        if self.state.revision == 0:
            self.state = State()
            shutil.rmtree(index_dir, ignore_errors=True)
        self.passages = KeywordIndex(index_dir / "passages", PASSAGE_FIELDS)
        self.documents = KeywordIndex(index_dir / "documents", DOCUMENT_FIELDS)
        self.vectors = VectorIndex(index_dir / "vectors")
        self.embedder: Embedder | None = None
        if wanted is not None and wanted.fingerprint == self.state.embedder:
            self._use(wanted)
        elif self.state.embedder.startswith("lsa-"):
            self._use_kept(self.state.embedder)

    def _use_kept(self, fingerprint: str) -> None:
        try:
            self._use(Lsa.load(self._dir / "embedder", fingerprint))
        except EmbedderUnavailable as error:  # without one, the next start fits a new one
            log.error("embedder lost: %s: %s", error.code, error)

    def apply(self, change: Change, registry: Registry) -> int:
        """Follow one part of a change; return how many passages were new."""
        gone = [key for key in change.removed if "~" in key]
        heads, passages = registry.heads(change.documents), registry.passages_of(change.documents)
        fresh: list[tuple[Passage, FrontMatter]] = []
        whole: list[Entry] = []
        entries: list[Entry] = []
        for key, meta in heads.items():
            own = passages.get(key, ())
            document, of_passages = entries_of(meta, own)
            whole.append(document)
            entries += [entry for entry in of_passages if entry.id in change.fresh]
            fresh += [(passage, meta) for passage in own if passage.id in change.fresh]
        if entries or gone:
            self.passages.replace(entries, gone)
            self._apply_vectors([(p.id, passage_text(p, meta)) for p, meta in fresh], gone)
            self.state = replace(self.state, changed_since=self.state.changed_since + len(fresh) + len(gone))
        if whole or change.removed:
            self.documents.replace(whole, [key for key in change.removed if "~" not in key])
        if change.revision > self.state.revision:
            self._note(replace(self.state, revision=change.revision, stamp=change.stamp))
        return len(fresh)

    def _apply_vectors(self, texts: Sequence[tuple[str, str]], gone: Sequence[str]) -> None:
        """Follow with the vectors; an embedder that is away leaves them for later and keeps nothing else waiting."""
        if self.embedder is None:
            return
        try:
            self.vectors.replace([key for key, _ in texts], self.embedder.embed([text for _, text in texts]), gone)
        except EmbedderUnavailable as error:
            log.error("vectors wait: %s: %s", error.code, error)
            self.vectors.replace([], np.empty((0, 0), np.float32), gone)
            self.state = replace(self.state, without_vector=self.state.without_vector + len(texts))

    def rewind(self) -> None:
        """Forget how far the registry was followed, so that all of it is applied again."""
        self._note(replace(self.state, revision=0, stamp=""))

    def needs_embedding(self) -> bool:
        """Return whether all passages need new vectors: another embedder was chosen, or the built-in one has aged."""
        if self._wanted is not None:
            return self.state.embedder != self._wanted.fingerprint
        aged = self.state.changed_since > REFIT_SHARE * self.state.fitted_on
        return aged or (self.state.fitted_on > 0 and not self.state.embedder.startswith("lsa-"))

    def embed_all(self, registry: Registry, progress: Progress) -> Embedder | None:
        """Return the wanted embedder once every passage has its vector in a collection of its own.

        Nothing else changes: the old one serves until `switch_to`. None while there is too little to fit it on.
        Raises EmbedderUnavailable, IndexUnavailable.
        """
        model = self._wanted or self._fitted(registry, progress)
        if model is None:
            return None
        ids = sorted(registry.passage_ids())
        if self.embedder is not None and model.fingerprint == self.embedder.fingerprint:
            _embed(ids, model, registry, self.vectors.replace, progress)
        else:
            with building(self.vectors.place_of(model.fingerprint), len(ids)) as write:
                _embed(ids, model, registry, write, progress)
        return model

    def switch_to(self, model: Embedder) -> None:
        """Serve from the vectors of `model`, and forget those of any other."""
        self._use(model)
        count = self.vectors.count()
        self._note(replace(self.state, embedder=model.fingerprint, fitted_on=count, changed_since=0, without_vector=0))
        self.vectors.drop_others(model.fingerprint)
        for kept in (self._dir / "embedder").glob("*.npz"):
            if kept.stem != model.fingerprint:
                kept.unlink()

    def _fitted(self, registry: Registry, progress: Progress) -> Lsa | None:
        """Return the built-in embedder fitted on the corpus, None while there is too little to fit it on."""
        sample = registry.sample(SAMPLE)
        if len(sample) < 2:
            return None
        progress("Vektor-Modell anpassen", 0, 1)
        model = fit([text for _, text in _texts(sample, registry)])
        model.save(self._dir / "embedder")
        progress("Vektor-Modell anpassen", 1, 1)
        return model

    def vectors_complete(self) -> None:
        """Note that no passage lacks its vector any more."""
        self._note(replace(self.state, without_vector=0))

    def close(self) -> None:
        """Finish writing and let go."""
        self.passages.close()
        self.documents.close()
        self.vectors.close()

    def _use(self, embedder: Embedder) -> None:
        self.vectors.use(embedder.fingerprint)
        self.embedder = embedder

    def _note(self, state: State) -> None:
        self.state = state
        partial = self._dir / "state.json.partial"
        with partial.open("w") as file:
            file.write(json.dumps(asdict(state)))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self._dir / "state.json")


def _embed(ids: Sequence[str], model: Embedder, registry: Registry, write: Write, progress: Progress) -> None:
    for start in range(0, len(ids), EMBEDDED):
        part = registry.passages(ids[start : start + EMBEDDED])
        texts = _texts(list(part.values()), registry)
        write([key for key, _ in texts], model.embed([text for _, text in texts]))
        progress("Vektoren berechnen", min(start + EMBEDDED, len(ids)), len(ids))


def _texts(passages: Sequence[Passage], registry: Registry) -> list[tuple[str, str]]:
    heads = registry.heads(sorted({p.document_id for p in passages}))
    return [(p.id, passage_text(p, heads[p.document_id])) for p in passages if p.document_id in heads]
