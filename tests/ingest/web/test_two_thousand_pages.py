"""A website of 2,000 pages with all its vices: read at its pace, and the second time only what changed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine

from ingest.noted import Noted
from ingest.report import Report
from ingest.sync import sync
from ingest.versions import all_versions
from ingest.web.fetching import Fetcher
from ingest.web.kept import KeptPages
from ingest.web.origin import WebOrigin
from ingest.web.rules import Rules
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from tests.ingest.web.conftest import LOOPBACK
from tests.ingest.web.website import Clock, Served, Website, html, moved, running

PAGES = 2_000
DELAY_S = 2.0  # what robots.txt asks for
CHANGED, REMOVED, BROKEN = range(100, 2_000, 100), range(1_050, 2_000, 100), range(1_025, 2_000, 100)
HIDDEN = "Dieser Satz steht nur im Verborgenen und wird niemandem gezeigt."
_WORDS = (
    "Antrag Ausweis Bürgerbüro Gemeinde Verwaltung Leistung Termin Frist Gebühr Formular Auskunft Bescheid Meldung Amt "
    "Satzung Rathaus Beratung Förderung Glasfaser Breitband Sensor Karte Verein Schule Bus Radweg Friedhof Abfall"
).split()


def text(number: int, edition: str = "") -> str:
    """Return some sentences that no other page has."""
    chosen = random.Random(f"{number}{edition}")
    sentences = [f"{' '.join(chosen.choices(_WORDS, k=8))} {number}".capitalize() for _ in range(2)]
    return f"Seite {number}{edition}. {'. '.join(sentences)}."


def page(number: int, edition: str = "") -> Served:
    """Return one page: it links to two others, to a calendar, round in a circle, and holds what nobody sees."""
    further = [one for one in (2 * number + 1, 2 * number + 2) if one < PAGES + 20]  # twenty of them are not there
    links = [*(f"/seite/{one}" for one in further), "/kalender?tag=0", f"/seite/{number}?utm_source=x"]
    own = f'<link rel="canonical" href="/seite/{number}">'
    shown = f'{text(number, edition)}</p><p style="display:none">{HIDDEN}'
    return html(shown, *links, head=own)


def calendar(path: str) -> Served:
    day = int(path.partition("=")[2])
    return html(f"Termine am Tag {day}. {text(5_000 + day)}", *(f"/kalender?tag={day + n}" for n in range(1, 30)))


def town() -> dict[str, Served]:
    pages = {f"/seite/{number}": page(number) for number in range(PAGES)}
    pages |= {f"/seite/{number}": Served(status=500) for number in BROKEN}
    pages["/robots.txt"] = Served(f"User-agent: *\nCrawl-delay: {DELAY_S}\nDisallow: /intern/\n".encode())
    pages["/"] = html(
        "Startseite der Gemeinde", "/seite/0", "/seite/0?druck=1", "/alt", "/kreis/a", "/intern/a", "/gleich/2",
        "/gleich/1", "/fehlt", "/login", "/bild.png",
    )  # fmt: skip
    pages |= {"/seite/0?druck=1": page(0), "/alt": moved("/seite/7"), "/kreis/a": moved("/kreis/b")}
    pages |= {"/kreis/b": moved("/kreis/a"), "/intern/a": html("Nur für uns")}
    return pages | dict.fromkeys(("/gleich/1", "/gleich/2"), html(text(9_000)))


@dataclass
class Run:
    """What one run did and what it asked for."""

    report: Report
    asked: list[str]
    bodies: set[str]
    slept: list[float]
    origin: WebOrigin
    revision: int


def run(site: Website, engine: Engine) -> Run:
    site.forget()
    clock, source, registry = Clock(), site.address("/"), Registry(engine)
    noted = Noted(engine).digests(source, all_versions())
    with Fetcher(LOOPBACK, clock) as fetcher:
        origin = WebOrigin(source, KeptPages(engine), fetcher, clock, noted, Rules(depth=15))
        report = sync(origin, registry, kind="web")
    bodies = {path for path in site.bodies if site.served(path).status == 200} - {"/robots.txt"}
    return Run(report, list(site.asked), bodies, clock.slept, origin, registry.revision())


@dataclass
class Story:
    """The website read twice, changed in between."""

    site: Website
    engine: Engine
    first: Run
    second: Run


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('town') / 'lotse.db'}")
    with running(Website()) as site:
        site.pages |= town()
        site.pages["/kalender"] = calendar
        first = run(site, engine)
        site.pages |= {f"/seite/{number}": page(number, " neu") for number in CHANGED}
        for number in REMOVED:
            del site.pages[f"/seite/{number}"]
        yield Story(site, engine, first, run(site, engine))
    engine.dispose()


def test_every_page_is_a_document_once(story: Story) -> None:
    registry, source = Registry(story.engine), story.site.address("/")
    there = {known.path.removeprefix(source) for known in registry.known().values() if known.source == source}
    expected = {f"seite/{number}" for number in set(range(PAGES)) - set(BROKEN) - set(REMOVED)}
    calendar = {path for path in there if path.startswith("kalender")}
    assert there - calendar == expected | {"", "gleich/1"}
    assert len(calendar) == 50


def test_the_first_run_says_what_it_did_not_take_in(story: Story) -> None:
    reasons = {problem.reason for problem in story.first.report.problems}
    assert reasons == {"Der Server antwortet mit Status 500.", "Die Seite leitet im Kreis."}
    assert len(story.first.report.problems) == len(BROKEN) + 2
    assert "Seiten, die robots.txt ausschließt: 1." in story.first.origin.notes
    assert {"/intern/a", "/login", "/bild.png"}.isdisjoint(story.first.asked)


def test_no_address_is_asked_for_twice_in_a_run_and_all_at_the_pace_of_the_website(story: Story) -> None:
    for one in (story.first, story.second):
        assert len(one.asked) == len(set(one.asked)) > PAGES
        assert one.slept == [DELAY_S] * (len(one.asked) - 1)


def test_the_second_run_fetches_bodies_only_of_changed_pages(story: Story) -> None:
    assert story.second.bodies == {f"/seite/{number}" for number in CHANGED}
    assert (len(story.second.report.changed), len(story.second.report.removed)) == (len(CHANGED), len(REMOVED))
    assert not story.second.report.added
    assert story.second.origin.complete


def test_the_second_run_gives_no_unchanged_passage_to_embed(story: Story) -> None:
    registry = Registry(story.engine)
    changes = list(registry.changes_after(story.first.revision, 500))
    fresh = {passage for change in changes for passage in change.fresh}
    assert {passage.partition("~")[0] for passage in fresh} == set(story.second.report.changed)
    assert all(" neu" in passage.text for passage in registry.passages(sorted(fresh)).values())
    assert {one for change in changes for one in change.documents} == set(story.second.report.changed)


def test_what_nobody_sees_on_a_page_is_in_no_passage(story: Story) -> None:
    registry = Registry(story.engine)
    passages = registry.passages(sorted(registry.passage_ids())).values()
    assert len(passages) >= PAGES - len(BROKEN) - len(REMOVED)
    assert not [passage.id for passage in passages if HIDDEN in passage.text]
