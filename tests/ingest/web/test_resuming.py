"""A crawl that was stopped or killed goes on where it was, and ends as if nothing had happened."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.tables.web import CRAWLS, PAGES
from knowledge.registry_tables import open_engine
from tests.ingest.web.conftest import Crawler
from tests.ingest.web.website import Clock, Served, Website, html, moved, running


def forest(size: int) -> dict[str, Served]:
    """Return pages of all kinds, each with links to others."""
    pages = {f"/{n}": html(f"Seite {n}", f"/{2 * n + 1}", f"/{2 * n + 2}", f"/k?tag={n}") for n in range(size)}
    pages |= {f"/{n}": moved(f"/{n + 1}") for n in range(5, size, 7)}
    pages |= {f"/{n}": Served(status=404) for n in range(9, size, 11)}
    pages |= {f"/{n}": html("Gleich", f"/{n + 3}") for n in range(13, size, 17)}
    return pages | {"/": html("Start", "/0"), "/k": html("Kalender")}


@pytest.mark.parametrize("stop", [1, 12, 29])
def test_a_stopped_crawl_asks_for_no_page_twice_and_ends_alike(crawler: Crawler, site: Website, stop: int) -> None:
    site.pages |= forest(30)
    whole = Crawler(site, crawler.engine, Clock())
    expected = whole.crawl("/")
    _forget(crawler.engine)
    site.forget()

    def cancel(asked: int, _known: int) -> None:
        if asked == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crawler.crawl(told=cancel)
    done = crawler.crawl()
    assert done.items == expected.items
    assert (done.origin.gone, done.origin.complete) == (expected.origin.gone, True)
    assert {n for path, n in Counter(site.asked).items() if path != "/robots.txt"} == {1}


def test_a_run_that_stops_while_it_takes_the_items_in_gets_them_all_again(crawler: Crawler, site: Website) -> None:
    site.pages |= forest(20)
    expected = crawler.crawl()
    _forget(crawler.engine)
    crawler.noted = {}
    with pytest.raises(KeyboardInterrupt):
        crawler.crawl(told=_when_all_are_asked)
    site.forget()
    done = crawler.crawl()
    assert done.items == expected.items
    assert site.asked == ["/robots.txt"]


def _when_all_are_asked(asked: int, known: int) -> None:
    if asked == known:
        raise KeyboardInterrupt


def test_a_crawl_that_was_stopped_long_ago_begins_anew(crawler: Crawler, site: Website) -> None:
    site.pages |= forest(20)
    with pytest.raises(KeyboardInterrupt):
        crawler.crawl(told=_when_all_are_asked)
    crawler.clock.sleep(2 * 86_400)
    site.pages["/"] = html("Start, neu")
    assert crawler.crawl().paths == [""]


CHILD = """
import os, signal, sys
from knowledge.addresses import Allowed
from knowledge.registry_tables import open_engine
from ingest.web.fetching import Fetcher
from ingest.web.kept import KeptPages
from ingest.web.origin import WebOrigin
from tests.ingest.web.website import Clock

def told(asked, known):
    if asked == 25:
        os.kill(os.getpid(), signal.SIGKILL)

clock = Clock()
with Fetcher(Allowed.read("127.0.0.1"), clock) as fetcher:
    pages = KeptPages(open_engine(sys.argv[1]))
    list(WebOrigin(sys.argv[2], pages, fetcher, clock, {}, told=told, lose_s=0).items())
"""


def test_a_killed_crawl_goes_on_in_another_process(tmp_path: Path, offline_env: dict[str, str]) -> None:
    with running(Website()) as site:
        site.pages |= forest(40)
        url = f"sqlite:///{tmp_path / 'lotse.db'}"
        paths = os.pathsep.join([str(Path.cwd()), offline_env["PYTHONPATH"]])
        command = [sys.executable, "-c", CHILD, url, site.address("/")]
        died = subprocess.run(command, env={**offline_env, "PYTHONPATH": paths}, check=False)
        assert died.returncode == -signal.SIGKILL
        asked_before = list(site.asked)
        opened = open_engine(url)
        done = Crawler(site, opened, Clock()).crawl()
        opened.dispose()
        twice = {path for path, n in Counter(site.asked).items() if n > 1}
        assert (twice, len(asked_before)) == ({"/robots.txt"}, 26)
        fresh = open_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
        assert done.items == Crawler(site, fresh, Clock()).crawl().items
        fresh.dispose()


def _forget(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in (CRAWLS, PAGES):
            connection.execute(table.delete())
