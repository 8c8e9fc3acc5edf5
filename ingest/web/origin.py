"""A website as a source of documents: crawled first, then handed over page by page."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ingest.items import Item
from ingest.web.canonical import source_name
from ingest.web.crawl import Crawl, Means, Told
from ingest.web.fetching import Fetcher
from ingest.web.judging import BROKEN, MORE
from ingest.web.kept import KeptPages, Line
from ingest.web.pace import Clock
from ingest.web.pages import SKIPPED, State
from ingest.web.rules import Rules
from ingest.web.settling import Settled, settled, start_of
from ingest.web.traps import REASONS
from knowledge.errors import Problem

_GOOD_START = frozenset({State.PAGE, State.LIST, State.ALIAS, State.NOINDEX})
_CUTS = {
    "start": "Die Startadresse war nicht zu lesen. Prüfen Sie sie im Browser.",
    "open": "Die Website antwortete nicht mehr. Was fehlt, holt der nächste Lauf.",
    "list": "Eine Liste der Website (Sitemap oder Feed) war nicht ganz zu lesen.",
    MORE: "Die Website hat mehr Seiten, als für diese Quelle erlaubt sind. Erhöhen Sie die Zahl der Seiten.",
}


class WebOrigin:
    """One website from one start address: a page whose links are followed, a sitemap, or a feed.

    `noted` are the digests of items, by name, whose bytes are not needed again. `told` is called after each answer with
    how many addresses were asked for, of how many known; what it raises stops the crawl, and the next one goes on. When
    the process dies, what was learnt in the last `lose_s` seconds is asked for again.
    """

    def __init__(
        self, address: str, pages: KeptPages, fetcher: Fetcher, clock: Clock, noted: Mapping[str, str],
        rules: Rules | None = None, told: Told = lambda _asked, _known: None, lose_s: float = 1.0,
    ) -> None:  # fmt: skip
        """Raises SourceUnreadable when `address` is none of the web."""
        self._source = source_name(address)
        self._means = Means(pages, fetcher, clock, noted, rules or Rules(), told, lose_s)
        self._cuts: list[str] | None = None
        self._settled = Settled(frozenset(), frozenset(), {})
        self._left_out: Counter[str] = Counter()

    @property
    def source(self) -> str:
        """The start address in its one spelling."""
        return self._source

    @property
    def complete(self) -> bool:
        """Whether the crawl saw everything; False before its end."""
        return self._cuts == []

    @property
    def gone(self) -> frozenset[str]:
        """Names that are certainly no longer documents, even if the crawl was cut: 404, moved, noindex, duplicates."""
        return self._settled.gone

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out and why, and why the crawl was cut, for the report."""
        counted = {**{str(state): said for state, said in SKIPPED.items()}, **REASONS}
        left = [f"{counted[key]}: {number}." for key, number in sorted(self._left_out.items())]
        return (*left, *(_CUTS[one] for one in self._cuts or ()))

    def total(self) -> int | None:
        """Return how many items there are, None until the crawl is over."""
        return None if self._cuts is None else len(self._settled.standing) + len(self._settled.unclear)

    def items(self) -> Iterator[Item]:
        """Crawl, then yield what is there by name. Raises SourceUnreadable."""
        pages, source = self._means.pages, self._source
        number = pages.begin(source, self._means.clock.now())
        crawl = Crawl(source, number, self._means)
        crawl.run()
        lines = pages.lines(source, number)
        self._settled = settled(lines)
        self._cuts = _cuts(lines, pages.marks(source), source)
        self._left_out = crawl.left_out + Counter(str(line.state) for line in lines if line.state in SKIPPED)
        by_address = {line.address: line for line in lines}
        handed_over = sorted({*self._settled.standing, *self._settled.unclear})
        for address in handed_over:
            yield self._item(by_address[address], crawl)
        stood = [one for one in handed_over if by_address[one].stood or one in self._settled.standing]
        pages.close(source, number, stood, forget=self.complete)

    def _item(self, line: Line, crawl: Crawl) -> Item:
        reason = line.reason if line.state is State.KEPT else self._settled.unclear.get(line.address)
        if reason:
            problem = Problem(line.address, "Abruf", reason)
            return Item(line.address, line.digest if line.stood else "", problem=problem, url=line.address)
        page, data = self._means.pages.content(self._source, line.address)
        item = Item(line.address, page.digest, data, url=line.address, media_type=page.media_type or None)
        if data is not None or self._means.noted.get(line.address) == page.digest:
            return item
        had = crawl.again(page).had
        if had is None or had.data is None:
            problem = Problem(line.address, "Abruf", "Die Seite ließ sich kein zweites Mal lesen.")
            return replace(item, problem=problem)
        return replace(item, digest=had.digest, data=had.data, media_type=had.media_type or None)


def _cuts(lines: list[Line], marks: frozenset[str], start: str) -> list[str]:
    """Return why the crawl did not see everything; nothing when it did."""
    cuts = ["start"] if start_of(lines, start) not in _GOOD_START else []
    if any(line.state is State.OPEN for line in lines):
        cuts.append("open")
    if BROKEN in marks or any(line.role == "list" and line.address != start and not _was_read(line) for line in lines):
        cuts.append("list")
    return [*cuts, *([MORE] if MORE in marks else [])]


def _was_read(line: Line) -> bool:
    return line.state in {State.LIST, State.PAGE, State.MOVED, State.ALIAS, State.NOINDEX}
