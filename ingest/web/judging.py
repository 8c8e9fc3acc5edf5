"""What an answer means for a page. Pure."""

import hashlib
from dataclasses import replace

from ingest.web.canonical import canonical
from ingest.web.fetching import Answer
from ingest.web.listings import Listed, Listing, listing_of
from ingest.web.markup import Markup, markup_of
from ingest.web.pages import Had, Outcome, Page, State
from ingest.web.robots import directives

LISTED, FEED, BROKEN, MORE, DEEPER = "listed", "feed", "broken", "more", "deeper"  # marks of a crawl
DOWN = frozenset({429, 502, 503, 504})  # there is no website at this moment
HTML = frozenset({"text/html", "application/xhtml+xml"})
_XML = frozenset({"application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_PACKED = frozenset({"application/gzip", "application/x-gzip", "application/octet-stream"})
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCUMENTS = HTML | {
    "application/pdf", "text/plain", "text/csv", "text/markdown", "application/vnd.oasis.opendocument.text",
    f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}presentationml.presentation", f"{_OFFICE}spreadsheetml.sheet",
}  # fmt: skip
_SUFFIXES = (".pdf", ".docx", ".odt", ".pptx", ".xlsx", ".csv", ".txt", ".md")
_BOM = b"\xef\xbb\xbf"


def wanted(page: Page, answer: Answer) -> bool:
    """Return whether the body of an answer is worth reading."""
    kind = answer.media_type
    if page.role == "list" and kind in _XML | _PACKED | {"text/plain", ""}:
        return True
    named = kind in {"", "application/octet-stream"} and page.address.partition("?")[0].lower().endswith(_SUFFIXES)
    return kind in DOCUMENTS or named


def judged(page: Page, answer: Answer) -> Outcome:
    """Return what became of a page; addresses in it are canonical, but not checked against any scope."""
    status = answer.status
    if status == 304:
        marks = _marks_of(page, page.target) if page.found is State.LIST else frozenset[str]()
        return Outcome(page.found, page.target, links=page.links, marks=marks, confirmed=True)
    if 200 <= status < 300:
        return _content(page, answer) if wanted(page, answer) else Outcome(State.OTHER)
    if 300 <= status < 400:
        return _redirect(page, answer)
    if status in {404, 410}:
        return Outcome(State.GONE)
    if status == 401:
        return Outcome(State.LOCKED)
    return replace(kept(page, f"Der Server antwortet mit Status {status}."), failed=status in DOWN)


def kept(page: Page, reason: str, *further: Listed) -> Outcome:
    """Return that a page cannot be had now: what it linked to when it was last had is looked at all the same."""
    return Outcome(State.KEPT, page.target, reason, links=(*page.links, *further))


def _redirect(page: Page, answer: Answer) -> Outcome:
    target = canonical(answer.headers.get("location", ""), page.address) if "location" in answer.headers else None
    if target is None:
        return kept(page, f"Die Weiterleitung (Status {answer.status}) nennt kein Ziel.")
    if target == page.address:
        return kept(page, "Die Seite leitet auf sich selbst weiter.")
    if answer.status not in {301, 308} and page.stood:
        return kept(page, f"Die Seite leitet vorübergehend auf {target} weiter.", Listed(target))
    return Outcome(State.MOVED, target)


def _content(page: Page, answer: Answer) -> Outcome:
    if page.role == "list" and (listing := listing_of(answer.body)) is not None:
        return _list(page, answer, listing)
    kind = answer.media_type
    data = answer.body if not kind.startswith("text/") else marked(answer.body, answer.headers.get("content-type", ""))
    had = _had(answer, data)
    markup = markup_of(data, page.address) if kind in HTML else Markup()
    wishes = directives(answer.headers.get("x-robots-tag", ""))
    links = () if markup.nofollow or "nofollow" in wishes else tuple(map(Listed, markup.links))
    outcome = Outcome(State.PAGE, links=links, had=had)
    if markup.sign_in:
        return replace(outcome, state=State.LOCKED, links=())
    if markup.noindex or "noindex" in wishes:
        return replace(outcome, state=State.NOINDEX)
    if markup.canonical and markup.canonical != page.address:
        return replace(outcome, state=State.ALIAS, target=markup.canonical)
    return outcome


def _list(page: Page, answer: Answer, listing: Listing) -> Outcome:
    found = ((canonical(one.address, page.address), one.changed) for one in listing.entries)
    had = _had(answer, answer.body)
    if not listing.whole:  # to be read anew next time, whatever the server says of it
        had = replace(had, etag="", modified="")
    marks = _marks_of(page, listing.kind) | (frozenset() if listing.whole else {BROKEN})
    links = tuple(Listed(address, changed) for address, changed in found if address)
    return Outcome(State.LIST, listing.kind, links=links, had=replace(had, data=None), marks=marks)


def _marks_of(page: Page, kind: str) -> frozenset[str]:
    """Return what a list means for the crawl: as the start it names all pages, and a feed has only the newest."""
    return frozenset(({LISTED} if page.depth == 0 else set()) | ({FEED} if kind == FEED else set()))


def _had(answer: Answer, data: bytes) -> Had:
    etag, modified = answer.headers.get("etag", "")[:500], answer.headers.get("last-modified", "")[:60]
    return Had(hashlib.sha256(data).hexdigest(), answer.media_type[:120], etag, modified, data)


def marked(body: bytes, content_type: str) -> bytes:
    r"""Return a text so that its readers know its encoding: as UTF-8 with a mark where the server names a charset.

    A charset that does not fit the text changes nothing.

    >>> marked("Bürgeramt".encode("latin-1"), "text/html; charset=ISO-8859-1") == "\ufeffBürgeramt".encode()
    True
    >>> marked("Bürgeramt".encode("latin-1"), "text/html; charset=utf-8") == "Bürgeramt".encode("latin-1")
    True
    """
    _, named, charset = content_type.lower().partition("charset=")
    if not named or body.startswith((_BOM, b"\xff\xfe", b"\xfe\xff")):
        return body
    name = charset.partition(";")[0].strip(" \"'")
    try:
        return _BOM + body.decode("cp1252" if name in {"iso-8859-1", "latin1", "us-ascii"} else name).encode()
    except (LookupError, ValueError):
        return body
