"""Embedders: text in, unit vectors out. The built-in one is knowledge/lsa.py."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]  # shape (texts, dimensions)


class Embedder(Protocol):
    """Turns texts into vectors of length 1 (or 0 where nothing is known of a text)."""

    @property
    def fingerprint(self) -> str:
        """Equal fingerprints mean comparable vectors; letters, digits and hyphens, part of the collection's name."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text. Raises EmbedderUnavailable."""
        ...
