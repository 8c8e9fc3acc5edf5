"""Keeps what is known of a website's pages, and how far its crawl has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, Select, delete, insert, select, update

from ingest.tables.web import CRAWLS, PAGES
from ingest.transaction import parts, prepare, transaction, utc
from ingest.web.kept_rows import come_upon, key_of, new_row, page_of, recorded, unpacked
from ingest.web.pages import Outcome, Page, State

RESUME_WITHIN = timedelta(days=1)  # a crawl that was stopped longer ago begins anew


@dataclass(frozen=True, slots=True)
class Line:
    """What the end of a crawl needs to know of each page."""

    address: str
    role: str
    state: State
    target: str
    digest: str
    reason: str
    stood: bool


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of asking for a page: the new addresses it led to, and what it means for the crawl."""

    page: Page
    outcome: Outcome
    new: list[Page]
    marks: frozenset[str]
    at: datetime


class KeptPages:
    """The pages of all websites in the registry's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        prepare(engine)

    def begin(self, source: str, now: datetime) -> int:
        """Return the number of the crawl: the one that was stopped, if that was not long ago, else a new one."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(CRAWLS).where(CRAWLS.c.source == source)).first()
            if row is not None and row.is_open and now - utc(row.started_at) < RESUME_WITHIN:
                return int(row.number)
            number = int(row.number) + 1 if row is not None else 1
            connection.execute(delete(CRAWLS).where(CRAWLS.c.source == source))
            connection.execute(insert(CRAWLS).values(source=source, number=number, started_at=now, is_open=1, marks=""))
            connection.execute(
                update(PAGES).where(PAGES.c.source == source, PAGES.c.body.is_not(None)).values(body=None)
            )
            return number

    def marks(self, source: str) -> frozenset[str]:
        """Return what was noted of the crawl."""
        with transaction(self._engine) as connection:
            return frozenset(connection.execute(_marks(source)).scalar_one().split())

    def addresses(self, source: str, number: int) -> list[str]:
        """Return all addresses that this crawl has come upon, asked for or not."""
        with transaction(self._engine) as connection:
            return list(connection.execute(select(PAGES.c.address).where(*_of(source, number))).scalars())

    def open_pages(self, source: str, number: int) -> list[Page]:
        """Return the addresses that this crawl has not asked for yet, as it came upon them."""
        columns = PAGES.c.address, PAGES.c.depth, PAGES.c.hops, PAGES.c.role, PAGES.c.listed
        query = select(*columns).where(*_of(source, number), PAGES.c.state == State.OPEN)
        with transaction(self._engine) as connection:
            return [Page(r.address, r.depth, r.hops, r.role, r.listed) for r in connection.execute(query)]

    def had(self, source: str) -> set[str]:
        """Return the addresses whose content was had in this crawl or an earlier one."""
        with transaction(self._engine) as connection:
            query = select(PAGES.c.address).where(PAGES.c.source == source, PAGES.c.digest != "")
            return set(connection.execute(query).scalars())

    def known(self, source: str, address: str) -> Page:
        """Return what is known of a page that was met before."""
        return self.content(source, address)[0]

    def add(self, source: str, number: int, pages: Sequence[Page]) -> None:
        """Note addresses that the crawl has come upon."""
        with transaction(self._engine) as connection:
            _add(connection, source, number, pages)

    def keep(self, source: str, number: int, learnt: Sequence[Learnt]) -> None:
        """Note what was learnt from answers, all or nothing."""
        marks = frozenset[str]().union(*(one.marks for one in learnt))
        with transaction(self._engine) as connection:
            for one in learnt:
                mine = PAGES.c.key == key_of(source, one.page.address)
                connection.execute(update(PAGES).where(mine).values(recorded(one.page, one.outcome, one.at)))
                _add(connection, source, number, one.new)
            if marks:
                known = set(connection.execute(_marks(source)).scalar_one().split())
                joined = " ".join(sorted(known | marks))
                connection.execute(update(CRAWLS).where(CRAWLS.c.source == source).values(marks=joined))

    def unseen(self, source: str, number: int) -> list[str]:
        """Return what stood after earlier crawls and this one has not come upon."""
        unseen = (PAGES.c.source == source, PAGES.c.number < number, PAGES.c.stood == 1)
        with transaction(self._engine) as connection:
            return list(connection.execute(select(PAGES.c.address).where(*unseen)).scalars())

    def lines(self, source: str, number: int) -> list[Line]:
        """Return what became of each address of the crawl, without the bodies."""
        columns = (
            PAGES.c.address, PAGES.c.role, PAGES.c.state, PAGES.c.target, PAGES.c.digest, PAGES.c.reason, PAGES.c.stood
        )  # fmt: skip
        with transaction(self._engine) as connection:
            rows = connection.execute(select(*columns).where(*_of(source, number)))
            return [Line(r.address, r.role, State(r.state), r.target, r.digest, r.reason, bool(r.stood)) for r in rows]

    def content(self, source: str, address: str) -> tuple[Page, bytes | None]:
        """Return a page, and its bytes where they wait to be handed over."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(PAGES).where(PAGES.c.key == key_of(source, address))).one()
        return page_of(row), unpacked(row.body)

    def close(self, source: str, number: int, standing: Iterable[str], *, forget: bool) -> None:
        """End the crawl: `standing` was handed over, nothing else stands; `forget` drops what was not seen."""
        with transaction(self._engine) as connection:
            ended = update(PAGES).where(*_of(source, number), PAGES.c.state != State.KEPT)
            connection.execute(ended.values(stood=0, body=None))
            for part in parts([key_of(source, one) for one in standing]):
                connection.execute(
                    update(PAGES).where(PAGES.c.key.in_(part), PAGES.c.state != State.KEPT).values(stood=1)
                )
            if forget:
                connection.execute(delete(PAGES).where(PAGES.c.source == source, PAGES.c.number < number))
            connection.execute(update(CRAWLS).where(CRAWLS.c.source == source).values(is_open=0))

    def drop(self, source: str) -> None:
        """Forget all about a website that is no source any more."""
        with transaction(self._engine) as connection:
            for table in (PAGES, CRAWLS):
                connection.execute(delete(table).where(table.c.source == source))


def _of(source: str, number: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return PAGES.c.source == source, PAGES.c.number == number


def _marks(source: str) -> Select[str]:
    return select(CRAWLS.c.marks).where(CRAWLS.c.source == source)


def _add(connection: Connection, source: str, number: int, pages: Sequence[Page]) -> None:
    by_key = {key_of(source, page.address): page for page in pages}
    known = set[str]()
    for part in parts(list(by_key)):
        known.update(connection.execute(select(PAGES.c.key).where(PAGES.c.key.in_(part))).scalars())
    for key in known:
        connection.execute(update(PAGES).where(PAGES.c.key == key).values(come_upon(number, by_key[key])))
    if rows := [new_row(source, number, page) for key, page in by_key.items() if key not in known]:
        connection.execute(insert(PAGES), rows)
