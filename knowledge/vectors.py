"""The vector index: ids and unit vectors, nearest by cosine. The one door to chromadb.

Text and metadata stay in the registry: adding text to Chroma halves its speed and quadruples its size (measured).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.embedding import Vectors
from knowledge.errors import IndexUnavailable

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_PAGE = 5_000


class VectorIndex:
    """One embedded Chroma on disk with a collection per embedder; only the owner of the data directory may open it."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._client: Any = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
        except Exception as error:  # chromadb raises bare exceptions from its Rust core
            raise _unavailable(error) from error
        self._collection: Collection | None = None

    def use(self, fingerprint: str) -> None:
        """Serve from and write to the collection of the embedder with this fingerprint."""
        self._collection = self.collection(fingerprint)

    def collection(self, fingerprint: str) -> "Collection":
        """Return the collection of an embedder, made if need be."""
        try:
            found: Collection = self._client.get_or_create_collection(
                f"passages-{fingerprint}",
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 100}},
            )
            return found
        except Exception as error:
            raise _unavailable(error) from error

    def drop_others(self, fingerprint: str) -> None:
        """Delete the collections of every other embedder."""
        for collection in self._client.list_collections():
            if collection.name != f"passages-{fingerprint}":
                self._client.delete_collection(collection.name)

    def replace(self, ids: Sequence[str], vectors: Vectors, removed: Sequence[str] = ()) -> None:
        """Make `ids` findable by `vectors` and `removed` not. Repeating it changes nothing."""
        if self._collection is not None:
            write(self._collection, ids, vectors, removed)

    def rank(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """Return (id, cosine similarity) best first; empty when there is no collection yet."""
        if self._collection is None or limit < 1:
            return []
        try:
            found: Any = self._collection.query(
                query_embeddings=[vector.tolist()], n_results=limit, include=["distances"]
            )
        except Exception as error:
            raise _unavailable(error) from error
        return [(key, 1.0 - float(d)) for key, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def count(self) -> int:
        """Return the number of vectors."""
        return self._collection.count() if self._collection is not None else 0

    def ids(self) -> Iterator[str]:
        """Yield every id, in no order."""
        for offset in range(0, self.count(), _PAGE):
            if self._collection is not None:
                yield from self._collection.get(include=[], limit=_PAGE, offset=offset)["ids"]


def write(collection: "Collection", ids: Sequence[str], vectors: Vectors, removed: Sequence[str] = ()) -> None:
    """Upsert and delete in `collection`. Raises IndexUnavailable."""
    try:
        for start in range(0, len(removed), _PAGE):
            collection.delete(ids=list(removed[start : start + _PAGE]))
        for start in range(0, len(ids), _PAGE):
            part = slice(start, start + _PAGE)
            collection.upsert(ids=list(ids[part]), embeddings=vectors[part])
    except Exception as error:
        raise _unavailable(error) from error


def _unavailable(error: Exception) -> IndexUnavailable:
    return IndexUnavailable(
        f"Der Vektor-Index lässt sich nicht lesen oder schreiben ({type(error).__name__}). "
        "Prüfen Sie Platz und Rechte im Datenverzeichnis, dann hilft: lotse index rebuild."
    )
