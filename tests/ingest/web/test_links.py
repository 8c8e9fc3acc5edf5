"""Addresses that documents send readers to are asked for politely, and what is wrong with them reaches an editor."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from ingest.errors import FetchFailed
from ingest.tables.web import LINKS
from ingest.web.cited import Link, LinkState
from ingest.web.fetching import Fetcher
from ingest.web.kept_links import KeptLinks
from ingest.web.link_findings import findings, link_findings
from ingest.web.links import LinkCheck
from knowledge.addresses import NOTHING, Allowed
from knowledge.documents import Document
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument
from tests.ingest.web.conftest import LOOPBACK
from tests.ingest.web.website import START, Clock, Served, Website, html, moved, running

Check = Callable[..., dict[str, Link]]


@pytest.fixture
def kept(database: Engine) -> KeptLinks:
    with database.begin() as connection:
        connection.execute(LINKS.delete())
    return KeptLinks(database)


@pytest.fixture
def check(site: Website, kept: KeptLinks, clock: Clock) -> Check:
    def run(*paths: str, allowed: Allowed = LOOPBACK) -> dict[str, Link]:
        with Fetcher(allowed, clock) as fetcher:
            LinkCheck(kept, fetcher, clock).run([path if "//" in path else site.address(path) for path in paths])
        return {address.removeprefix(site.origin): link for address, link in kept.listed().items()}

    return run


def test_each_address_gets_the_state_that_an_editor_needs(check: Check, site: Website) -> None:
    site.pages = {
        "/gut": html("Gut"),
        "/weg": Served(status=410),
        "/neu": moved("/gut"),
        "/kurz": moved("/gut", 302),
        "/neu-und-weg": moved("/weg"),
        "/kaputt": Served(status=500),
        "/zu": Served(status=403),
        "/kreis": moved("/kreis"),
    }
    found = check("/gut", "/weg", "/fehlt", "/neu", "/kurz", "/neu-und-weg", "/kaputt", "/zu", "/kreis")
    assert {path: link.state for path, link in found.items()} == {
        "/gut": "fine", "/weg": "gone", "/fehlt": "gone", "/neu": "moved", "/kurz": "fine", "/neu-und-weg": "gone",
        "/kaputt": "unreachable", "/zu": "unclear", "/kreis": "unreachable",
    }  # fmt: skip
    assert found["/neu"].target == site.address("/gut")
    assert (found["/weg"].status, found["/weg"].failures, found["/weg"].since) == (410, 1, found["/weg"].checked_at)
    assert not site.bodies.keys() - {"/weg", "/fehlt", "/zu", "/kaputt"}  # the heads of good pages were enough


def test_failures_are_counted_since_the_first_and_forgotten_when_it_is_fine(
    check: Check, site: Website, clock: Clock
) -> None:
    site.pages = {"/a": Served(status=500), "/b": html("B")}
    first = check("/a", "/b")["/a"]
    for _ in range(2):
        clock.sleep(86_400)
        again = check("/a", "/b")["/a"]
    assert (again.failures, again.since) == (3, first.since)
    site.pages["/a"] = html("A")
    clock.sleep(86_400)
    fine = check("/a", "/b")["/a"]
    assert (fine.state, fine.failures, fine.since) == (LinkState.FINE, 0, None)


def test_a_fine_address_is_asked_again_after_a_week_and_only_whether_it_changed(
    check: Check, site: Website, clock: Clock
) -> None:
    site.pages = {"/a": html("A")}
    check("/a")
    clock.sleep(timedelta(days=6).total_seconds())
    check("/a")
    assert len(site.asked) == 1
    clock.sleep(timedelta(days=1).total_seconds())
    assert check("/a")["/a"].state is LinkState.FINE
    assert (len(site.asked), "if-none-match" in site.headers[-1]) == (2, True)


def test_a_host_is_asked_six_times_a_minute(check: Check, site: Website, clock: Clock) -> None:
    site.pages = {f"/{n}": html(f"Seite {n}") for n in range(4)}
    check(*site.pages)
    assert clock.slept == [10.0, 10.0, 10.0]


def test_while_one_host_rests_another_is_asked(site: Website, kept: KeptLinks, clock: Clock) -> None:
    with running(Website()) as other, Fetcher(LOOPBACK, clock) as fetcher:
        for one in (site, other):
            one.pages = {f"/{n}": html(f"Seite {n}") for n in range(3)}
        addresses = [one.address(path) for one in (site, other) for path in one.pages]
        LinkCheck(kept, fetcher, clock).run(addresses)
    assert sum(clock.slept) == 20.0


def test_nothing_is_noted_when_it_is_us_who_are_cut_off(check: Check, kept: KeptLinks) -> None:
    nobody = [f"http://127.0.0.1:{port}/" for port in range(1, 12)]
    with pytest.raises(FetchFailed, match="Prüfen Sie die Verbindung"):
        check(*nobody)
    assert kept.listed() == {}
    assert {link.state for link in check(*nobody[:3]).values()} == {LinkState.UNREACHABLE}


def test_an_address_inside_the_house_is_not_asked_for(check: Check, site: Website) -> None:
    site.pages = {"/a": html("A")}
    assert (check("/a", allowed=NOTHING)["/a"].state, site.asked) == (LinkState.INSIDE, [])


def test_an_address_that_no_document_names_any_more_is_forgotten(check: Check, site: Website) -> None:
    site.pages = {"/a": html("A"), "/b": html("B")}
    check("/a", "/b")
    assert set(check("/b")) == {"/b"}


def test_editors_see_what_needs_them_most_first_and_where_it_is_named(
    engine: Engine, read_document: Callable[..., Document]
) -> None:
    registry, kept = Registry(engine), KeptLinks(engine)
    documents = [read_document(key, "Ein Satz. [1]", sources=1, url="https://example.org/alle") for key in ("a", "b")]
    registry.apply("test", [FiledDocument(one, f"{one.id}.md") for one in documents])
    kept.keep(Link("https://example.org/a/1", START, LinkState.MOVED, 200, "https://example.org/neu"))
    kept.keep(Link("https://example.org/b/1", START, LinkState.FINE, 200))
    kept.keep(Link("https://example.org/alle", START, LinkState.GONE, 404, failures=2, since=START))
    kept.keep(Link("https://example.org/sonst", START, LinkState.GONE, 404))
    assert [(one.link.address, one.documents) for one in link_findings(registry)] == [
        ("https://example.org/alle", ("a", "b")),
        ("https://example.org/a/1", ("a",)),
    ]


def test_of_those_not_reachable_the_longest_comes_first() -> None:
    links = {str(n): Link(str(n), START, LinkState.UNREACHABLE, failures=n) for n in range(1, 4)}
    assert [one.link.failures for one in findings(links, dict.fromkeys(links, ("a",)))] == [3, 2, 1]
