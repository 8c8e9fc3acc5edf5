"""What the tests of websites share: a website, a clock, and a crawl of it in a database of its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Engine

from ingest.items import Item
from ingest.tables.web import CRAWLS, PAGES
from ingest.web.fetching import Fetcher
from ingest.web.kept import KeptPages
from ingest.web.origin import WebOrigin
from ingest.web.rules import Rules
from knowledge.addresses import Allowed
from knowledge.registry_tables import open_engine
from tests.ingest.web.website import Clock, Website, running

LOOPBACK = Allowed.read("127.0.0.0/8")


@dataclass
class Crawled:
    """What one crawl handed over."""

    items: dict[str, Item]
    origin: WebOrigin
    told: list[tuple[int, int]]

    @property
    def paths(self) -> list[str]:
        return [name.partition("//")[2].partition("/")[2] for name in self.items]

    def paths_of(self, names: frozenset[str]) -> list[str]:
        return sorted(name.partition("//")[2].partition("/")[2] for name in names)

    @property
    def problems(self) -> dict[str, str]:
        """The reason by path."""
        named = zip(self.paths, self.items.values(), strict=True)
        return {path: item.problem.reason for path, item in named if item.problem}


@dataclass
class Crawler:
    """Crawls one website again and again, and remembers what a sync would have noted."""

    site: Website
    engine: Engine
    clock: Clock
    noted: dict[str, str] = field(default_factory=dict)
    allowed: Allowed = LOOPBACK

    def crawl(
        self, path: str = "/", rules: Rules | None = None, told: Callable[[int, int], None] | None = None,
        noted: Mapping[str, str] | None = None,
    ) -> Crawled:  # fmt: skip
        calls: list[tuple[int, int]] = []

        def tell(asked: int, known: int) -> None:
            calls.append((asked, known))
            if told:
                told(asked, known)

        known = self.noted if noted is None else noted
        with Fetcher(self.allowed, self.clock) as fetcher:
            origin = WebOrigin(self.site.address(path), KeptPages(self.engine), fetcher, self.clock, known, rules, tell)
            items = {item.name: item for item in origin.items()}
        taken = {name: item.digest for name, item in items.items() if item.data is not None}
        kept = {} if origin.complete else self.noted
        self.noted = {**kept, **{n: i.digest for n, i in items.items() if n in self.noted}, **taken}
        for name in origin.gone:
            self.noted.pop(name, None)
        return Crawled(items, origin, calls)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Website]:
    with running(Website()) as website:
        yield website


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Open a database with the tables of ingestion, for all tests of a module."""
    opened = open_engine(f"sqlite:///{tmp_path_factory.mktemp('web') / 'lotse.db'}")
    KeptPages(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def crawler(site: Website, database: Engine, clock: Clock) -> Crawler:
    with database.begin() as connection:  # another test may have had the same port
        for table in (CRAWLS, PAGES):
            connection.execute(table.delete())
    return Crawler(site, database, clock)
