"""Ways of cutting documents that bench/chunking.py compares: lengths, joining, overlap, what a passage is found by."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from ingest.split import PASSAGE_CHARS, Block, Section, split
from knowledge import document_words, indexes
from knowledge.documents import FrontMatter, Passage, Sentence, passage_id
from knowledge.keywords import Entry

CHARS_PER_TOKEN = 3.7  # as ingest/split.py estimates


@dataclass(frozen=True, slots=True)
class Way:
    """Lengths in tokens, 0 for the shipped longest; sections below `shortest` are joined with their neighbours.

    `shown` says where the headings of joined sections stand: together in the passage's "path", or each as a "line" of
    its text. `overlap`: the last sentence of the passage before under the same heading is repeated. `heading` and
    `context`: whether a passage is also found by its heading path and by what only its document's head names.
    """

    name: str
    longest: int = 0
    shortest: int = 0
    shown: str = "path"
    overlap: bool = False
    heading: bool = True
    context: bool = True

    @property
    def of_plain_text(self) -> bool:
        """Whether it says something of texts without headings and titles: the others leave these as they are."""
        return self.heading and self.context and not self.shortest


WAYS = (
    Way("shipped"),
    Way("at most 150 tokens", longest=150),
    Way("at most 250 tokens", longest=250),
    Way("at most 450 tokens", longest=450),
    Way("joined below 60 tokens, headings in the path", shortest=60),
    Way("joined below 120 tokens, headings in the path", shortest=120),
    Way("joined below 60 tokens, headings as lines", shortest=60, shown="line"),
    Way("joined below 120 tokens, headings as lines", shortest=120, shown="line"),
    Way("a sentence of overlap", overlap=True),
    Way("at most 150 tokens, a sentence of overlap", longest=150, overlap=True),
    Way("found without headings", heading=False),
    Way("found without title and place", context=False),
)


def passages_of(way: Way, meta: FrontMatter, sections: Sequence[Section]) -> tuple[Passage, ...]:
    """Return the passages of a document, cut in this way."""
    longest = int(way.longest * CHARS_PER_TOKEN) or PASSAGE_CHARS
    joined = list(_joined(sections, way.shortest * CHARS_PER_TOKEN, longest, way.shown))
    passages = split(meta, joined, longest)
    if way.shown == "line":
        names = {section.headings[-1] for section in sections if section.headings}
        passages = tuple(_headings_unquoted(passage, names) for passage in passages)
    if way.overlap:
        passages = tuple(itertools.starmap(_overlapping, itertools.pairwise((None, *passages))))
    return tuple(replace(p, id=passage_id(meta, p.headings, p.text, (p.position, p.sentences))) for p in passages)


def _joined(sections: Sequence[Section], shortest: float, longest: int, shown: str) -> Iterator[Section]:
    """Yield the sections, a short one together with neighbours under the same parent while they fit one passage."""
    run: list[Section] = []
    for section in sections:
        sizes = [sum(map(_size, run)), _size(section)]
        near = run and run[-1].headings and run[-1].headings[:-1] == section.headings[:-1]
        if run and not (near and min(sizes) < shortest and sum(sizes) <= longest):
            yield _one(run, shown)
            run = []
        run.append(section)
    if run:
        yield _one(run, shown)


def _size(section: Section) -> int:
    return sum(len(block.text) for block in section.blocks)


def _one(run: Sequence[Section], shown: str) -> Section:
    if len(run) == 1:
        return run[0]
    parent, names = run[0].headings[:-1], [section.headings[-1] for section in run]
    if shown == "path":
        return Section((*parent, " · ".join(names)), tuple(block for section in run for block in section.blocks))
    told = [(Block("", name), *section.blocks) for name, section in zip(names, run, strict=True)]
    return Section(parent, tuple(block for blocks in told for block in blocks))


def _headings_unquoted(passage: Passage, names: set[str]) -> Passage:
    """Return the passage with its lines of headings no longer sentences: nobody may be told a heading as a fact."""
    kept = tuple(s for s in passage.sentences if passage.text[s.start : s.end] not in names)
    return replace(passage, sentences=kept)


def _overlapping(before: Passage | None, passage: Passage) -> Passage:
    """Return the passage, behind the last sentence of the one before where that stands under the same heading."""
    if before is None or before.headings != passage.headings:
        return passage
    last = before.sentences[-1]
    added = before.text[last.start : last.end] + " "
    moved = [Sentence(s.start + len(added), s.end + len(added), s.origins) for s in passage.sentences]
    first = Sentence(0, len(added) - 1, last.origins)
    return replace(passage, text=added + passage.text, sentences=(first, *moved))


@contextmanager
def indexed_as(way: Way) -> Iterator[None]:
    """Have passages indexed by what this way wants them to be found by, in this process, for as long as it is open."""
    entries, text = indexes.entries_of, indexes.passage_text

    def entries_of(meta: FrontMatter, passages: Sequence[Passage]) -> tuple[Entry, list[Entry]]:
        whole, _ = entries(meta, passages)
        _, own = entries(_bare(meta, way), [_unnamed(passage, way) for passage in passages])
        return whole, own

    def passage_text(passage: Passage, meta: FrontMatter) -> str:
        return text(_unnamed(passage, way), _bare(meta, way))

    if not (way.heading and way.context):
        indexes.entries_of, indexes.passage_text, document_words.passage_text = entries_of, passage_text, passage_text
    try:
        yield
    finally:
        indexes.entries_of, indexes.passage_text, document_words.passage_text = entries, text, text


def _bare(meta: FrontMatter, way: Way) -> FrontMatter:
    return meta if way.context else FrontMatter.model_construct(id=meta.id, kind="page", title="")


def _unnamed(passage: Passage, way: Way) -> Passage:
    return passage if way.heading else replace(passage, headings=())
