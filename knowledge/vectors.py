"""The vector index: ids and unit vectors, nearest by cosine. The one door to chromadb.

Each embedder's vectors lie in a Chroma of their own: one is built whole while another serves.
Text and metadata stay in the registry: adding text to Chroma halves its speed and quadruples its size (measured).
"""

import shutil
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.embedding import Vectors
from knowledge.errors import IndexUnavailable

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_PAGE = 5_000
_AT_ONCE = 250  # vectors: Chroma holds Python's lock while it inserts, and for so long every question waits
_LOOKED_AT = 100  # of a large index, vectors at least
_ALL_OF = 2_000  # vectors: so few are all compared here; the graph is another, and misses others, in every process
_CONFIGURATION: Any = {"hnsw": {"space": "cosine", "ef_search": _LOOKED_AT}}


class Chroma:
    """One embedded Chroma on disk with one collection; only one process at a time may open it."""

    def __init__(self, folder: Path) -> None:
        """Open what lies in `folder`, or make it. Raises IndexUnavailable."""
        self._changes = 0
        self._held: tuple[int, tuple[list[str], Vectors] | None] = -1, None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._open(folder)
            held: Any = self._collection.configuration_json["hnsw"]
            wanted: Any = {"ef_search": _LOOKED_AT}
            if {**held, **wanted} != held:
                with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # chromadb's, of itself
                    self._collection.modify(configuration={"hnsw": wanted})
                self.close()  # it is read on opening only
                self._open(folder)
        except Exception as error:  # chromadb raises bare exceptions from its Rust core
            raise _unavailable(error) from error

    def _open(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        self._client: Any = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        self._collection: Collection = self._client.get_or_create_collection(
            "passages", embedding_function=None, configuration=_CONFIGURATION
        )

    def write(self, ids: Sequence[str], vectors: Vectors, removed: Sequence[str] = ()) -> None:
        """Upsert and delete; repeating it changes nothing. Raises IndexUnavailable."""
        try:
            for start in range(0, len(removed), _PAGE):
                self._collection.delete(ids=list(removed[start : start + _PAGE]))
            for start in range(0, len(ids), _AT_ONCE):
                part = slice(start, start + _AT_ONCE)
                self._collection.upsert(ids=list(ids[part]), embeddings=vectors[part])
        except Exception as error:
            raise _unavailable(error) from error
        finally:
            self._changes += 1

    def rank(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) best first. Raises IndexUnavailable."""
        try:
            if (few := self._few()) is not None:
                return _nearest(*few, vector, limit)
            found: Any = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=limit, include=["distances"]
            )
        except Exception as error:
            raise _unavailable(error) from error
        return [(key, 1.0 - float(d)) for key, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def _few(self) -> tuple[list[str], Vectors] | None:
        """Return all ids and vectors where there are few, read once after each change; None where there are many."""
        changes = self._changes  # looked at first: what is read while another thread writes is read again
        if self._held[0] != changes:
            few = None
            if 0 < self.count() <= _ALL_OF:
                found: Any = self._collection.get(include=["embeddings"])
                few = found["ids"], np.asarray(found["embeddings"], dtype=np.float32)
            self._held = changes, few
        return self._held[1]

    def count(self) -> int:
        """Return the number of vectors."""
        return self._collection.count()

    def ids(self) -> Iterator[str]:
        """Yield every id, in no order."""
        for offset in range(0, self.count(), _PAGE):
            yield from self._collection.get(include=[], limit=_PAGE, offset=offset)["ids"]

    def rows(self) -> Iterator[tuple[str, Vectors]]:
        """Yield every id with its vector, in no order."""
        for offset in range(0, self.count(), _PAGE):
            found: Any = self._collection.get(include=["embeddings"], limit=_PAGE, offset=offset)
            yield from zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True)

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


class VectorIndex:
    """The vectors that serve; only the owner of the data directory may open them."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unavailable(error) from error
        self._folder = folder
        self._serving: Chroma | None = None

    def place_of(self, fingerprint: str) -> Path:
        """Return the folder of an embedder's vectors."""
        return self._folder / fingerprint

    def use(self, fingerprint: str) -> None:
        """Serve from and write to the vectors of the embedder with this fingerprint, none if there are none yet."""
        before, self._serving = self._serving, Chroma(self.place_of(fingerprint))
        if before is not None:
            before.close()

    def drop_others(self, fingerprint: str) -> None:
        """Delete the vectors of every other embedder."""
        for place in self._folder.iterdir():
            if place.name != fingerprint:
                shutil.rmtree(place, ignore_errors=True)

    def replace(self, ids: Sequence[str], vectors: Vectors, removed: Sequence[str] = ()) -> None:
        """Make `ids` findable by `vectors` and `removed` not. Repeating it changes nothing."""
        if self._serving is not None:
            self._serving.write(ids, vectors, removed)

    def rank(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) best first; empty when there are no vectors yet."""
        return self._serving.rank(vector, limit) if self._serving is not None and limit > 0 else []

    def count(self) -> int:
        """Return the number of vectors."""
        return self._serving.count() if self._serving is not None else 0

    def ids(self) -> Iterator[str]:
        """Yield every id, in no order."""
        return self._serving.ids() if self._serving is not None else iter(())

    def rows(self) -> Iterator[tuple[str, Vectors]]:
        """Yield every id with its vector, in no order."""
        return self._serving.rows() if self._serving is not None else iter(())

    def close(self) -> None:
        """Let go of the files."""
        if self._serving is not None:
            self._serving.close()
            self._serving = None


def _nearest(ids: Sequence[str], vectors: Vectors, wanted: Vectors, limit: int) -> list[tuple[str, float]]:
    """Return (id, cosine similarity) best first; all vectors have length 1.

    >>> _nearest(["a", "b"], np.eye(2, dtype=np.float32), np.array([0, 1], np.float32), limit=1)
    [('b', 1.0)]
    """
    similar = vectors @ wanted
    return [(ids[n], float(similar[n])) for n in np.argsort(-similar, kind="stable")[:limit]]


def _unavailable(error: Exception) -> IndexUnavailable:
    return IndexUnavailable(
        f"Der Vektor-Index lässt sich nicht lesen oder schreiben ({type(error).__name__}). "
        "Prüfen Sie Platz und Rechte im Datenverzeichnis, dann hilft: lotse index rebuild."
    )
