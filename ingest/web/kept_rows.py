"""Turns pages into rows and back; links and bodies lie packed."""

import hashlib
import json
import zlib
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from ingest.transaction import utc
from ingest.web.listings import Listed
from ingest.web.pages import Outcome, Page, State


def key_of(source: str, address: str) -> str:
    """Return the key of a page's row."""
    return hashlib.sha256(f"{source}\0{address}".encode()).hexdigest()


def come_upon(number: int, page: Page) -> dict[str, Any]:
    """Return the columns that say how a crawl came upon an address; all else is as it was."""
    return {
        "number": number,
        "depth": page.depth,
        "hops": page.hops,
        "role": page.role,
        "listed": page.listed,
        "state": State.OPEN,
        "reason": "",
    }


def new_row(source: str, number: int, page: Page) -> dict[str, Any]:
    """Return all columns of an address that was never seen before."""
    nothing = dict.fromkeys(("target", "etag", "modified", "changed", "digest", "media_type"), "")
    own = {"key": key_of(source, page.address), "source": source, "address": page.address, "found": State.OPEN}
    return {**nothing, **own, "links": b"", "stood": 0, **come_upon(number, page)}


def recorded(page: Page, outcome: Outcome, now: datetime) -> dict[str, Any]:
    """Return the columns that an answer changes."""
    values: dict[str, Any] = {"state": outcome.state, "reason": outcome.reason, "target": outcome.target}
    if outcome.state in {State.MOVED, State.GONE, State.OUTSIDE, State.OTHER, State.REFUSED}:  # no content of its own
        values |= {"found": State.OPEN, "etag": "", "modified": "", "links": b"", "changed": ""}
    if outcome.had is not None:
        had = outcome.had
        values |= {
            "found": outcome.state,
            "etag": had.etag,
            "modified": had.modified,
            "digest": had.digest,
            "media_type": had.media_type,
            "links": _packed_links(outcome.links),
            "body": None if had.data is None else zlib.compress(had.data, 1),
        }
    if outcome.had is not None or outcome.confirmed:
        values |= {"changed": page.listed, "checked_at": now}
    return values


def page_of(row: Row[Any]) -> Page:
    """Return the page of a row."""
    return Page(
        row.address, row.depth, row.hops, row.role, row.listed, State(row.state), row.reason, State(row.found),
        row.target, row.etag, row.modified, row.changed, utc(row.checked_at) if row.checked_at else None, row.digest,
        row.media_type, _links(row.links), bool(row.stood),
    )  # fmt: skip


def unpacked(body: bytes | None) -> bytes | None:
    """Return the bytes that wait in a row."""
    return None if body is None else zlib.decompress(body)


def _packed_links(links: tuple[Listed, ...]) -> bytes:
    return zlib.compress(json.dumps([[one.address, one.changed] for one in links]).encode(), 1) if links else b""


def _links(packed: bytes) -> tuple[Listed, ...]:
    return tuple(Listed(*one) for one in json.loads(zlib.decompress(packed))) if packed else ()
