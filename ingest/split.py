"""Cuts sections into passages: one heading each, what belongs together whole where it fits, sentences marked.

Knows nothing of file formats: every reader hands it sections of blocks.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

from ingest.split_blocks import BETWEEN, Block, Section, document_text
from ingest.split_pieces import Piece, pieces_of
from ingest.split_units import units_of
from knowledge.documents import FrontMatter, Passage, Place, Sentence, passage_id

__all__ = ["BETWEEN", "PASSAGE_CHARS", "SPLITTER_VERSION", "Block", "Section", "document_text", "split"]

# 350 tokens at 3.7 characters each: 95 of 100 passages have more, 4.2 on average. Estimated, because what is counted
# depends on a file that not every machine has, and the same document must give the same passages everywhere.
PASSAGE_CHARS = 1_300
SPLITTER_VERSION = "split-3"  # part of every digest: a splitter that cuts or places differently cuts all anew


def split(meta: FrontMatter, sections: Iterable[Section], longest: int = PASSAGE_CHARS) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order, at most about `longest` characters each."""
    passages: list[Passage] = []
    seen: set[str] = set()
    at = 0
    for section in sections:
        pieces: list[Piece] = []
        for block in section.blocks:
            pieces += pieces_of(block, at, longest)
            at += len(block.text) + len(BETWEEN)
        for group in _groups(pieces, longest):
            text, sentences = _join(group)
            mark: object = sentences
            while (key := passage_id(meta, section.headings, text, mark)) in seen:
                mark = (mark, "again")
            seen.add(key)
            passages.append(Passage(key, meta.id, len(passages), section.headings, text, sentences, _place(group)))
    return tuple(passages)


def _groups(pieces: list[Piece], longest: int) -> Iterator[list[Piece]]:
    """Yield runs of pieces that fit one passage, of about equal size; what belongs together stays so if it fits."""
    total = _size(pieces)
    if total <= longest:
        if pieces:
            yield pieces
        return
    target = total / math.ceil(total / longest)
    group: list[Piece] = []
    size = 0.0
    for unit in units_of(pieces, longest):
        own = _size(unit)
        if group and (size + own > longest or size >= target):
            yield group
            group, size = [], 0.0
        group += unit
        size += own
    yield group


def _size(pieces: Sequence[Piece]) -> float:
    return sum(piece.size for piece in pieces)


def _place(pieces: Sequence[Piece]) -> Place:
    """Return where a passage stands: from its first to its last piece, and on which pages these are."""
    pages = [piece.whole.page for piece in pieces if piece.whole.page is not None]
    end = pieces[-1].at + len(pieces[-1].text)
    return Place(pieces[0].at, end, min(pages), max(pages)) if pages else Place(pieces[0].at, end)


def _join(pieces: Sequence[Piece]) -> tuple[str, tuple[Sentence, ...]]:
    text, sentences = "", []
    for piece in pieces:
        gap = "" if not text else "\n" if piece.prefix else "\n\n"
        offset = len(text) + len(gap) + len(piece.prefix)
        text += gap + piece.prefix + piece.text
        sentences += [Sentence(offset + start, offset + end, origins) for start, end, origins in piece.sentences]
    return text, tuple(sentences)
