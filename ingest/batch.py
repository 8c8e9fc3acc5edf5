"""What a pass wants to write at once. Knows no database."""

from dataclasses import dataclass, field

from ingest.proposing.proposal import Proposal
from ingest.screening.verdicts import Screened
from knowledge.documents import Document


@dataclass(frozen=True, slots=True)
class Taken:
    """A document on its way into the registry: whole as it was read, and what screening leaves of it."""

    document: Document
    name: str
    content: str
    action: str
    screened: Screened
    proposals: tuple[Proposal, ...] = ()


@dataclass
class Batch:
    """What is written next; ids and names are those of one source."""

    taken: dict[str, Taken] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)  # document: name of the item that holds it now
    removed: list[str] = field(default_factory=list)
    noted: dict[str, str] = field(default_factory=dict)  # item: digest
    unnoted: set[str] = field(default_factory=set)
    lost: list[tuple[str, str, str]] = field(default_factory=list)  # document, source, item: another source's so far
    back: set[str] = field(default_factory=set)  # documents whose file is there again after a removal was taken back

    def __bool__(self) -> bool:
        return any((self.taken, self.moved, self.removed, self.noted, self.unnoted, self.back))

    def unnote(self, name: str) -> None:
        """Have an item read again by the next run."""
        self.noted.pop(name, None)
        self.unnoted.add(name)

    def without(self, documents: frozenset[str]) -> "Batch":
        """Return the batch without documents that somebody else has written; their items are read again."""
        names = {one.name for key, one in self.taken.items() if key in documents}
        return Batch(
            {key: one for key, one in self.taken.items() if key not in documents},
            {key: name for key, name in self.moved.items() if key not in documents},
            [key for key in self.removed if key not in documents],
            {name: digest for name, digest in self.noted.items() if name not in names},
            self.unnoted | names,
            [one for one in self.lost if one[0] not in documents],
            self.back - documents,
        )
