"""The sentences of a cited text, each with the sources it rests on. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.people.cited import MARK, marks, numbers_of, without_marks
from knowledge.sentences import spans

_LABEL = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+")  # of a list item


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in the words of its text without marks and list label, and the numbers of the sources behind it.

    `line` is the one it stands in, counted from 0.
    """

    line: int
    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text for showing: its words, and the numbers of its marks where they stand."""

    number: int
    pieces: tuple[str | int, ...]


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that hold something, counted from 0.

    >>> lines_of("Der Bus fährt. [1][2]")
    (Line(number=0, pieces=('Der Bus fährt. ', 1, 2)),)
    """
    return tuple(Line(n, tuple(_shown(line))) for n, line in enumerate(text.splitlines()) if line.strip())


def _shown(line: str) -> Iterator[str | int]:
    at = 0
    for mark in MARK.finditer(line):
        yield from filter(None, [line[at : mark.start()]])
        yield from numbers_of(mark)
        at = mark.end()
    yield from filter(None, [line[at:]])


def sentences_of(text: str) -> tuple[Said, ...]:
    """Return the sentences of a text in order; a mark stands for all sentences of its line since the mark before.

    >>> [(one.text, one.marks) for one in sentences_of("1. Planen Sie. Dann bauen Sie. [2] Viel Erfolg!")]
    [('Planen Sie.', (2,)), ('Dann bauen Sie.', (2,)), ('Viel Erfolg!', ())]
    """
    return tuple(
        Said(number, said, cited) for number, line in enumerate(text.splitlines()) for said, cited in _of_line(line)
    )


def _of_line(line: str) -> list[tuple[str, tuple[int, ...]]]:
    label = _LABEL.match(line)
    pieces = list(_pieces(line[label.end() if label else 0 :]))
    covered: tuple[int, ...] = ()
    found = []
    for piece in reversed(pieces):
        covered = marks(piece) or covered
        found.append((without_marks(piece), covered))
    return [one for one in reversed(found) if one[0]]


def _pieces(line: str) -> Iterator[str]:
    """Yield the sentences of a line, each with the marks that follow it."""
    blanked = MARK.sub(lambda found: " " * len(found[0]), line)
    starts = [start for start, _ in spans(blanked)] or [0]
    starts[0] = 0
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        yield line[start:end]
