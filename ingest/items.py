"""What a source holds at this moment, item by item: a file, an address, an upload."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from ingest.read.large import Large
from knowledge.errors import Problem


@dataclass(frozen=True, slots=True)
class Item:
    """One file or page of a source.

    `name` is unique within the source: the path below a folder, the canonical address of a page. `digest` is that of
    its bytes. `data` is None when they are those of `digest` as noted in an earlier run, and were not fetched again, or
    when `problem` says why they could not be had: then the item's documents stay as they are. `url` is where a
    reader is sent to, `media_type` what a server said of it, without parameters. `mapping` are the bytes of the file
    beside a table that says what its columns mean; the digest covers them. A file that is read piece by piece is
    `large`, and has no `data`.
    """

    name: str
    digest: str
    data: bytes | None = None
    problem: Problem | None = None
    url: str | None = None
    media_type: str | None = None
    mapping: bytes | None = None
    large: Large | None = None

    @property
    def content(self) -> bytes | Large | None:
        """What there is to read, None for nothing."""
        return self.large if self.data is None else self.data


class Origin(Protocol):
    """Where items come from. The items of one pass come in any order, each once."""

    @property
    def source(self) -> str:
        """The name under which its documents are filed: `folder:…`, `https://…`, `upload`."""
        ...

    def items(self) -> Iterator[Item]:
        """Yield what is there now. Raises SourceUnreadable."""
        ...

    @property
    def complete(self) -> bool:
        """Whether, after a whole pass, everything was seen: only then is what was not seen gone."""
        ...

    def total(self) -> int | None:
        """Return how many items there probably are, None when nobody knows."""
        ...
