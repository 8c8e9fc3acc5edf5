"""What a website lets us read, and how fast: robots.txt, the meta element and the header; the door to protego."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.errors import FetchFailed
from ingest.web.canonical import canonical
from ingest.web.fetching import AGENT, Ask, Fetcher

if TYPE_CHECKING:
    from protego import Protego

LONGEST_DELAY_S = 120.0  # a website that asks for more is asked this often nevertheless
_HOPS, _MAX_BYTES = 5, 2**20  # RFC 9309: at least five redirects, at least 500 kB
_DIRECTIVE = re.compile(r"\s*(?:([a-z0-9_-]+)\s*:)?([^:]*)")
_WITH_VALUE = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})


@dataclass(frozen=True, slots=True)
class Permission:
    """What robots.txt of one host says; without one, everything may be read."""

    rules: "Protego | None" = None

    def allows(self, address: str) -> bool:
        """Return whether we may ask for an address."""
        return self.rules is None or self.rules.can_fetch(address, AGENT)

    def every_s(self, wanted_s: float) -> float:
        """Return the pace: the slower of what the operator and the website want."""
        if self.rules is None:
            return wanted_s
        rate = self.rules.request_rate(AGENT)
        theirs = max(self.rules.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        return max(wanted_s, min(theirs, LONGEST_DELAY_S))


class Robots:
    """robots.txt of each host, fetched once."""

    def __init__(self, fetcher: Fetcher, every_s: float) -> None:
        self._fetcher, self._every_s = fetcher, every_s
        self._known: dict[str, Permission] = {}

    def of(self, address: str) -> Permission:
        """Return what holds for an address. Raises FetchFailed when nobody can say: then nothing may be asked for."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            self._known[site] = self._fetched(f"{site}/robots.txt")
        return self._known[site]

    def _fetched(self, address: str) -> Permission:
        from protego import Protego

        for _ in range(_HOPS + 1):
            answer = self._fetcher.fetch(Ask(address, self._every_s, _MAX_BYTES))
            if 300 <= answer.status < 400:
                address = canonical(answer.headers.get("location", ""), address) or ""
                if not address:
                    break
                continue
            if 200 <= answer.status < 300:
                return Permission(Protego.parse(answer.body.decode("utf-8", "replace")))
            if answer.status == 429 or answer.status >= 500:
                raise FetchFailed(f"robots.txt ist nicht zu haben (Status {answer.status}).")
            break
        return Permission()


def directives(text: str) -> frozenset[str]:
    """Return what an X-Robots-Tag or a robots meta element says to everyone and to us, "none" spelt out.

    >>> sorted(directives("noarchive, Lotse: noindex, otherbot: nofollow"))
    ['noarchive', 'noindex']
    >>> sorted(directives("NONE"))
    ['nofollow', 'noindex']
    """
    found, speaking_to = set[str](), ""
    for one in text.lower().split(","):
        match = _DIRECTIVE.match(one)
        if match is None:
            continue
        if (
            match.group(1) and match.group(1) not in _WITH_VALUE
        ):  # "agent: directive, directive": the agent holds until the next one
            speaking_to = match.group(1)
        if speaking_to in {"", AGENT.lower()}:
            found.add(match.group(2).strip())
    return frozenset({"noindex", "nofollow"}) if "none" in found else frozenset(found)
