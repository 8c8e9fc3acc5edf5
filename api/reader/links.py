"""Addresses of the passage reader."""

from urllib.parse import quote as escaped

from api.reader.marking import QUOTE_CHARS


def path_to(document_id: str, passage_id: str = "", quote: str = "") -> str:
    """Return the address of a document, at a passage and with a quote marked where these are given.

    >>> path_to("leit-x", "leit-x~12", "Ein Satz.")
    '/documents/leit-x?quote=Ein%20Satz.#p=leit-x~12'
    """
    asked = f"?quote={escaped(quote, safe='')}" if 0 < len(quote) <= QUOTE_CHARS else ""
    return f"/documents/{escaped(document_id, safe='')}{asked}" + (f"#p={escaped(passage_id)}" if passage_id else "")
