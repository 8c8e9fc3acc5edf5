"""Cuts sections into passages: one heading each, lists and steps whole where they fit, sentences marked.

Knows nothing of file formats: every reader hands it sections of blocks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.documents import FrontMatter, Passage, Sentence, passage_id
from knowledge.sentences import spans

PASSAGE_CHARS = 1_300  # about 350 tokens of German; a passage stays below it unless one sentence is longer


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


def split(meta: FrontMatter, sections: Iterable[Section]) -> tuple[Passage, ...]:
    """Return the passages of a document in reading order, at most about PASSAGE_CHARS characters each."""
    passages: list[Passage] = []
    seen: set[str] = set()
    for section in sections:
        for group in _groups(section.blocks):
            text, sentences = _join(group)
            mark: object = sentences
            while (key := passage_id(meta, section.headings, text, mark)) in seen:
                mark = (mark, "again")
            seen.add(key)
            passages.append(Passage(key, meta.id, len(passages), section.headings, text, sentences))
    return tuple(passages)


def _groups(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield runs of blocks that fit one passage, of about equal size."""
    pieces = [piece for block in blocks for piece in _fitting(block)]
    total = sum(len(piece.text) for piece in pieces)
    target = total / max(1, -(-total // PASSAGE_CHARS))
    group: list[Block] = []
    size = 0
    for piece in pieces:
        if group and (size + len(piece.text) > PASSAGE_CHARS or size >= target):
            yield group
            group, size = [], 0
        group.append(piece)
        size += len(piece.text)
    if group:
        yield group


def _fitting(block: Block) -> Iterator[Block]:
    """Yield the block, cut between sentences where it is too long for one passage."""
    if len(block.text) <= PASSAGE_CHARS:
        yield block
        return
    sentences = spans(block.text)
    start = sentences[0][0]
    for (_, end), following in zip(sentences, [*sentences[1:], None], strict=True):
        if following is None or following[1] - start > PASSAGE_CHARS:
            markers = tuple((place - start, n) for place, n in block.markers if start < place <= end)
            yield Block(block.prefix if start == sentences[0][0] else "", block.text[start:end], markers)
            start = following[0] if following else end


def _join(blocks: list[Block]) -> tuple[str, tuple[Sentence, ...]]:
    text, sentences = "", []
    for block in blocks:
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
