"""One crawl of a website: asks for one address after the other, nearest to the start first, until none is left.

Everything it learns is kept at once, so that a crawl that was stopped or killed goes on where it was.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from ingest.errors import FetchFailed, FileTooLarge, SourceUnreadable
from ingest.web.canonical import Scope
from ingest.web.fetching import Ask, Fetcher
from ingest.web.frontier import Frontier
from ingest.web.judging import DEEPER, FEED, LISTED, MORE, judged, kept, wanted
from ingest.web.kept import KeptPages
from ingest.web.pace import Clock
from ingest.web.pages import Outcome, Page, Role, State
from ingest.web.robots import Robots
from ingest.web.rules import Rules
from ingest.web.traps import left_out

GIVE_UP_AFTER = 10  # answers in a row that are none: the website is down, and is left in peace
MOST_HOPS = 5  # redirects in a row
TRUST_LISTED = timedelta(days=7)  # so long a sitemap is believed that a page is as it was; then the page is asked

Told = Callable[[int, int], None]  # addresses asked for, of how many known


@dataclass(frozen=True, slots=True)
class Means:
    """What a crawl works with.

    `noted` are the digests of items, by name, whose bytes are not needed again; when the process dies, at most what was
    learnt in `lose_s` seconds is learnt again.
    """

    pages: KeptPages
    fetcher: Fetcher
    clock: Clock
    noted: Mapping[str, str]
    rules: Rules
    told: Told
    lose_s: float = 1.0


class Crawl:
    """A crawl that has a number; making one notes the start address, `run` does the rest."""

    def __init__(self, source: str, number: int, means: Means) -> None:
        self._source, self._number, self._means = source, number, means
        self._scope = Scope(source, means.rules.prefix)
        self._robots = Robots(means.fetcher, means.rules.pace_s)
        self._frontier = Frontier(means.pages, source, number, means.lose_s)
        self._marks = means.pages.marks(source)
        self._asked, self._failures = 0, 0
        self.left_out: Counter[str] = Counter()

    def run(self) -> None:
        """Ask for all there is. Raises SourceUnreadable when the website cannot be asked at all."""
        try:
            self._robots.of(self._source)
        except FetchFailed as error:
            raise SourceUnreadable(f"{self._source}: {error} Es bleibt alles, wie es war.") from error
        self._ask_for_open()
        if not self.given_up and self._marks & {FEED, DEEPER}:
            # Others were found once and are not seen from here: whether they are still there, only they can say.
            unseen, depth = self._means.pages.unseen(self._source, self._number), self._means.rules.depth
            self._frontier.put([Page(address, depth) for address in unseen])
            self._ask_for_open()

    @property
    def given_up(self) -> bool:
        """Whether the website did not answer any more."""
        return self._failures >= GIVE_UP_AFTER

    def again(self, page: Page) -> Outcome:
        """Ask for a page whose bytes are needed after all."""
        page = replace(page, etag="", modified="", changed="", digest="")
        outcome = self._outcome(page)
        self._learn(page, outcome, [])
        self._frontier.keep()
        return outcome

    def _ask_for_open(self) -> None:
        try:
            while not self.given_up and (page := self._frontier.next()) is not None:
                outcome = self._outcome(page)
                self._failures = self._failures + 1 if outcome.failed else 0
                self._learn(page, outcome, self._leads_to(page, outcome))
                self._asked += 1
                self._means.told(self._asked, len(self._frontier))
        finally:
            self._frontier.keep()

    def _learn(self, page: Page, outcome: Outcome, leads_to: Iterable[Page]) -> None:
        admitted, marks = self._admitted(leads_to)
        marks |= outcome.marks
        self._frontier.learn(page, outcome, admitted, marks, self._means.clock.now())
        self._marks |= marks

    def _admitted(self, leads_to: Iterable[Page]) -> tuple[list[Page], frozenset[str]]:
        """Return those of the addresses that are new and within the rules, and what leaving others out means."""
        admitted, marks = list[Page](), set[str]()
        for one in leads_to:
            if one.address in self._frontier:
                continue
            if self._frontier.has_variants_of(one.address):
                self.left_out["variants"] += 1
            elif one.depth > self._means.rules.depth:
                marks.add(DEEPER)
            elif len(self._frontier) >= self._means.rules.pages:
                marks.add(MORE)
            else:
                self._frontier.meet(one)
                admitted.append(one)
        return admitted, frozenset(marks)

    def _outcome(self, page: Page) -> Outcome:
        """Return what came of asking for a page, if it has to be asked at all."""
        try:
            permission = self._robots.of(page.address)
            if not permission.allows(page.address):
                return Outcome(State.REFUSED)
            if self._is_as_listed(page):
                return Outcome(page.found, page.target, links=page.links)
            rules, knows = self._means.rules, self._knows(page)
            ask = Ask(
                page.address, permission.every_s(rules.pace_s), rules.max_bytes,
                page.etag if knows else "", page.modified if knows else "",
            )  # fmt: skip
            outcome = judged(page, self._means.fetcher.fetch(ask, lambda answer: wanted(page, answer)))
        except FetchFailed as error:
            return replace(kept(page, str(error)), failed=not isinstance(error, FileTooLarge))
        return self._bounded(page, self._without_needless_bytes(page, outcome))

    def _knows(self, page: Page) -> bool:
        """Return whether a page's bytes are not needed when they are as before."""
        return bool(page.digest) and (not page.stood or self._means.noted.get(page.address) == page.digest)

    def _is_as_listed(self, page: Page) -> bool:
        """Return whether a sitemap says that a page is as it was when we had it, and may be believed."""
        if not page.listed or page.listed != page.changed or page.checked_at is None:
            return False
        if page.found is State.LIST or not self._knows(page):
            return False
        return self._means.clock.now() - page.checked_at < TRUST_LISTED

    def _without_needless_bytes(self, page: Page, outcome: Outcome) -> Outcome:
        had = outcome.had
        may_stand = outcome.state in {State.PAGE, State.ALIAS}
        if had is None or (may_stand and self._means.noted.get(page.address) != had.digest):
            return outcome
        return replace(outcome, had=replace(had, data=None))

    def _bounded(self, page: Page, outcome: Outcome) -> Outcome:
        """Return the outcome as this source sees it: what leads elsewhere, or on and on, is no page of it."""
        if outcome.state is State.ALIAS:
            target = self._scope.spelt(outcome.target)
            if target == page.address or not self._may_follow(target):
                return replace(outcome, state=State.PAGE, target="")
            return replace(outcome, target=target)
        if outcome.state is State.MOVED:
            if not self._may_follow(outcome.target, page.role):
                return Outcome(State.OUTSIDE, outcome.target)
            if page.hops >= MOST_HOPS:
                return kept(page, f"Die Seite leitet mehr als {MOST_HOPS}-mal weiter.")
        return outcome

    def _may_follow(self, address: str, role: Role = "page") -> bool:
        return self._scope.holds(address) and (role == "list" or left_out(address) is None)

    def _leads_to(self, page: Page, outcome: Outcome) -> Iterator[Page]:
        """Yield the addresses of the source that an answer leads to."""
        if outcome.state is State.MOVED:
            yield Page(outcome.target, page.depth, page.hops + 1, page.role)
        elif outcome.state is State.ALIAS:
            yield Page(outcome.target, page.depth)
        is_list = outcome.state is State.LIST
        if LISTED in self._marks and not is_list:
            return  # what belongs to the source is in the list
        role: Role = "list" if is_list and outcome.target == "lists" else "page"
        for link in outcome.links:
            address = self._scope.spelt(link.address)
            if address in self._frontier or not self._scope.holds(address):
                continue
            if role == "page" and (reason := left_out(address)) is not None:
                self.left_out[reason] += 1
            else:
                yield Page(address, page.depth + 1, role=role, listed=link.changed)
