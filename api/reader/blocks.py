"""Turns the text of a passage into paragraphs and list items with their source numbers and marked words. Pure.

Passages hold no markup: one block per line, a list mark in front of an item, `[1]` kept with its sentence (ingest).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from api.reader.marking import Span
from knowledge.documents import Passage, Sentence

_LIST_MARK = re.compile(r"-|(\d{1,9})\.")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a block, marked or not, and the numbers of the sources named behind them."""

    text: str
    marked: bool = False
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list item: `tag` is p, ul or ol, `number` that of an item of a numbered list."""

    tag: str
    pieces: tuple[Piece, ...]
    number: int | None = None

    @property
    def text(self) -> str:
        """What is read, without list mark and source numbers."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together: the items of a list, or one paragraph."""

    tag: str
    blocks: tuple[Block, ...]


def groups_of(passage: Passage, marks: Sequence[Span] = ()) -> tuple[Group, ...]:
    """Return the blocks of a passage in order, items of one list together; `marks` are spans of its text.

    >>> text = "Zwei Wege:" + chr(10) + "- Bus" + chr(10) + "- Bahn"
    >>> sentences = (Sentence(0, 10), Sentence(13, 16, (0,)), Sentence(19, 23, (1,)))
    >>> [(g.tag, [b.text for b in g.blocks]) for g in groups_of(Passage("a~1", "a", 0, (), text, sentences))]
    [('p', ['Zwei Wege:']), ('ul', ['Bus', 'Bahn'])]
    """
    grouped: list[Group] = []
    for tag, blocks in groupby(_blocks(passage, marks), key=lambda block: block.tag):
        run = tuple(blocks)
        grouped += [Group(tag, (one,)) for one in run] if tag == "p" else [Group(tag, run)]
    return tuple(grouped)


def _blocks(passage: Passage, marks: Sequence[Span]) -> Iterator[Block]:
    for line in re.finditer(r"[^\n]+", passage.text):
        sentences = [one for one in passage.sentences if line.start() <= one.start < line.end()]
        begin = sentences[0].start if sentences else line.start()
        mark = _LIST_MARK.fullmatch(passage.text[line.start() : begin].strip())
        start = begin if mark else line.start()
        tag = "p" if mark is None else "ol" if mark[1] else "ul"
        pieces = tuple(_pieces(passage.text, (start, line.end()), sentences, marks))
        yield Block(tag, pieces, int(mark[1]) if mark and mark[1] else None)


def _pieces(text: str, within: Span, sentences: Sequence[Sentence], marks: Sequence[Span]) -> Iterator[Piece]:
    """Yield the text of a block cut where a marked part begins or ends, and where sources are named."""
    named = dict(_named(sentences))
    borders = (*within, *named, *(place for mark in marks for place in mark))
    cuts = sorted({place for place in borders if within[0] <= place <= within[1]})
    for start, end in pairwise(cuts):
        marked = any(a <= start and end <= b for a, b in marks)
        yield Piece(text[start:end], marked, named.get(end, ()))


def _named(sentences: Sequence[Sentence]) -> Iterable[tuple[int, tuple[int, ...]]]:
    """Yield the ends of the sentences behind which sources are named: of a run with the same ones the last."""
    for one, following in zip(sentences, [*sentences[1:], None], strict=True):
        if one.origins and (following is None or following.origins != one.origins):
            yield one.end, tuple(origin + 1 for origin in one.origins)
