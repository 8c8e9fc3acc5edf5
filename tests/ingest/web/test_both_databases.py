"""Websites are kept alike in SQLite and in PostgreSQL."""

import pytest
from sqlalchemy import func, select

from ingest.tables.web import CRAWLS, PAGES
from ingest.web.cited import Link, LinkState
from ingest.web.kept import KeptPages
from ingest.web.kept_links import KeptLinks
from knowledge.registry_tables import open_engine
from tests.ingest.web.conftest import Crawler
from tests.ingest.web.website import START, Clock, Served, Website, html, moved


def test_a_crawl_is_stopped_goes_on_and_is_done_again(site: Website, database_url: str) -> None:
    site.pages = {"/": html("Start", "/a", "/b", "/ä"), "/a": html("A\x00"), "/b": moved("/c"), "/c": html("C")}
    site.pages["/%C3%A4"] = Served(b"\xff\x00", media_type="application/pdf")
    engine = open_engine(database_url)
    crawler = Crawler(site, engine, Clock())

    def stop(asked: int, _known: int) -> None:
        if asked == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crawler.crawl(told=stop)
    done = crawler.crawl()
    assert done.paths == ["", "%C3%A4", "a", "c"]
    assert done.items[site.address("/%C3%A4")].data == b"\xff\x00"
    del site.pages["/a"]
    again = crawler.crawl()
    assert (again.paths, again.paths_of(again.origin.gone)) == (["", "%C3%A4", "c"], ["a", "b"])
    assert all(item.data is None for item in again.items.values())
    KeptPages(engine).drop(again.origin.source)
    with engine.connect() as connection:
        assert [connection.execute(select(func.count()).select_from(one)).scalar() for one in (PAGES, CRAWLS)] == [0, 0]
    engine.dispose()


def test_a_link_comes_back_as_it_was_kept(database_url: str) -> None:
    engine = open_engine(database_url)
    link = Link("https://example.org/", START, LinkState.GONE, 404, "", "Weg.", 2, START, '"x"', "Thu")
    kept = KeptLinks(engine)
    for one in (Link("https://example.org/", START, LinkState.FINE), link):
        kept.keep(one)
    assert kept.listed() == {link.address: link}
    engine.dispose()
