"""Lotse is a polite guest: it keeps to robots.txt and to its pace, and leaves a busy website in peace."""

import pytest

from ingest.errors import SourceUnreadable
from ingest.web.rules import Rules
from tests.ingest.web.conftest import Crawler
from tests.ingest.web.website import START, Clock, Served, Website, html, moved


def robots(*lines: str) -> Served:
    return Served("\n".join(lines).encode(), media_type="text/plain")


def test_what_robots_txt_excludes_is_not_asked_for(crawler: Crawler, site: Website) -> None:
    site.pages = {
        "/robots.txt": robots("User-agent: *", "Disallow: /", "", "User-agent: Lotse", "Disallow: /intern/"),
        "/": html("Start", "/intern/a", "/b"),
        "/b": html("B"),
        "/intern/a": html("geheim"),
    }
    done = crawler.crawl()
    assert (done.paths, "/intern/a" in site.asked) == (["", "b"], False)
    assert done.origin.notes == ("Seiten, die robots.txt ausschließt: 1.",)


def test_without_robots_txt_all_may_be_read_and_without_an_answer_nothing(crawler: Crawler, site: Website) -> None:
    site.pages = {"/": html("Start", "/a"), "/a": html("A")}
    assert crawler.crawl().paths == ["", "a"]
    site.pages["/robots.txt"] = Served(status=500)
    site.forget()
    with pytest.raises(SourceUnreadable, match=r"robots\.txt ist nicht zu haben \(Status 500\)"):
        crawler.crawl()
    assert set(site.asked) == {"/robots.txt"}


def test_a_host_is_asked_once_in_so_many_seconds(crawler: Crawler, site: Website, clock: Clock) -> None:
    site.pages = {"/": html("Start", "/a", "/b"), "/a": html("A"), "/b": html("B")}
    crawler.crawl(rules=Rules(pace_s=2.5))
    assert (len(site.asked), clock.slept) == (4, [2.5, 2.5, 2.5])


@pytest.mark.parametrize(
    ("line", "pause"),
    [("Crawl-delay: 7", 7.0), ("Crawl-delay: 0.1", 1.0), ("Request-rate: 1/5", 5.0), ("Crawl-delay: 9999", 120.0)],
)
def test_the_slower_of_both_wishes_counts(
    crawler: Crawler, site: Website, clock: Clock, line: str, pause: float
) -> None:
    site.pages = {"/robots.txt": robots("User-agent: *", line, "Disallow:"), "/": html("Start", "/a"), "/a": html("A")}
    crawler.crawl()
    assert clock.slept == [pause, pause]


@pytest.mark.parametrize(
    ("wish", "waits"), [("40", [40.0, 40.0]), ("", [10.0, 30.0]), ("Fri, 27 Nov 2026 12:01:01 GMT", [60.0, 30.0])]
)
def test_a_busy_website_is_tried_again_after_the_time_it_asks_for(
    crawler: Crawler, site: Website, clock: Clock, wish: str, waits: list[float]
) -> None:
    answers = iter([503, 429, 200])

    def busy(_path: str) -> Served:
        status = next(answers)
        return html("Da") if status == 200 else Served(status=status, headers={"Retry-After": wish} if wish else {})

    site.pages = {"/": busy}
    assert crawler.crawl().paths == [""]
    assert [pause for pause in clock.slept if pause != 1.0] == waits
    assert clock.moment > START


def test_a_wish_for_hours_is_not_waited_for(crawler: Crawler, site: Website, clock: Clock) -> None:
    site.pages = {"/": html("Start", "/a"), "/a": Served(status=503, headers={"Retry-After": "7200"})}
    assert crawler.crawl().problems == {"a": "Der Server antwortet mit Status 503."}
    assert max(clock.slept) <= 1.0


def test_a_website_that_is_down_is_left_in_peace_and_nothing_vanishes(crawler: Crawler, site: Website) -> None:
    site.pages |= {f"/{n:02}": html(f"Seite {n}") for n in range(30)}
    site.pages["/"] = html("Start", *site.pages)
    assert len(crawler.crawl().items) == 31
    site.pages |= {f"/{n:02}": Served(status=502) for n in range(5, 30)}
    site.forget()
    done = crawler.crawl()
    assert (len(site.asked), done.origin.complete, done.origin.gone) == (1 + 1 + 5 + 10, False, frozenset())
    assert done.origin.notes == ("Die Website antwortete nicht mehr. Was fehlt, holt der nächste Lauf.",)


@pytest.mark.parametrize("wish", ["noindex", "none", "Lotse: noindex"])
def test_a_page_that_does_not_want_to_be_found_is_no_document(crawler: Crawler, site: Website, wish: str) -> None:
    site.pages = {
        "/": html("Start", "/kopf", "/element"),
        "/kopf": Served(html("Kopf", "/hinter-kopf").body, headers={"X-Robots-Tag": wish}),
        "/element": html("Element", head=f'<meta name="Robots" content="{wish.rpartition(" ")[2]}">'),
        "/hinter-kopf": html("Dahinter"),
    }
    behind = [] if wish == "none" else ["hinter-kopf"]
    assert crawler.crawl().paths == ["", *behind]


def test_links_that_should_not_be_followed_are_not(crawler: Crawler, site: Website) -> None:
    site.pages = {
        "/": Served(b'<a href="/a" rel="nofollow ugc">A</a><a href="/b">B</a><!-- <a href="/c">C</a> -->'),
        "/a": html("A"),
        "/b": html("B", "/c", head='<meta name="robots" content="nofollow">'),
        "/c": html("C"),
    }
    assert crawler.crawl().paths == ["", "b"]


def test_robots_txt_may_lie_elsewhere(crawler: Crawler, site: Website) -> None:
    site.pages = {
        "/robots.txt": moved("/regeln.txt", 302),
        "/regeln.txt": robots("User-agent: *", "Disallow: /a"),
        "/": html("Start", "/a"),
    }
    assert (crawler.crawl().paths, "/a" in site.asked) == ([""], False)
