"""The built-in embedder: no download, no key, the same every time.

Latent semantic analysis = TF-IDF over hashed character n-grams, reduced by truncated SVD (Deerwester et al. 1990;
randomised SVD after Halko, Martinsson & Tropp 2011).
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Vectors
from knowledge.errors import EmbedderUnavailable
from knowledge.ngrams import FEATURES, Counted, feature_counts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

DIMENSIONS = 256
SAMPLE = 4_000  # passages an LSA is fitted on at most
_OVERSAMPLING, _ROUNDS, _SEED = 10, 2, 20_261_124


class Lsa:
    """Latent semantic analysis of character n-grams, fitted on the corpus it serves."""

    def __init__(self, weights: Vectors, components: Vectors) -> None:
        """`weights` is the IDF of each feature; `components` has a row of DIMENSIONS for each whose weight is not 0."""
        self._weights, self._components = weights, components
        self._row = np.cumsum(weights > 0) - 1
        digest = hashlib.sha256(weights.tobytes() + components.tobytes()).hexdigest()
        self._fingerprint = f"lsa-{components.shape[1]}-{digest[:12]}"

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows, columns, values = _weighted(feature_counts(texts), self._weights)
        if len(texts) == 1:
            return _unit((values @ self._components[self._row[columns]])[None])
        matrix = _sparse(rows, self._row[columns], values, (len(texts), len(self._components)))
        return _unit(matrix @ self._components)

    def save(self, folder: Path) -> None:
        """Keep the fitted model in `folder` under its fingerprint."""
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f"{self._fingerprint}.partial.npz"
        np.savez(partial, weights=self._weights, components=self._components.astype(np.float16))
        partial.replace(folder / f"{self._fingerprint}.npz")

    @classmethod
    def load(cls, folder: Path, fingerprint: str) -> "Lsa":
        """Return a kept model. Raises EmbedderUnavailable when it is missing or not the one it claims to be."""
        try:
            with (folder / f"{fingerprint}.npz").open("rb") as file, np.load(file) as kept:
                model = cls(kept["weights"], kept["components"].astype(np.float32))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise EmbedderUnavailable("Das Vektor-Modell fehlt oder ist beschädigt: lotse index rebuild.") from error
        if model.fingerprint != fingerprint:
            raise EmbedderUnavailable("Das Vektor-Modell ist beschädigt: lotse index rebuild.")
        return model


def fit(texts: Sequence[str]) -> Lsa:
    """Return an LSA fitted on `texts`; the same texts in the same order give the same fingerprint."""
    counted = feature_counts(texts)
    frequency = np.bincount(counted[1], minlength=FEATURES)
    # A feature of one text only relates it to nothing, so it gets no weight, and no row below.
    weights = np.where(frequency > 1, np.log((1 + len(texts)) / (1 + frequency)) + 1, 0).astype(np.float32)
    rows, columns, values = _weighted(counted, weights)
    row = np.cumsum(weights > 0) - 1
    matrix = _sparse(rows, row[columns], values, (len(texts), int(row[-1]) + 1))
    components = np.zeros((matrix.shape[1], DIMENSIONS), dtype=np.float16)
    rank = min(DIMENSIONS, len(texts))
    components[:, :rank] = _right_singular_vectors(_unit_rows(matrix), np.flatnonzero(weights), rank)
    # Rounded as it is kept on disk, so that a loaded model has the same fingerprint.
    return Lsa(weights, components.astype(np.float32))


def _weighted(counted: Counted, weights: Vectors) -> tuple[NDArray[np.int64], NDArray[np.int64], Vectors]:
    """Return the rows, features and values of the features that have a weight."""
    rows, columns, counts = counted
    known = weights[columns] > 0
    values: Vectors = (1 + np.log(counts[known])) * weights[columns[known]]
    return rows[known], columns[known], values


def _right_singular_vectors(matrix: "csr_matrix", features: NDArray[np.int64], rank: int) -> Vectors:
    """Return the `rank` leading right singular vectors as columns; `features` names the columns of `matrix`.

    The range is sought on the side of the texts: there are fewer of them than features, and the
    orthogonalisation of (texts, rank) costs a hundredth of that of (features, rank).
    """
    generator = np.random.default_rng(_SEED)
    width = min(rank + _OVERSAMPLING, matrix.shape[0])
    # Drawn for every feature, so that one draws the same whichever others the texts hold.
    found = matrix @ generator.standard_normal((FEATURES, width), dtype=np.float32)[features]
    for _ in range(_ROUNDS):
        basis, _ = np.linalg.qr(found)
        found = matrix @ (matrix.T @ basis)
    basis, _ = np.linalg.qr(found)
    small = (matrix.T @ basis).T
    values, left = np.linalg.eigh(small @ small.T)
    leading = np.argsort(values)[::-1][:rank]
    scale = 1 / np.sqrt(np.maximum(values[leading], 1e-9))
    right: Vectors = (small.T @ (left[:, leading] * scale)).astype(np.float32)
    return right


def _sparse(rows: NDArray[Any], columns: NDArray[Any], values: Vectors, shape: tuple[int, int]) -> "csr_matrix":
    from scipy.sparse import csr_matrix

    return csr_matrix((values, (rows, columns)), shape=shape)


def _unit_rows(matrix: "csr_matrix") -> "csr_matrix":
    from scipy.sparse import diags

    norms = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
    scaled: csr_matrix = diags((1 / np.maximum(norms, 1e-9)).astype(np.float32)) @ matrix
    return scaled


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(norms, 1e-9)).astype(np.float32)
    return scaled
