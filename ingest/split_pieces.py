"""Cuts a block that is too long for one passage: between its sentences, an endless sentence where it pauses.

The one door to langchain_text_splitters. It is imported only when an endless sentence comes: that takes half a second.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.split_blocks import Block
from knowledge.sentences import spans

PAUSES = ("\n", ". ", "! ", "? ", "; ", ": ", " – ", ", ", " ")  # the earlier, the better to cut after
ROW_WEIGHT = 1.6  # figures and names of columns take a token for 2.3 characters, prose for 3.7 or more
_AT_ONCE = 50  # passages' worth of an endless sentence: cut at every blank, it takes many times its size in memory


Span = tuple[int, int, tuple[int, ...]]  # a sentence: start and end in a text, and its source positions


class Piece(NamedTuple):
    """A block, or a part of one: its text, where that starts in the document's text, and its sentences in the text.

    `whole` is the block that it comes from; `prefix` its list mark, empty in later parts.
    """

    whole: Block
    prefix: str
    text: str
    at: int
    sentences: Sequence[Span]

    @property
    def size(self) -> float:
        """How many characters of prose take about as many tokens."""
        return len(self.text) * ROW_WEIGHT if self.whole.row else len(self.text)


def pieces_of(block: Block, at: int, longest: int) -> Iterator[Piece]:
    """Yield a block that starts at `at` in the document's text, in pieces of at most `longest` characters.

    Nothing but white space between the pieces is left out. A sentence is whole unless it is longer than `longest`.
    """
    sentences = _marked(block)
    if len(block.text) <= longest:
        yield Piece(block, block.prefix, block.text, at, sentences)
        return
    parts = [part for sentence in sentences for part in _fitting(sentence, block.text, longest)]
    first = 0
    for last, (_, end, _) in enumerate(parts):
        start = parts[first][0]
        if last + 1 == len(parts) or parts[last + 1][1] - start > longest:
            own = [(a - start, b - start, origins) for a, b, origins in parts[first : last + 1]]
            yield Piece(block, "" if first else block.prefix, block.text[start:end], at + start, own)
            first = last + 1


def _fitting(sentence: Span, text: str, longest: int) -> Iterator[Span]:
    """Yield the sentence, or its parts where it is longer than `longest`; each stands for the same sources."""
    first, last, origins = sentence
    if last - first <= longest:
        yield sentence
        return
    for start, end in endless(text[first:last], longest):
        yield first + start, first + end, origins


def endless(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the parts of a text that has no sentences, at most `longest` characters each.

    >>> [text[start:end] for text in ["Bauamt, Meldeamt; Stadtkasse"] for start, end in endless(text, 18)]
    ['Bauamt, Meldeamt;', 'Stadtkasse']
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        separators=list(PAUSES), keep_separator="end", chunk_size=longest, chunk_overlap=0, strip_whitespace=False
    )
    at = 0
    while at < len(text):
        window = text[at : at + _AT_ONCE * longest]
        parts = splitter.split_text(window)
        goes_on = at + len(window) < len(text) and len(parts) > 1
        for part in parts[:-1] if goes_on else parts:  # the last one goes on in the next window
            for start in range(0, len(part), longest):  # more than one only where there is no pause at all
                if said := part[start : start + longest].strip():
                    first = at + part.index(said, start)
                    yield first, first + len(said)
            at += len(part)


def _marked(block: Block) -> Sequence[Span]:
    """Return each sentence with its source positions; one without a marker shares the next one's, else the last's."""
    if not block.markers:
        return [(start, end, ()) for start, end in spans(block.text)]
    found = [
        (a, b, tuple(dict.fromkeys(n - 1 for place, n in block.markers if a < place <= b)))
        for a, b in spans(block.text)
    ]
    shared = []
    for i, (start, end, own) in enumerate(found):
        later = next((o for _, _, o in found[i:] if o), ())
        earlier = next((o for _, _, o in reversed(found[:i]) if o), ())
        shared.append((start, end, own or later or earlier))
    return shared
