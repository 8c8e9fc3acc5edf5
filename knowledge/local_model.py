"""The embedder that computes in this process: a sentence-transformers model. The one door to that optional package."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.embedding import Rest, Vectors, fingerprint_of, unit
from knowledge.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_REST_S = 60.0  # before loading is tried again; a hub that is out of reach takes long to fail


class SentenceTransformersEmbedder:
    """Embeds with a model from a folder, or from the hub (downloaded on first use). Silent until the first text."""

    def __init__(self, model: str, dimensions: int | None = None) -> None:
        """`dimensions` cuts the vectors of a model that was trained for it; None takes them whole."""
        self._name, self._dimensions = model, dimensions
        self._fingerprint = fingerprint_of("local", model, dimensions, "")
        self._model: SentenceTransformer | None = None
        self._loading, self._rest = threading.Lock(), Rest(_REST_S)

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def embed(self, texts: Sequence[str]) -> Vectors:
        model = self._loaded()
        if not texts:
            return np.zeros((0, self._dimensions or 0), dtype=np.float32)
        try:
            found = model.encode(list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False)
            vectors = unit(found)
        except Exception as error:  # torch raises bare RuntimeErrors, for example without memory
            raise EmbedderUnavailable(
                f"Das Vektor-Modell {self._name} kann nicht rechnen ({type(error).__name__}): "
                "Prüfen Sie freien Speicher oder nehmen Sie ein kleineres Modell."
            ) from error
        if vectors.shape[0] != len(texts) or self._dimensions not in (None, vectors.shape[1]):
            raise EmbedderUnavailable(
                f"Das Vektor-Modell {self._name} liefert {vectors.shape[1]} Werte statt {self._dimensions}: "
                "Prüfen Sie LOTSE_EMBEDDING_DIMENSIONS."
            )
        return vectors

    def _loaded(self) -> "SentenceTransformer":
        with self._loading:
            if self._model is None:
                self._rest.check()
                self._model = self._load()
            return self._model

    def _load(self) -> "SentenceTransformer":
        try:
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(self._name, truncate_dim=self._dimensions)
        except ModuleNotFoundError as error:
            raise self._rest.begin(
                'Für Vektoren fehlt das Paket sentence-transformers: pip install "lotse[sentence-transformers]".'
            ) from error
        except Exception as error:  # a folder that is no model, no network, no memory
            raise self._rest.begin(
                f"Das Vektor-Modell {self._name} lässt sich nicht laden ({type(error).__name__}): "
                "Prüfen Sie in LOTSE_EMBEDDING_MODEL den Ordner oder den Namen."
            ) from error
