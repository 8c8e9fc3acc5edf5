"""Puts headings and blocks, as a file holds them one after another, into sections with their heading paths."""

import re
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


@dataclass(frozen=True, slots=True)
class BoldLine(Block):
    """A short paragraph in bold: what people write for a heading who know no styles."""


_NO_HEADING = re.compile(r"[.;,!]$")
BOLD_CHARS = 120


def block_of(prefix: str, text: str, *, bold: bool) -> Block:
    """Return a paragraph; a BoldLine where it looks like a heading."""
    short = bold and prefix not in ("- ", "– ") and len(text) <= BOLD_CHARS and not _NO_HEADING.search(text)
    return BoldLine(prefix, text) if short else Block(prefix, text)


def headed(pieces: list[Heading | Block]) -> list[Heading | Block]:
    """Return the pieces of a document without any headings with those bold lines as headings that text follows."""
    if any(isinstance(piece, Heading) for piece in pieces):
        return pieces
    following = [*pieces[1:], None]
    return [
        Heading(1, (piece.prefix + piece.text).rstrip(":"))
        if isinstance(piece, BoldLine) and after is not None and not isinstance(after, BoldLine)
        else piece
        for piece, after in zip(pieces, following, strict=True)
    ]


def plain(text: str) -> str:
    r"""Return a text in one line, without soft hyphens and the like; what disguises a word stays for screening.

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
