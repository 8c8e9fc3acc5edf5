"""The addresses that documents send readers to, and what is known of how they fare."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ingest.web.canonical import canonical
from knowledge.documents import FrontMatter


class LinkState(StrEnum):
    """How an address fared when it was last asked for."""

    FINE = "fine"
    MOVED = "moved"  # for good: the document should name the new address
    GONE = "gone"  # 404, 410
    UNREACHABLE = "unreachable"  # no answer, or one that the server is to blame for
    UNCLEAR = "unclear"  # the server turns programs away: only a person can see
    INSIDE = "inside"  # inside the house, and not allowed to be asked for


@dataclass(frozen=True, slots=True)
class Link:
    """One address: what came of asking, and since when and how many times in a row it has not been fine."""

    address: str
    checked_at: datetime
    state: LinkState
    status: int | None = None
    target: str = ""
    reason: str = ""
    failures: int = 0
    since: datetime | None = None
    etag: str = ""
    modified: str = ""


def cited_by(heads: Iterable[FrontMatter]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the documents that name an address, by its one spelling.

    >>> head = FrontMatter(id="a", kind="page", title="A", url="https://Example.org/#oben")
    >>> cited_by([head])
    {'https://example.org/': ('a',)}
    """
    found: dict[str, dict[str, None]] = {}
    for head in heads:
        for address in filter(None, (head.url, *(source.url for source in head.sources))):
            if (named := canonical(address)) is not None:
                found.setdefault(named, {})[head.id] = None
    return {address: tuple(ids) for address, ids in sorted(found.items())}
