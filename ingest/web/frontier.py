"""What a crawl has come upon and not asked for yet, nearest to the start first; what it learns is kept by the second.

A crawl that is killed asks again for what it learnt in its last second, and for nothing else.
"""

import heapq
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ingest.web.kept import KeptPages, Learnt
from ingest.web.pages import Outcome, Page, State
from ingest.web.traps import Variants

_MOST_BYTES = 16 * 2**20  # of bodies that wait to be kept


class Frontier:
    """The open addresses of one crawl; the kept ones and those that wait to be kept are one to the caller."""

    def __init__(self, pages: KeptPages, source: str, number: int, lose_s: float) -> None:
        """At most what was learnt in `lose_s` seconds is lost when the process dies."""
        self._pages, self._source, self._number, self._lose_s = pages, source, number, lose_s
        self._learnt: list[Learnt] = []
        self._bytes, self._kept_at = 0, time.monotonic()
        self._open: list[tuple[int, str, Page]] = []
        self._variants = Variants()
        self._seen = set(pages.addresses(source, number))
        self._had = pages.had(source)
        if not self._seen:
            self.put([Page(source, role="list")])
        else:
            self._queue(pages.open_pages(source, number))
            for one in self._seen:
                self._variants.count(one)

    def __len__(self) -> int:
        """How many addresses the crawl has come upon, asked for or not."""
        return len(self._seen)

    def __contains__(self, address: str) -> bool:
        return address in self._seen

    def has_variants_of(self, address: str) -> bool:
        """Return whether the crawl has come upon enough addresses of this path."""
        return self._variants.full(address)

    def meet(self, page: Page) -> None:
        """Note a new address; it is asked for once `learn` has been told where it was met."""
        self._seen.add(page.address)
        self._variants.count(page.address)

    def put(self, pages: list[Page]) -> None:
        """Keep new addresses that no page led to."""
        for one in pages:
            self.meet(one)
        self._pages.add(self._source, self._number, pages)
        self._queue(pages)

    def next(self) -> Page | None:
        """Return the page to ask for next, with all that is known of it from earlier crawls; None when none is left."""
        if not self._open:
            return None
        _, address, met = heapq.heappop(self._open)
        if address not in self._had:
            return met
        return replace(
            self._pages.known(self._source, address),
            depth=met.depth,
            hops=met.hops,
            role=met.role,
            listed=met.listed,
            state=State.OPEN,
        )

    def learn(self, page: Page, outcome: Outcome, new: list[Page], marks: frozenset[str], now: datetime) -> None:
        """Note what came of asking for a page, the addresses it led to, and what it means for the crawl."""
        self._learnt.append(Learnt(page, outcome, new, marks, now))
        self._bytes += len(outcome.had.data or b"") if outcome.had is not None else 0
        self._queue(new)
        if self._bytes > _MOST_BYTES or time.monotonic() - self._kept_at >= self._lose_s:
            self.keep()

    def keep(self) -> None:
        """Keep all that was learnt."""
        if self._learnt:
            self._pages.keep(self._source, self._number, self._learnt)
        self._learnt, self._bytes, self._kept_at = [], 0, time.monotonic()

    def _queue(self, pages: Iterable[Page]) -> None:
        for one in pages:
            heapq.heappush(self._open, (one.depth, one.address, one))
