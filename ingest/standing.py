"""What is known of a source when a pass begins, and what the pass has seen of it so far. Knows no database.

Whichever order the items come in, the same item ends with a document that several claim: the one whose name is least.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from knowledge.registry_rows import Known


@dataclass
class Standing:
    """The documents of all sources, by id, and the items of this one that need not be read again (name: digest)."""

    source: str
    known: dict[str, Known]
    noted: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._mine = {key: entry.path for key, entry in self.known.items() if entry.source == self.source}
        self._of_name: defaultdict[str, list[str]] = defaultdict(list)
        for key, name in self._mine.items():
            self._of_name[name].append(key)
        self._kept: dict[str, str] = {}
        self._whole: set[str] = set()
        self._read: set[str] = set()

    @property
    def count(self) -> int:
        """How many documents the source had when the pass began."""
        return len(self._mine)

    def keep_whole(self, name: str) -> int:
        """Keep all that an item held when it was last read, and return how many documents these are."""
        self._whole.add(name)
        return sum(1 for key in self._of_name.get(name, ()) if self.known[key].path == name)

    def vanished(self, names: frozenset[str], *, complete: bool) -> set[str]:
        """Return the noted items that are no longer there; unless the pass was complete, those of `names`."""
        unseen = self.noted.keys() - self._whole - self._read
        return unseen if complete else unseen & names

    def see(self, name: str) -> None:
        """Note that an item is there."""
        self._read.add(name)

    def owner(self, document: str) -> str | None:
        """Return the name of the item that was seen to hold a document in this pass, None for none so far."""
        if document in self._kept:
            return self._kept[document]
        name = self._mine.get(document)
        return name if name in self._whole else None

    def must_wait(self, document: str, name: str) -> bool:
        """Return whether an item of a lesser name held the document and may still come: then it is that item's."""
        before = self._mine.get(document)
        return before is not None and before < name and self.owner(document) is None

    def keep(self, document: str, name: str) -> None:
        """Note that an item holds a document."""
        self._kept[document] = name

    def file(self, document: str, name: str, digest: str) -> None:
        """Note that a document is now filed as this source's."""
        self.known[document] = Known(self.source, name, digest)

    def gone(self, names: frozenset[str], *, complete: bool) -> list[str]:
        """Return the documents that no item held in this pass, sorted; unless it was complete, those of `names`."""
        unseen = (k for k, name in self._mine.items() if k not in self._kept and name not in self._whole)
        return sorted(key for key in unseen if complete or self._mine[key] in names)
