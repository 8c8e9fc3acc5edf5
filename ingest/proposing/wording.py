"""A document's words as the rules read them: title, headings, blocks and sentences, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ingest.read.extract import Extract
from ingest.split import Block
from knowledge.sentences import spans

LONGEST = 600  # characters: what is longer is no sentence, and no heading, that a person could check at a glance
BETWEEN = " … "  # between the excerpts of a `because` that quotes several places


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the headings it stands under."""

    text: str
    headings: tuple[str, ...]


class Wording:
    """The words of an extract, of which the first so many sentences are read; made once, read by every rule."""

    def __init__(self, extract: Extract, most: int = 3_000) -> None:
        self.title, self.sections = extract.title[:LONGEST], extract.sections
        self._most = most

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks."""
        return tuple(block for section in self.sections for block in section.blocks)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """All headings, each once."""
        found = dict.fromkeys(heading for section in self.sections for heading in section.headings)
        return tuple(heading for heading in found if len(heading) <= LONGEST)

    @cached_property
    def sentences(self) -> tuple[Said, ...]:
        """The sentences, but for those that are too long to be one."""
        return tuple(islice(self._sentences(), self._most))

    def _sentences(self) -> Iterator[Said]:
        for section in self.sections:
            for block in section.blocks:
                for start, end in spans(block.text):
                    if end - start > LONGEST:
                        continue
                    yield Said(block.text[start:end], section.headings)

    @cached_property
    def text(self) -> str:
        """Everything, a line each."""
        return "\n".join((self.title, *self.headings, *(block.text for block in self.blocks)))

    def holds(self, because: str) -> bool:
        """Return whether every excerpt stands in the text, letter by letter."""
        return bool(because) and all(excerpt in self.text for excerpt in because.split(BETWEEN))
