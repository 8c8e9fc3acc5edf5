"""What the crawler needs of a page's HTML: links, canonical address, wishes to robots, whether it asks for a password.

Reads tags one by one and builds no tree: the time is proportional to the length whatever the page holds, while a tree
of hostile markup costs minutes and gigabytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from ingest.web.canonical import canonical
from ingest.web.robots import directives

MOST_LINKS = 5_000  # of one page
SIGN_IN_CHARS = 1_500  # a page that asks for a password and says no more than this is there to sign in
_TOKEN = re.compile(r"<(?:(!--)|(script|style|template|textarea|xmp|iframe)\b|(/?[a-z][a-z0-9]*)\b)", re.I)
_GAP = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"""([^\s=>/"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_READ = frozenset({"a", "area", "base", "link", "meta", "input"})
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.I)
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page's markup tells; addresses are canonical, each link once and in the order of the page."""

    links: tuple[str, ...] = ()
    canonical: str = ""
    noindex: bool = False
    nofollow: bool = False
    sign_in: bool = False


def markup_of(data: bytes, address: str) -> Markup:
    """Return what the markup of the page at `address` tells; never raises."""
    base, own, robots, password, chars = address, "", frozenset[str](), False, 0
    links, written = dict[str, None](), set[str]()
    for name, values, text in _tags(_decoded(data)):
        chars += text
        relations = values.get("rel", "").lower().split()
        href = values.get("href", "")
        if name in {"a", "area"} and "nofollow" not in relations:
            if href and href not in written and len(written) < MOST_LINKS:
                written.add(href)
                links |= {found: None} if (found := canonical(href, base)) is not None else {}
        elif name == "base" and href and base == address:
            base = canonical(href, address) or address
        elif name == "link" and "canonical" in relations and not own:
            own = canonical(href, base) or ""
        elif name == "meta" and values.get("name", "").strip().lower() in {"robots", "lotse"}:
            robots |= directives(values.get("content", ""))
        elif name == "input" and values.get("type", "").lower() == "password":
            password = True
    sign_in = password and chars < SIGN_IN_CHARS
    return Markup(tuple(links), own, "noindex" in robots, "nofollow" in robots, sign_in)


def _decoded(data: bytes) -> str:
    named = _CHARSET.search(data, 0, 2_048)
    try:
        return data.decode("utf-8-sig" if data.startswith(_BOM) or not named else named.group(1).decode(), "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _tags(html: str) -> Iterator[tuple[str, dict[str, str], int]]:
    """Yield (name, attributes, length of the text before it) of each tag; attributes only where they are read."""
    place, text = 0, 0
    while (token := _TOKEN.search(html, place)) is not None:
        comment, opaque, name = token.groups()
        text, place = token.start() - place, token.end()
        if comment:
            place = _after(html, "-->", place)
        elif opaque:
            closing = re.compile(f"</{opaque}\\b", re.I).search(html, place)
            place = closing.end() if closing else len(html)
        else:
            values, place = _attributes(html, place)
            yield name.lower(), values if name.lower() in _READ else {}, text
    yield "", {}, len(html) - place


def _attributes(html: str, place: int) -> tuple[dict[str, str], int]:
    """Return the attributes of the tag that goes on at `place`, the first of each name, and where it ends."""
    found: dict[str, str] = {}
    while True:
        gap = _GAP.match(html, place)
        place = gap.end() if gap else place
        if (match := _ATTRIBUTE.match(html, place)) is not None:
            value = match.group(2) or match.group(3) or match.group(4) or ""
            found.setdefault(match.group(1).lower(), unescape(value))
            place = match.end()
        elif html[place : place + 1] in {"", "<", ">"}:
            return found, place + (html[place : place + 1] == ">")
        else:
            place += 1  # a stray quote or equals sign


def _after(html: str, mark: str, place: int) -> int:
    found = html.find(mark, place)
    return len(html) if found < 0 else found + len(mark)
