"""A document's words as the rules read them: title, headings, blocks and sentences, in reading order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from knowledge.documents import Document
from knowledge.german import words
from knowledge.sentences import spans

LONGEST = 600  # characters: what is longer is no sentence, and no heading, that a person could check at a glance
BETWEEN = " … "  # between the excerpts of a `because` that quotes several places


_MARK = re.compile(r"(?:- |\d{1,3}[.)] )")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, list item or row of a passage, its list mark ("- ", "2. " or "") apart."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the headings it stands under."""

    text: str
    headings: tuple[str, ...]


class Wording:
    """The words of a document's passages, so nothing that is held back, under the title that its file gives.

    Of the sentences the first so many are read; made once, read by every rule.
    """

    def __init__(self, title: str, document: Document, most: int = 3_000) -> None:
        self.title, self._passages, self._most = title[:LONGEST], document.passages, most

    @cached_property
    def blocks(self) -> tuple[Line, ...]:
        """All paragraphs, list items and rows."""
        return tuple(_line(line) for passage in self._passages for line in passage.text.split("\n") if line.strip())

    @cached_property
    def top_headings(self) -> tuple[str, ...]:
        """The first heading of each path, each once; "" where a passage has none."""
        return tuple(dict.fromkeys(passage.headings[0] if passage.headings else "" for passage in self._passages))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """All headings, each once."""
        found = dict.fromkeys(heading for passage in self._passages for heading in passage.headings)
        return tuple(heading for heading in found if len(heading) <= LONGEST)

    @cached_property
    def sentences(self) -> tuple[Said, ...]:
        """The sentences, but for those that are too long to be one."""
        return tuple(islice(self._sentences(), self._most))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Title, headings and sentences."""
        return (self.title, *self.headings, *(said.text for said in self.sentences))

    def _sentences(self) -> Iterator[Said]:
        for passage in self._passages:
            for line in map(_line, passage.text.split("\n")):
                for start, end in spans(line.text):
                    if end - start <= LONGEST:
                        yield Said(line.text[start:end], passage.headings)

    @cached_property
    def text(self) -> str:
        """Everything, a line each."""
        return "\n".join((self.title, *self.headings, *(block.text for block in self.blocks)))

    @cached_property
    def words(self) -> frozenset[str]:
        """All words, lower case."""
        return frozenset(words(self.text))

    def holds(self, because: str) -> bool:
        """Return whether every excerpt stands in the text, letter by letter."""
        return bool(because) and all(excerpt in self.text for excerpt in because.split(BETWEEN))


def _line(line: str) -> Line:
    found = _MARK.match(line)
    return Line(found.group(), line[found.end() :]) if found else Line("", line)
