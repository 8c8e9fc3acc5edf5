"""Counts hashed character n-grams of many texts at once, without a loop over characters in Python."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from knowledge.german import clean

FEATURES = 1 << 16
Counted = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]  # rows, features, counts
_SIZE = 4  # measured: as good as 3 to 5 together, in two fifths of the time (docs/log.md)
_SPACE = ord(" ")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "s"})
_MIX = np.uint64(0x9E3779B97F4A7C15)
_TABLE = 1 << 16  # characters told apart; those beyond (emoji, rare scripts) count as space


def feature_counts(texts: Sequence[str]) -> Counted:
    """Return (rows, features, counts) sorted by row and feature; n-grams of 4 characters within words.

    >>> rows, features, counts = feature_counts(["Bus Bus", ""])
    >>> rows.tolist(), counts.tolist()  # " bus" and "bus ", twice each
    ([0, 0], [2.0, 2.0])
    """
    spaced = [f" {clean(text)} " for text in texts]
    written = np.frombuffer("".join(spaced).encode("utf-32-le", "replace"), dtype=np.uint32)
    if len(written) < _SIZE:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32)
    codes = _folded()[np.minimum(written, _TABLE - 1)]
    lengths = np.fromiter(map(len, spaced), dtype=np.int64, count=len(spaced))
    owner = np.repeat(np.arange(len(spaced), dtype=np.int64), lengths)
    unique, counts = np.unique(_keys(codes, owner, codes == _SPACE, _SIZE), return_counts=True)
    return unique // FEATURES, unique % FEATURES, counts.astype(np.float32)


@cache
def _folded() -> NDArray[np.uint64]:
    """Return what each character counts as: letters and digits small and without umlaut, anything else a space."""
    lower = (chr(code).lower()[0].translate(_FOLD) if chr(code).isalnum() else " " for code in range(_TABLE))
    table = np.fromiter(map(ord, lower), dtype=np.uint64, count=_TABLE)
    table[_TABLE - 1] = _SPACE
    return table


def _keys(
    codes: NDArray[np.uint64], owner: NDArray[np.int64], space: NDArray[np.bool_], size: int
) -> NDArray[np.int64]:
    """Return row * FEATURES + feature of each n-gram that lies in one text and has no space inside."""
    last = len(codes) - size + 1
    mixed = np.full(last, size, dtype=np.uint64)
    inside = np.zeros(last, dtype=bool)
    for offset in range(size):
        mixed = (mixed ^ codes[offset : offset + last]) * _MIX
        if 0 < offset < size - 1:
            inside |= space[offset : offset + last]
    keep = ~inside & (owner[:last] == owner[size - 1 :])
    feature = (mixed[keep] >> np.uint64(48)).astype(np.int64) % FEATURES
    found: NDArray[np.int64] = owner[:last][keep] * FEATURES + feature
    return found
