"""Reads what a web page says of itself: its title, its address, and when it was last changed."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.read.html_tree import find, stated
from ingest.read.outline import plain
from ingest.read.titles import sensible

if TYPE_CHECKING:
    from ingest.read.html_tree import Node, Tree

_BETWEEN = re.compile(r"\s+(?:[|–—-]|::|»|·|•)\s+|\s*\|\s*|:\s+")
_SITE = re.compile(
    r"(?:start(?:seite)?|home(?:page)?|willkommen.*|(?:offizielle .*|die )?(?:(?:hanse|kreis|große kreis|universitäts|\
landeshaupt)?stadt|(?:samt|orts|verbands)?gemeinde|(?:land)?kreis|markt|amt|region|verwaltung) .+)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_CHANGED = ("article:modified_time", "dcterms.modified", "dc.date.modified", "og:updated_time", "last-modified")
_SAYS_CHANGED = re.compile(r"\b(?:stand|aktualisiert|geändert|überarbeitet|änderung)\b", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_FIRST_YEAR = 1990
_TIMES = 200  # a page with more is a calendar


def metas_of(tree: "Tree") -> dict[str, str]:
    """Return what the meta elements say, by name or property in small letters; the first of each counts."""
    found: dict[str, str] = {}
    for node in find(tree, "meta[content]"):
        name = (stated(node, "property") or stated(node, "name") or stated(node, "http-equiv")).lower()
        found.setdefault(name, stated(node, "content"))
    return found


def title_of(tree: "Tree", metas: Mapping[str, str], heading: str) -> str:
    """Return the title without the name of the site: the page's one heading, else what it states; may be empty."""
    site = plain(metas.get("og:site_name", ""))
    inside = next((node.text() for node in find(tree, "head > title")), "")
    candidates = [without_site(sensible(text), site) for text in (heading, metas.get("og:title"), inside)]
    told = [one for one in candidates if one and one != site]
    return next((one for one in told if not _SITE.fullmatch(one)), next(iter(told), ""))


def without_site(title: str, site: str) -> str:
    """Return a title without the part that names the site.

    >>> without_site("Bürgerbus | Stadt Soest", ""), without_site("Soest - Bürgerbus - Antrag", "Soest")
    ('Bürgerbus', 'Bürgerbus - Antrag')
    >>> without_site("Stadt Soest", "")
    'Stadt Soest'
    """
    parts = _BETWEEN.split(title)
    named = [part.casefold() == site.casefold() or bool(_SITE.fullmatch(part)) for part in parts]
    if len(parts) < 2 or all(named):
        return title
    first = next(place for place, is_site in enumerate(named) if not is_site)
    last = next(place for place in range(len(parts), 0, -1) if not named[place - 1])
    ends = [match.span() for match in _BETWEEN.finditer(title)]
    return title[ends[first - 1][1] if first else 0 : ends[last - 1][0] if last < len(parts) else None]


def address_of(tree: "Tree", name: str) -> str | None:
    """Return the address that a page states for itself, None where it states none or one of another site."""
    told = next((stated(node, "href") for node in find(tree, "link[rel=canonical]")), "")
    if not _ADDRESS.fullmatch(told):
        return None
    try:
        own, its = urlsplit(name).hostname, urlsplit(told).hostname
    except ValueError:
        return None
    return told if its and (own is None or own.removeprefix("www.") == its.removeprefix("www.")) else None


def changed_on(scope: "Node | Tree", metas: Mapping[str, str]) -> str | None:
    """Return the day of the last change as the page states it, None where it does not or contradicts itself."""
    for name in _CHANGED:
        if day := _day(metas.get(name, "")):
            return day
    days = {
        day for node in find(scope, "time[datetime]") if _is_of_change(node) and (day := _day(stated(node, "datetime")))
    }
    return days.pop() if len(days) == 1 else None


def _is_of_change(node: "Node") -> bool:
    around = node.parent.text()[:200] if node.parent else ""
    return stated(node, "itemprop") == "dateModified" or bool(_SAYS_CHANGED.search(around))


def _day(text: str) -> str | None:
    match = _DAY.match(text.strip())
    try:
        day = date.fromisoformat(match.group(1)) if match else None
    except ValueError:
        return None
    return day.isoformat() if day and day.year >= _FIRST_YEAR else None
