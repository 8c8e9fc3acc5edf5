"""A website is read as far as it and its operator allow, each page once, under one address."""

import gzip
import ssl
from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from ingest.errors import SourceUnreadable
from ingest.web.fetching import Fetcher
from ingest.web.kept import KeptPages
from ingest.web.origin import WebOrigin
from ingest.web.rules import Rules
from knowledge.addresses import NOTHING, Allowed
from tests.api.outbox.conftest import certified
from tests.ingest.web.conftest import Crawler
from tests.ingest.web.website import Clock, Served, Website, html, moved, running

__all__ = ["certified"]


def test_links_are_followed_within_the_host_and_every_page_is_an_item(crawler: Crawler, site: Website) -> None:
    site.pages = {
        "/": html("Start", "/a", "b.html#oben", "https://elsewhere.example.org/x", "mailto:a@example.org"),
        "/a": html("Seite A", "/", "/c?utm_source=brief&id=1"),
        "/b.html": html("Seite B"),
        "/c": html("Seite C"),
    }
    done = crawler.crawl()
    assert done.paths == ["", "a", "b.html", "c?id=1"]
    assert done.origin.complete
    assert all(item.url == name and item.media_type == "text/html" for name, item in done.items.items())
    assert site.asked == ["/robots.txt", "/", "/a", "/b.html", "/c?id=1"]
    assert done.told[-1] == (4, 4)
    assert {header["user-agent"] for header in site.headers} == {"Lotse"}


def test_nothing_inside_the_house_is_read_unless_it_is_allowed(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start")}
    crawler.allowed = NOTHING
    with pytest.raises(SourceUnreadable, match="LOTSE_INGEST_PRIVATE"):
        crawler.crawl()
    assert site.asked == []


def test_a_redirect_into_the_house_is_not_followed(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/a"), "/a": moved("http://169.254.169.254/latest/meta-data/")}
    done = crawler.crawl()
    assert (done.paths, done.origin.notes) == ([""], ("Adressen, die auf eine andere Website führen: 1.",))


def test_depth_prefix_and_number_of_pages_are_limits(crawler: Crawler, site: Website) -> None:
    site.pages |= {f"/w/{n}": html(f"Seite {n}", f"/w/{n + 1}", "/other") for n in range(9)} | {"/other": html("x")}
    assert crawler.crawl("/w/0", Rules(depth=2, prefix="/w/")).paths == ["w/0", "w/1", "w/2"]
    done = crawler.crawl("/w/1", Rules(pages=3))
    assert (len(done.items), done.origin.complete) == (3, False)
    assert "mehr Seiten, als für diese Quelle erlaubt" in done.origin.notes[-1]


def test_a_page_too_deep_to_be_found_again_is_asked_whether_it_is_still_there(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/a", "/b"), "/a": html("A"), "/b": html("B", "/c"), "/c": html("C")}
    crawler.crawl(rules=Rules(depth=1))
    site.pages |= {"/": html("Start", "/b")}
    assert crawler.crawl(rules=Rules(depth=1)).paths == ["", "a", "b"]
    del site.pages["/a"]
    done = crawler.crawl(rules=Rules(depth=1))
    assert (done.paths, done.paths_of(done.origin.gone)) == (["", "b"], ["a"])


def test_a_sitemap_names_the_pages_and_links_are_not_followed(crawler: Crawler, site: Website) -> None:
    listed = "".join(f"<url><loc>{site.address(f'/p{n}')}</loc></url>" for n in range(3))
    packed = gzip.compress(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode())
    index = f"<sitemapindex><sitemap><loc>{site.address('/teil.xml.gz')}</loc></sitemap></sitemapindex>".encode()
    site.pages = {
        "/sitemap.xml": Served(index, media_type="application/xml"),
        "/teil.xml.gz": Served(packed, media_type="application/gzip"),
        **{f"/p{n}": html(f"Seite {n}", "/not-listed") for n in range(3)},
        "/not-listed": html("nicht genannt"),
    }
    done = crawler.crawl("/sitemap.xml")
    assert (done.paths, done.origin.complete) == (["p0", "p1", "p2"], True)


def test_a_page_whose_sitemap_says_that_it_is_as_before_is_not_asked_for(crawler: Crawler, site: Website) -> None:
    def sitemap(day: str) -> Served:
        both = f"<url><loc>/a</loc><lastmod>{day}</lastmod></url><url><loc>/b</loc><lastmod>2026-01-01</lastmod></url>"
        return Served(f"<urlset>{both}</urlset>".encode(), media_type="text/xml")

    site.pages = {"/s.xml": sitemap("2026-01-01"), "/a": html("A"), "/b": html("B")}
    crawler.crawl("/s.xml")
    site.pages |= {"/s.xml": sitemap("2026-02-02"), "/a": html("A, neu")}
    site.forget()
    done = crawler.crawl("/s.xml")
    assert site.asked == ["/robots.txt", "/s.xml", "/a"]
    assert [item.data is None for item in done.items.values()] == [False, True]
    crawler.clock.sleep(8 * 86_400)  # nobody is believed for ever
    site.forget()
    crawler.crawl("/s.xml")
    assert site.asked == ["/robots.txt", "/s.xml", "/a", "/b"]
    assert not any(path in site.bodies for path in ("/s.xml", "/a", "/b"))


def test_what_leaves_a_feed_stays_as_long_as_it_is_there(crawler: Crawler, site: Website) -> None:
    def feed(*paths: str) -> Served:
        items = "".join(f"<item><title>x</title><link>{site.address(path)}</link></item>" for path in paths)
        return Served(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), media_type="application/rss+xml")

    site.pages = {"/feed": feed("/a", "/b"), **{path: html(f"Seite {path}") for path in ("/a", "/b", "/c")}}
    assert crawler.crawl("/feed").paths == ["a", "b"]
    site.pages["/feed"] = feed("/c")
    assert crawler.crawl("/feed").paths == ["a", "b", "c"]
    del site.pages["/a"]
    done = crawler.crawl("/feed")
    assert (done.paths, done.paths_of(done.origin.gone)) == (["b", "c"], ["a"])


def test_a_broken_sitemap_makes_nothing_vanish(crawler: Crawler, site: Website) -> None:
    whole = b"<urlset><url><loc>/a</loc></url><url><loc>/b</loc></url></urlset>"
    site.pages = {"/s.xml": Served(whole, media_type="text/xml"), "/a": html("A"), "/b": html("B")}
    assert crawler.crawl("/s.xml").origin.complete
    site.pages["/s.xml"] = Served(whole[:45], media_type="text/xml")
    done = crawler.crawl("/s.xml")
    assert (done.paths, done.origin.complete) == (["a"], False)
    assert "nicht ganz zu lesen" in done.origin.notes[-1]


@pytest.mark.parametrize("kind", ["application/pdf", "text/csv", "text/plain"])
def test_documents_that_are_linked_are_items_with_their_type(crawler: Crawler, site: Website, kind: str) -> None:
    site.pages = {"/": html("Start", "/datei"), "/datei": Served(b"Inhalt", media_type=kind)}
    done = crawler.crawl()
    assert (done.items[site.address("/datei")].media_type, done.items[site.address("/datei")].data) == (kind, b"Inhalt")


def test_what_is_no_document_is_counted_and_its_body_not_fetched(crawler: Crawler, site: Website) -> None:
    site.pages = {
        "/": html("Start", "/bild.jpg", "/film", "/login?von=start"),
        "/film": Served(b"0" * 100, media_type="video/mp4"),
    }
    done = crawler.crawl()
    assert done.paths == [""]
    assert {"/bild.jpg", "/login?von=start"}.isdisjoint(site.asked)
    assert done.origin.notes == (
        "Bilder, Filme, Archive und andere Dateien, die keine Dokumente sind: 1.",
        "Dateien anderer Art: 1.",
        "Seiten zum Anmelden: 1.",
    )


def test_a_page_that_asks_for_a_password_is_no_document(crawler: Crawler, site: Website) -> None:
    box = '<form><input name="n"><input type="password"></form>'
    site.pages = {
        "/": html("Start", "/intern", "/lang", "/zu"),
        "/intern": html(f"Bitte melden Sie sich an. {box}", "/geheim"),
        "/lang": html(f"{'Das Bürgeramt hat geöffnet. ' * 100} {box}"),
        "/zu": Served(status=401, headers={"WWW-Authenticate": "Basic"}),
    }
    done = crawler.crawl()
    assert done.paths == ["", "lang"]
    assert "Seiten, die eine Anmeldung verlangen: 2." in done.origin.notes


def test_traps_come_to_an_end(crawler: Crawler, site: Website) -> None:
    def calendar(path: str) -> Served:
        number = int(path.partition("=")[2] or 0)
        return html(f"Kalender {number}", *(f"/kalender?tag={n}" for n in range(number + 1, number + 40)))

    def circle(path: str) -> Served:
        return html(f"Im Kreis {path}", f"{path}/weiter", f"{path}?s={'x' * 990}")

    site.pages = {"/": html("Start", "/kalender?tag=0", "/kreis"), "/kalender": calendar}
    site.pages |= {f"/kreis{'/weiter' * n}": circle for n in range(20)}
    done = crawler.crawl()
    assert done.origin.complete
    assert sum(path.startswith("kalender") for path in done.paths) == 50
    assert [path for path in done.paths if path.startswith("kreis")] == ["kreis", "kreis/weiter", "kreis/weiter/weiter"]
    assert any(note.startswith("Adressen, die kein Ende nehmen") for note in done.origin.notes)


def test_the_charset_of_the_header_reaches_the_reader(crawler: Crawler, site: Website) -> None:
    page = Served("<p>Bürgerbüro</p>".encode("latin-1"), media_type="text/html; charset=ISO-8859-1")
    site.pages = {"/": page}
    (item,) = crawler.crawl().items.values()
    assert item.data == "\ufeff<p>Bürgerbüro</p>".encode()


def test_a_file_that_is_too_large_is_named_and_not_read_to_its_end(crawler: Crawler, site: Website) -> None:
    bomb = gzip.compress(b"0" * 30_000_000)
    site.pages = {
        "/": html("Start", "/gross.pdf", "/bombe"),
        "/gross.pdf": Served(b"%PDF" + b"0" * 3_000_000, media_type="application/pdf"),
        "/bombe": Served(bomb, headers={"Content-Encoding": "gzip"}),
    }
    done = crawler.crawl(rules=Rules(max_bytes=2**21))
    too_large = "Die Datei ist größer als 2 MB."
    assert done.problems == {"gross.pdf": too_large, "bombe": too_large}
    assert done.origin.complete


def test_a_secured_website_is_read_once_although_its_pages_name_it_unsecured(
    database: Engine, clock: Clock, certified: Callable[[str], tuple[ssl.SSLContext, ssl.SSLContext]]
) -> None:
    ours, theirs = certified("seite.example.org")
    with running(Website(), theirs) as site:
        port = int(site.origin.rpartition(":")[2])
        start = f"https://seite.example.org:{port}/"
        site.pages["/"] = html("Start", f"http://seite.example.org:{port}/a")
        site.pages["/a"] = html("A", head=f'<link rel="canonical" href="http://seite.example.org:{port}/a">')
        allowed = Allowed.read("seite.example.org")
        with Fetcher(allowed, clock, lambda _host, _port: ["127.0.0.1"], ours) as fetcher:
            origin = WebOrigin(start, KeptPages(database), fetcher, clock, {})
            assert [item.name for item in origin.items()] == [start, f"{start}a"]


def test_a_feed_may_move(crawler: Crawler, site: Website) -> None:
    feed = f"<rss><channel><item><link>{site.address('/a')}</link></item></channel></rss>".encode()
    site.pages = {"/feed": moved("/feed.rss"), "/feed.rss": Served(feed, media_type="text/xml"), "/a": html("A")}
    done = crawler.crawl("/feed")
    assert (done.paths, done.origin.complete) == (["a"], True)
