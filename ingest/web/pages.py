"""What is known of a page, and what came of asking for it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from ingest.web.listings import Listed

Role = Literal["list", "page"]  # whether a sitemap or feed may be behind an address, or only a page


class State(StrEnum):
    """What became of an address in a crawl."""

    OPEN = "open"  # not asked for yet
    PAGE = "page"  # has content of its own
    LIST = "list"  # a sitemap or feed
    ALIAS = "alias"  # names another address as its canonical one
    MOVED = "moved"  # leads to another address of the source
    KEPT = "kept"  # cannot be had now: what was known of it stays
    GONE = "gone"  # is no more: 404, 410
    REFUSED = "refused"  # robots.txt does not let us
    LOCKED = "locked"  # asks for a password
    NOINDEX = "noindex"  # does not want to be found
    OTHER = "other"  # no kind of document that is read
    OUTSIDE = "outside"  # leads to another website


SKIPPED = {
    State.REFUSED: "Seiten, die robots.txt ausschließt",
    State.LOCKED: "Seiten, die eine Anmeldung verlangen",
    State.NOINDEX: "Seiten, die nicht gefunden werden wollen (noindex)",
    State.OTHER: "Dateien anderer Art",
    State.OUTSIDE: "Adressen, die auf eine andere Website führen",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One address of a source: how this crawl came upon it, and what is known of its content from when it was had.

    `listed` is when a sitemap says that it was changed, `changed` what it said when the content was had; `stood` says
    whether it was handed over as an item.
    """

    address: str
    depth: int = 0
    hops: int = 0
    role: Role = "page"
    listed: str = ""
    state: State = State.OPEN
    reason: str = ""
    found: State = State.OPEN
    target: str = ""
    etag: str = ""
    modified: str = ""
    changed: str = ""
    checked_at: datetime | None = None
    digest: str = ""
    media_type: str = ""
    links: tuple[Listed, ...] = ()
    stood: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer means for a page.

    `had` is what was read of it, None when it is as before, which `confirmed` says, or cannot be had; `failed` says
    that there was no answer at all.
    """

    state: State
    target: str = ""
    reason: str = ""
    links: tuple[Listed, ...] = ()
    had: "Had | None" = None
    marks: frozenset[str] = frozenset()
    confirmed: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Had:
    """Content that was fetched; `data` is None when its bytes are not needed."""

    digest: str
    media_type: str
    etag: str = ""
    modified: str = ""
    data: bytes | None = None
