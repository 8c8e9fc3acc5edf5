"""Finds what is not to be cut: a list or table with the sentence that leads to it, a step with its points."""

import re
from collections.abc import Callable, Iterator, Sequence

from ingest.split_pieces import Piece

_NUMBERED = re.compile(r"\d")


def units_of(pieces: Sequence[Piece], longest: int) -> Iterator[list[Piece]]:
    """Yield runs of pieces that belong together and have at most `longest` characters.

    A longer list or table is cut between its steps, a longer step between its points; a sentence that leads to a list
    stays with its first point.
    """
    yield from _together(pieces, longest, _BONDS)


def _together(
    pieces: Sequence[Piece], longest: int, bonds: Sequence[Callable[[Piece, Piece], bool]]
) -> Iterator[list[Piece]]:
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and bonds and bonds[0](runs[-1][-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    for run in runs:
        if len(run) == 1 or sum(piece.size for piece in run) <= longest:
            yield run
        else:
            yield from _together(run, longest, bonds[1:])


def _of_one_list(before: Piece, piece: Piece) -> bool:
    """Return whether a piece continues a list or a table, or is what the one before leads to."""
    if before.whole.row or piece.whole.row:
        return _led(before, piece) or (before.whole.row and piece.whole.row)
    return _led(before, piece) or bool(before.whole.prefix and piece.whole.prefix)


def _of_one_step(before: Piece, piece: Piece) -> bool:
    """Return whether a piece is a point of the same step of a list."""
    return _led(before, piece) or (bool(piece.whole.prefix) and not _NUMBERED.match(piece.whole.prefix))


def _led(before: Piece, _piece: Piece) -> bool:
    return before.text.endswith(":")


_BONDS = (_of_one_list, _of_one_step, _led)
