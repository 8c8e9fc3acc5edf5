"""Asks whether the addresses that documents send readers to still lead there; only when an operator wants it.

Each host is asked a few times a minute at most, for heads first and for a page only where a head is refused.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from ingest.errors import AddressRefused, FetchFailed
from ingest.web.canonical import canonical
from ingest.web.cited import Link, LinkState
from ingest.web.fetching import Answer, Ask, Fetcher
from ingest.web.kept_links import KeptLinks
from ingest.web.pace import Clock

PER_MINUTE = 6  # requests to one host
FINE_FOR, DOUBTED_FOR = timedelta(days=7), timedelta(hours=20)  # so long a result holds
_HOPS = 5
_CUT_OFF = 8  # so many addresses without any answer, and none with one, say more of our connection than of them
_FOR_GOOD = frozenset({301, 308})
_TURNED_AWAY = frozenset({401, 403, 407, 451})
_NOT_GOOD = frozenset({LinkState.GONE, LinkState.UNREACHABLE})

Told = Callable[[int, int], None]  # addresses asked for, of how many


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """Checks addresses and keeps what came of it."""

    kept: KeptLinks
    fetcher: Fetcher
    clock: Clock
    per_minute: int = PER_MINUTE

    def run(self, cited: Iterable[str], told: Told = lambda _done, _of: None) -> int:
        """Check those of the cited addresses whose last result is too old; return how many they were.

        Those that are cited no longer are forgotten. Raises FetchFailed when nobody answers at all.
        """
        wanted, known = set(cited), self.kept.listed()
        self.kept.forget(known.keys() - wanted)
        due = sorted(one for one in wanted if self._is_due(known.get(one)))
        unanswered: list[Link] | None = []  # until the first answer: perhaps it is we who are cut off
        for done, address in enumerate(self._politely(due), start=1):
            link = self._checked(address, known.get(address))
            if unanswered is None:
                self.kept.keep(link)
            else:
                unanswered = self._kept_with(link, unanswered)
            told(done, len(due))
        for link in unanswered or ():
            self.kept.keep(link)
        return len(due)

    def _kept_with(self, link: Link, unanswered: list[Link]) -> list[Link] | None:
        """Keep results once one of them is an answer; until then return those that wait. Raises FetchFailed."""
        unanswered = [*unanswered, link]
        if link.state is LinkState.UNREACHABLE and link.status is None:
            if len(unanswered) >= _CUT_OFF:
                raise FetchFailed(
                    f"Keine der ersten {_CUT_OFF} Adressen antwortet. Prüfen Sie die Verbindung ins Internet; "
                    "es ist nichts vermerkt worden."
                )
            return unanswered
        for one in unanswered:
            self.kept.keep(one)
        return None

    def _is_due(self, link: Link | None) -> bool:
        if link is None:
            return True
        holds = FINE_FOR if link.state is LinkState.FINE else DOUBTED_FOR
        return self.clock.now() - link.checked_at >= holds

    def _politely(self, addresses: list[str]) -> Iterable[str]:
        """Yield the addresses so that there is as little waiting as possible: always of the host that waits least."""
        waiting: dict[str, list[str]] = {}
        for address in reversed(addresses):
            waiting.setdefault(address.split("/")[2], []).append(address)
        while waiting:
            host = min(sorted(waiting), key=lambda one: self.fetcher.missing(waiting[one][-1], self._every_s))
            yield waiting[host].pop()
            if not waiting[host]:
                del waiting[host]

    @property
    def _every_s(self) -> float:
        return 60.0 / self.per_minute

    def _checked(self, address: str, before: Link | None) -> Link:
        """Return how an address fares now, counted on from how it fared before."""
        link = self._asked(address, before)
        if link.state not in _NOT_GOOD:
            return link
        if before is None or before.state not in _NOT_GOOD:
            return replace(link, failures=1, since=link.checked_at)
        return replace(link, failures=before.failures + 1, since=before.since)

    def _asked(self, address: str, before: Link | None) -> Link:
        """Follow an address to its end."""
        link, at, for_good = Link(address, self.clock.now(), LinkState.FINE), address, True
        ask = Ask(address, self._every_s, method="HEAD", tries=1)
        if before is not None and before.state is LinkState.FINE:
            ask = replace(ask, etag=before.etag, modified=before.modified)
        for _ in range(_HOPS + 1):
            try:
                answer = self._answer(ask)
            except AddressRefused as error:
                return replace(link, state=LinkState.INSIDE, reason=str(error))
            except FetchFailed as error:
                return replace(link, state=LinkState.UNREACHABLE, reason=str(error))
            target = canonical(answer.headers.get("location", ""), at) if _is_redirect(answer) else None
            if target is None:
                return _judged(link, answer, before)
            for_good &= answer.status in _FOR_GOOD
            if for_good:
                link = replace(link, state=LinkState.MOVED, target=target)
            at, ask = target, Ask(target, self._every_s, method="HEAD", tries=1)
        return replace(link, state=LinkState.UNREACHABLE, reason=f"Die Adresse leitet mehr als {_HOPS}-mal weiter.")

    def _answer(self, ask: Ask) -> Answer:
        """Return the answer to a request for a head, or for the page where heads are refused."""
        answer = self.fetcher.fetch(ask)
        if answer.status < 400 or answer.status == 429:
            return answer
        return self.fetcher.fetch(replace(ask, method="GET", etag="", modified=""), lambda _answer: False)


def _is_redirect(answer: Answer) -> bool:
    return 300 <= answer.status < 400 and answer.status != 304 and "location" in answer.headers


def _judged(link: Link, answer: Answer, before: Link | None) -> Link:
    """Return what the last answer on the way says of an address."""
    link = replace(link, status=answer.status)
    if answer.status == 304 and before is not None:
        return replace(link, etag=before.etag, modified=before.modified)
    if answer.status < 400:
        if link.state is LinkState.MOVED:
            return link
        etag, modified = answer.headers.get("etag", "")[:500], answer.headers.get("last-modified", "")[:60]
        return replace(link, etag=etag, modified=modified)
    said = f"Der Server antwortet mit Status {answer.status}."
    if answer.status in {404, 410}:
        return replace(link, state=LinkState.GONE, reason=said)
    if answer.status in _TURNED_AWAY | {429}:
        return replace(link, state=LinkState.UNCLEAR, reason=said)
    return replace(link, state=LinkState.UNREACHABLE, reason=said)
