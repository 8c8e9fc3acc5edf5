"""Cuts sections into passages: one heading each, lists and steps whole where they fit, sentences marked.

Knows nothing of file formats: every reader hands it sections of blocks. A passage's place is counted in characters of
the document's text: the texts of all blocks in reading order, joined by BETWEEN; without headings and list marks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.documents import FrontMatter, Passage, Place, Sentence, passage_id
from knowledge.sentences import spans

PASSAGE_CHARS = 1_300  # about 350 tokens of German; a passage stays below it unless one sentence is longer
BETWEEN = "\n\n"  # stands between two blocks in the document's text
SPLITTER_VERSION = "split-2"  # part of every digest: a splitter that cuts or places differently cuts all anew


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or table row: its list mark ("- ", "2. " or ""), text, and (place, source number) markers.

    A row says its columns in words ("Ort: Soest; Einwohner: 47.000"), so that it is understood alone. `page` counts
    from 1, None where a file has no pages.
    """

    prefix: str
    text: str
    markers: tuple[tuple[int, int], ...] = ()
    page: int | None = None
    row: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks under one heading path."""

    headings: tuple[str, ...]
    blocks: tuple[Block, ...]


_Piece = tuple[int, Block]  # a block or a part of one, and where its text starts in the document's


def document_text(sections: Iterable[Section]) -> str:
    """Return the text that the places of a document's passages are counted in."""
    return BETWEEN.join(block.text for section in sections for block in section.blocks)


def split(meta: FrontMatter, sections: Iterable[Section]) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order, at most about PASSAGE_CHARS characters each."""
    passages: list[Passage] = []
    seen: set[str] = set()
    at = 0
    for section in sections:
        pieces: list[_Piece] = []
        for block in section.blocks:
            pieces += _fitting(block, at)
            at += len(block.text) + len(BETWEEN)
        for group in _groups(pieces):
            text, sentences = _join(group)
            mark: object = sentences
            while (key := passage_id(meta, section.headings, text, mark)) in seen:
                mark = (mark, "again")
            seen.add(key)
            passages.append(Passage(key, meta.id, len(passages), section.headings, text, sentences, _place(group)))
    return tuple(passages)


def _groups(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Yield runs of pieces that fit one passage, of about equal size."""
    total = sum(len(block.text) for _, block in pieces)
    target = total / max(1, -(-total // PASSAGE_CHARS))
    group: list[_Piece] = []
    size = 0
    for piece in pieces:
        length = len(piece[1].text)
        if group and (size + length > PASSAGE_CHARS or size >= target):
            yield group
            group, size = [], 0
        group.append(piece)
        size += length
    if group:
        yield group


def _fitting(block: Block, at: int) -> Iterator[_Piece]:
    """Yield the block that starts at `at`, cut between sentences where it is too long for one passage."""
    if len(block.text) <= PASSAGE_CHARS:
        yield at, block
        return
    sentences = spans(block.text)
    start = sentences[0][0]
    for (_, end), following in zip(sentences, [*sentences[1:], None], strict=True):
        if following is None or following[1] - start > PASSAGE_CHARS:
            markers = tuple((place - start, n) for place, n in block.markers if start < place <= end)
            prefix = block.prefix if start == sentences[0][0] else ""
            yield at + start, Block(prefix, block.text[start:end], markers, block.page, block.row)
            start = following[0] if following else end


def _place(pieces: list[_Piece]) -> Place:
    """Return where a passage stands: from its first to its last piece, and on which pages these are."""
    (start, _), (last, block) = pieces[0], pieces[-1]
    pages = [piece.page for _, piece in pieces if piece.page is not None]
    return Place(start, last + len(block.text), min(pages, default=None), max(pages, default=None))


def _join(pieces: list[_Piece]) -> tuple[str, tuple[Sentence, ...]]:
    text, sentences = "", []
    for _, block in pieces:
        gap = "" if not text else "\n" if block.prefix else "\n\n"
        offset = len(text) + len(gap) + len(block.prefix)
        text += gap + block.prefix + block.text
        sentences += [Sentence(offset + a, offset + b, origins) for a, b, origins in _marked(block)]
    return text, tuple(sentences)


def _marked(block: Block) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Yield each sentence with its source positions; one without a marker shares the next one's, else the last's."""
    if not block.markers:
        yield from ((start, end, ()) for start, end in spans(block.text))
        return
    found = [
        (a, b, tuple(dict.fromkeys(n - 1 for place, n in block.markers if a < place <= b)))
        for a, b in spans(block.text)
    ]
    for i, (start, end, own) in enumerate(found):
        later = next((o for _, _, o in found[i:] if o), ())
        earlier = next((o for _, _, o in reversed(found[:i]) if o), ())
        yield start, end, own or later or earlier
