"""Sketches of whole texts (MinHash over runs of words), and which of many texts are nearly the same. Pure."""

import re
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

SIZE = 128  # numbers of a sketch: two sketches differ from the truth by about 0.03 at 0.9
RUN = 3  # words
_BANDS = 16  # of 8 numbers: texts that share 0.9 are missed once in ten thousand times
_WORD = re.compile(r"[^\W_]+")
_random = np.random.default_rng(20_261_127)
_FACTORS = _random.integers(1, 2**63, SIZE, dtype=np.uint64) | np.uint64(1)
_TERMS = _random.integers(0, 2**63, SIZE, dtype=np.uint64)
_MIX = np.uint64(0x9E3779B97F4A7C15)

Sketch = NDArray[np.uint32]


def words_of(text: str) -> list[str]:
    """Return the words of a text as they compare; figures are words like others."""
    return _WORD.findall(text.lower())


def sketch_of(words: list[str]) -> Sketch:
    """Return the sketch of a text of at least one word."""
    hashed = np.fromiter((zlib.crc32(word.encode("utf-8", "replace")) for word in words), np.uint64, len(words))
    runs = np.zeros(max(1, len(words) - RUN + 1), np.uint64)
    for n in range(min(RUN, len(words))):
        runs = (runs ^ hashed[n : n + len(runs)]) * _MIX
        runs ^= runs >> np.uint64(29)
    mixed = np.unique(runs)[None, :] * _FACTORS[:, None] + _TERMS[:, None]
    least: Sketch = (mixed.min(axis=1) >> np.uint64(32)).astype(np.uint32)
    return least


def near(sketches: NDArray[np.uint32], at_least: float) -> Iterator[tuple[int, int]]:
    """Yield pairs (a, b), a < b, of rows that share at least this much of their runs of words, each pair once."""
    pairs: set[tuple[int, int]] = set()
    width = SIZE // _BANDS
    for band in range(_BANDS if len(sketches) > 1 else 0):
        part = np.ascontiguousarray(sketches[:, band * width : (band + 1) * width])
        keys = part.view(np.dtype((np.void, part.dtype.itemsize * width))).ravel()
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        pairs.update(_of_groups(order, same))
    for a, b in sorted(pairs):
        if float((sketches[a] == sketches[b]).mean()) >= at_least:
            yield a, b


def _of_groups(order: NDArray[np.intp], same: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Yield each row with the first of its group and with the one before it: enough to find what is near."""
    first, last = -1, -2
    for n in same.tolist():
        first = first if n == last + 1 else n
        last = n
        for m in {first, n}:
            yield min(int(order[m]), int(order[n + 1])), max(int(order[m]), int(order[n + 1]))
