"""Sitemaps and feeds: lists of addresses, with the moment each was last changed where they say it.

A document type is refused, so there are no entities to grow and nothing that could be loaded; gzip is undone up to a
limit.
"""

import contextlib
import zlib
from dataclasses import dataclass, field
from typing import Literal
from xml.parsers import expat

MOST_ENTRIES = 50_000  # the limit of the sitemap protocol
MOST_BYTES = 50 * 2**20  # of a list when unpacked; the same
_GZIP = b"\x1f\x8b"
Kind = Literal["pages", "lists", "feed"]
_KINDS: dict[str, Kind] = {"urlset": "pages", "sitemapindex": "lists", "rss": "feed", "feed": "feed", "rdf": "feed"}
_ENTRIES = frozenset({"url", "sitemap", "item", "entry"})
_PLACES = frozenset({"loc", "link"})
_MOMENTS = frozenset({"lastmod", "updated", "pubdate", "date"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry: an address as the list writes it, and when it was changed, in the list's words."""

    address: str
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: of pages (sitemap), of further lists (sitemap index), or of news (feed: only the newest).

    `whole` is False when it is broken or too long, so that there may be more than these entries.
    """

    kind: Kind
    entries: tuple[Listed, ...]
    whole: bool = True


def listing_of(data: bytes) -> Listing | None:
    """Return the list that `data` is; None when it is anything else, or broken before its first entry."""
    try:
        plain = _unpacked(data) if data.startswith(_GZIP) else data
    except zlib.error:
        return None
    if b"<" not in plain[:1_024]:
        return None
    return _Reading().read(plain)


def _unpacked(data: bytes) -> bytes:
    return zlib.decompressobj(wbits=31).decompress(data, MOST_BYTES)


class _Enough(Exception):
    """What was wanted has been read, or will never come."""


@dataclass
class _Reading:
    """One pass over a list, element by element; nothing but the entries is kept."""

    kind: Kind | None = None
    entries: list[Listed] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    address: str = ""
    changed: str = ""
    text: list[str] = field(default_factory=list)

    def read(self, plain: bytes) -> Listing | None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler, parser.EndElementHandler = self.begin, self.end
        parser.CharacterDataHandler = self.text.append
        whole = False
        with contextlib.suppress(expat.ExpatError, _Enough):  # what was read before is right
            parser.Parse(plain, True)
            whole = True
        return Listing(self.kind, tuple(self.entries), whole) if self.kind else None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2].lower()
        if not self.path:
            self.kind = _KINDS.get(local)
            if self.kind is None:
                raise _Enough
        self.path.append(local)
        self.text.clear()
        if local in _ENTRIES:
            self.address = self.changed = ""
        elif local == "link" and attributes.get("rel", "alternate") == "alternate" and not self.address:
            self.address = attributes.get("href", "")

    def end(self, _name: str) -> None:
        local = self.path.pop()
        said = "".join(self.text).strip()
        self.text.clear()
        if local in _ENTRIES and self.address:
            self.entries.append(Listed(self.address, self.changed[:40]))
            if len(self.entries) >= MOST_ENTRIES:
                raise _Enough
        elif self.path and self.path[-1] in _ENTRIES and said:
            if local in _PLACES:
                self.address = said
            elif local in _MOMENTS:
                self.changed = said


def _refuse(*_: object) -> None:
    raise _Enough
