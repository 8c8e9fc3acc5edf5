"""Puts headings and blocks, as a file holds them one after another, into sections with their heading paths."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.read.disguise import legible
from ingest.split import Block, Section

LEVELS = 9


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest."""

    level: int
    text: str


def plain(text: str) -> str:
    r"""Return a text in one line, as a person reads it: without soft hyphens and what else is not seen.

    >>> plain("  Bürger" + chr(0xAD) + "bus\n fährt ")
    'Bürgerbus fährt'
    """
    return " ".join(legible(text.replace("\x00", "")).encode(errors="ignore").decode().split())


def sections_of(pieces: Iterable[Heading | Block], title: str = "") -> tuple[Section, ...]:
    """Return the sections in reading order; a heading that only repeats `title` is no part of a path.

    A heading with nothing but deeper headings below it is in their paths; one with nothing at all below it is left out.
    """
    return tuple(_sections(pieces, title.casefold()))


def _sections(pieces: Iterable[Heading | Block], title: str) -> Iterator[Section]:
    path: dict[int, str] = {}
    blocks: list[Block] = []
    for piece in pieces:
        if isinstance(piece, Block):
            blocks.append(piece)
            continue
        if blocks:
            yield _section(path, blocks)
            blocks = []
        level = min(piece.level, LEVELS)
        path = {above: text for above, text in path.items() if above < level}
        if piece.text and piece.text.casefold() != title:
            path[level] = piece.text
    if blocks:
        yield _section(path, blocks)


def _section(path: dict[int, str], blocks: list[Block]) -> Section:
    return Section(tuple(path[level] for level in sorted(path)), tuple(blocks))
