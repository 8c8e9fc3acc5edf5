"""Says on which pages of its file something stands, as people write it, and leads there."""

import re

_PDF = re.compile(r"https?://[^?#]*\.pdf", re.IGNORECASE)


def pages_named(page: int | None, last_page: int | None) -> str:
    """Return the pages in German short form, empty where a file has none.

    >>> pages_named(12, 12), pages_named(12, 13), pages_named(None, None)
    ('S. 12', 'S. 12–13', '')
    """
    if page is None:
        return ""
    return f"S. {page}" if last_page is None or last_page <= page else f"S. {page}–{last_page}"


def at_page(url: str | None, page: int | None) -> str | None:
    """Return the address of a PDF opened at a page; another address stays as it is.

    >>> at_page("https://example.org/plan.pdf", 12), at_page("https://example.org/", 12)
    ('https://example.org/plan.pdf#page=12', 'https://example.org/')
    """
    return f"{url}#page={page}" if url and page and _PDF.fullmatch(url) else url
