"""The tables of websites: what each crawl is doing, what is known of each page, and how the cited addresses fare."""

from sqlalchemy import Column, DateTime, Index, Integer, LargeBinary, String, Table, Text

from ingest.tables import METADATA

CRAWLS = Table(
    "web_crawls", METADATA,
    Column("source", String(500), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("is_open", Integer, nullable=False),
    Column("marks", Text, nullable=False),
)  # fmt: skip
# Everything known of a page stays from crawl to crawl; `number` is that of the last crawl that came upon it. A body is
# kept only until the crawl is over.
PAGES = Table(
    "web_pages", METADATA,
    Column("key", String(64), primary_key=True),  # of source and address: an address may be too long for an index
    Column("source", String(500), nullable=False),
    Column("address", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("hops", Integer, nullable=False),
    Column("role", String(10), nullable=False),
    Column("listed", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("found", String(20), nullable=False),
    Column("target", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("modified", String(60), nullable=False),
    Column("changed", String(40), nullable=False),
    Column("checked_at", DateTime(timezone=True)),
    Column("digest", String(64), nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("links", LargeBinary, nullable=False),
    Column("body", LargeBinary),
    Column("stood", Integer, nullable=False),
    Index("web_pages_frontier", "source", "number", "state", "depth"),
)  # fmt: skip
LINKS = Table(
    "web_links", METADATA,
    Column("key", String(64), primary_key=True),
    Column("address", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("status", Integer),
    Column("target", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("since", DateTime(timezone=True)),
    Column("checked_at", DateTime(timezone=True), nullable=False),
    Column("etag", Text, nullable=False),
    Column("modified", String(60), nullable=False),
)  # fmt: skip
