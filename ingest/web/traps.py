"""Which addresses are not asked for at all, and why: endless ones, sign-ins, and what is never a document. Pure."""

import re
from collections import Counter
from urllib.parse import urlsplit

from ingest.web.canonical import LONGEST

DEEPEST = 15  # steps of a path
TURNS = 3  # a step that stands in a path so often goes round in circles
VARIANTS = 50  # addresses that differ in nothing but what follows the question mark: calendars, filters, baskets
_SIGN_IN = re.compile(r"/(login|logout|log-in|log-out|signin|sign-in|signup|wp-login\.php|wp-admin)(/|\Z)", re.I)
_NO_DOCUMENT = re.compile(
    r"\.(jpe?g|png|gif|svg|webp|avif|ico|bmp|tiff?|css|js|mjs|json|map|woff2?|ttf|eot|mp[34]|m4[av]|ogg|wav|webm|mov|avi"
    r"|zip|rar|7z|tar|t?gz|exe|msi|dmg|apk|iso|ics|vcf|eps|psd|dwg|shp|gpx|kmz?|rss|atom)\Z",
    re.I,
)
REASONS = {
    "trap": "Adressen, die kein Ende nehmen (zu lang, zu tief oder im Kreis)",
    "variants": f"Adressen, von denen es schon {VARIANTS} gibt, die sich nur hinter dem Fragezeichen unterscheiden",
    "sign-in": "Seiten zum Anmelden",
    "media": "Bilder, Filme, Archive und andere Dateien, die keine Dokumente sind",
}


def left_out(address: str) -> str | None:
    """Return the key in REASONS of why a canonical address is not asked for; None when it may be.

    >>> left_out("https://example.org/a/b/a/b/a/b"), left_out("https://example.org/bild.JPG")
    ('trap', 'media')
    >>> left_out("https://example.org/a/anmeldung-wohnsitz"), left_out("https://example.org/login?von=a")
    (None, 'sign-in')
    """
    path = urlsplit(address).path
    steps = [one for one in path.split("/") if one]
    if len(address) > LONGEST or len(steps) > DEEPEST or max(Counter(steps).values(), default=0) >= TURNS:
        return "trap"
    if _SIGN_IN.search(path):
        return "sign-in"
    return "media" if _NO_DOCUMENT.search(path) else None


class Variants:
    """Counts the addresses of each path, so that one calendar cannot use up the crawl."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def full(self, address: str) -> bool:
        """Return whether there are enough addresses of this path already."""
        path, mark, _ = address.partition("?")
        return bool(mark) and self._seen[path] >= VARIANTS

    def count(self, address: str) -> None:
        """Note an address that is asked for."""
        path, mark, _ = address.partition("?")
        if mark:
            self._seen[path] += 1
