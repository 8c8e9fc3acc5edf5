"""A second crawl fetches what changed and nothing else; what cannot be had stays, what is gone goes."""

from tests.ingest.web.conftest import Crawler
from tests.ingest.web.website import Served, Website, html, moved


def test_bodies_are_fetched_only_of_changed_pages(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/a", "/b"), "/a": html("A", "/c"), "/b": html("B"), "/c": html("C")}
    first = crawler.crawl()
    site.pages["/b"] = html("B, neu")
    site.forget()
    second = crawler.crawl()
    assert set(site.bodies) - {"/robots.txt"} == {"/b"}
    assert [path for path, item in zip(second.paths, second.items.values(), strict=True) if item.data] == ["b"]
    same = [name for name, item in second.items.items() if item.digest == first.items[name].digest]
    assert len(same) == 3
    assert second.origin.complete


def test_a_server_without_etags_is_asked_by_date_and_its_equal_bodies_are_not_handed_over(
    crawler: Crawler, site: Website
) -> None:
    page = Served(b"<p>Alt</p>", headers={"Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"}, tagged=False)
    site.pages = {"/": page}
    crawler.crawl()
    (item,) = crawler.crawl().items.values()
    assert site.headers[-1]["if-modified-since"] == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert item.data is None


def test_what_the_sync_no_longer_knows_is_fetched_whole(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start")}
    crawler.crawl()
    (item,) = crawler.crawl(noted={}).items.values()
    assert item.data is not None
    assert "if-none-match" not in site.headers[-1]


def test_pages_that_are_no_items_are_not_fetched_twice_either(crawler: Crawler, site: Website) -> None:
    site.pages = {
        "/": html("Start", "/alias", "/doppelt-1", "/doppelt-2", "/aus"),
        "/alias": html("Alias", head='<link rel="canonical" href="/ziel">'),
        "/ziel": html("Ziel"),
        "/aus": html("Aus", head='<meta name="robots" content="noindex">'),
        **dict.fromkeys(("/doppelt-1", "/doppelt-2"), html("Doppelt")),
    }
    first = crawler.crawl()
    site.forget()
    assert crawler.crawl().paths == first.paths == ["", "doppelt-1", "ziel"]
    assert set(site.bodies) == {"/robots.txt"}


def test_gone_pages_go_and_failing_ones_stay(crawler: Crawler, site: Website) -> None:
    site.pages |= {f"/{n}": html(f"Seite {n}") for n in range(5)}
    site.pages["/"] = html("Start", *site.pages)
    crawler.crawl()
    site.pages |= {"/1": Served(status=410), "/2": Served(status=500), "/3": Served(status=403)}
    del site.pages["/0"]
    done = crawler.crawl()
    assert done.paths == ["", "2", "3", "4"]
    assert done.problems == {n: f"Der Server antwortet mit Status {s}." for n, s in (("2", 500), ("3", 403))}
    assert (done.paths_of(done.origin.gone), done.origin.complete) == (["0", "1"], True)
    assert done.items[site.address("/2")].digest == crawler.noted[site.address("/2")]


def test_what_a_failing_page_led_to_is_looked_at_all_the_same(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/a"), "/a": html("A", "/b"), "/b": html("B")}
    crawler.crawl()
    site.pages["/a"] = Served(status=500)
    assert crawler.crawl().paths == ["", "a", "b"]


def test_a_start_that_fails_makes_nothing_vanish(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/a"), "/a": html("A")}
    crawler.crawl()
    for answer in (Served(status=500), Served(status=404), moved("https://elsewhere.example.org/")):
        site.pages["/"] = answer
        done = crawler.crawl()
        assert not done.origin.complete
        assert done.origin.notes[-1] == "Die Startadresse war nicht zu lesen. Prüfen Sie sie im Browser."


def test_a_permanent_redirect_moves_a_document_and_a_temporary_one_does_not(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/a", "/b"), "/a": html("A"), "/b": html("B")}
    crawler.crawl()
    site.pages |= {"/a": moved("/neu", 308), "/neu": html("A"), "/b": moved("/wartung", 302), "/wartung": html("W")}
    done = crawler.crawl()
    assert done.paths == ["", "b", "neu", "wartung"]
    assert done.problems == {"b": f"Die Seite leitet vorübergehend auf {site.address('/wartung')} weiter."}
    assert done.paths_of(done.origin.gone) == ["a"]


def test_a_document_whose_new_address_does_not_answer_stays_where_it_was(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/a"), "/a": html("A")}
    crawler.crawl()
    site.pages |= {"/a": moved("/neu"), "/neu": Served(status=500)}
    done = crawler.crawl()
    assert done.problems["a"].startswith("Die Seite ist umgezogen nach ")
    assert (done.items[site.address("/a")].digest, done.origin.gone) == (crawler.noted[site.address("/a")], frozenset())
    assert "a" in crawler.crawl().problems
    site.pages["/neu"] = html("A")
    done = crawler.crawl()
    assert (done.paths, done.paths_of(done.origin.gone)) == (["", "neu"], ["a"])


def test_redirects_in_a_circle_and_without_end_are_named(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/x", "/k0"), "/x": moved("/y"), "/y": moved("/x")}
    site.pages |= {f"/k{n}": moved(f"/k{n + 1}") for n in range(20)}
    done = crawler.crawl()
    assert done.problems == {
        "x": "Die Seite leitet im Kreis.",
        "y": "Die Seite leitet im Kreis.",
        "k5": "Die Seite leitet mehr als 5-mal weiter.",
    }


def test_the_smallest_of_addresses_with_equal_content_stays_whatever_the_order(crawler: Crawler, site: Website) -> None:
    same = html("Dasselbe")
    site.pages = {"/": html("Start", "/b", "/c"), "/b": html("B", "/a"), "/a": same, "/c": same}
    assert crawler.crawl().paths == ["", "a", "b"]
    site.pages |= {"/": html("Start", "/b", "/a"), "/b": html("B", "/c")}
    assert crawler.crawl().paths == ["", "a", "b"]


def test_a_page_gives_way_to_its_canonical_address_only_if_that_is_a_document(crawler: Crawler, site: Website) -> None:
    def named(path: str) -> Served:
        return html(f"Nennt {path}", head=f'<link rel="canonical" href="{path}">')

    site.pages = {
        "/": html("Start", "/a?druck=1", "/fehlt", "/fremd", "/eins"),
        "/a?druck=1": named("/a"), "/a": named("/a"),
        "/fehlt": named("/gibt-es-nicht"),
        "/fremd": named("https://elsewhere.example.org/"),
        "/eins": named("/zwei"), "/zwei": named("/eins"),
    }  # fmt: skip
    assert crawler.crawl().paths == ["", "a", "eins", "fehlt", "fremd"]


def test_a_duplicate_whose_twin_is_gone_comes_back_with_its_bytes(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/a", "/b"), "/a": html("Gleich"), "/b": html("Gleich")}
    assert crawler.crawl().paths == ["", "a"]
    del site.pages["/a"]
    done = crawler.crawl()
    assert done.paths == ["", "b"]
    assert done.items[site.address("/b")].data == "\ufeff".encode() + html("Gleich").body


def test_a_page_behind_a_password_now_is_gone(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/a"), "/a": html("A")}
    crawler.crawl()
    site.pages["/a"] = Served(status=401)
    done = crawler.crawl()
    assert (done.paths, done.paths_of(done.origin.gone)) == ([""], ["a"])
