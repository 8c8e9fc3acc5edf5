"""Decodes a web page: by its byte order mark, by what it says of itself, else as UTF-8 or Windows-1252."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STATED = re.compile(rb"""<(?:meta|\\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})""", re.I)
_LOOKED_AT = 4_096  # bytes of the beginning in which a page says how it is written
_AS_BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}


def decoded(data: bytes) -> str:
    r"""Return the text of a page; what cannot be decoded is replaced.

    >>> decoded("<p>Bürgerbüro</p>".encode("cp1252")), decoded(b'<meta charset="latin1"><p>5 \x80')
    ('<p>Bürgerbüro</p>', '<meta charset="latin1"><p>5 €')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_stated(data) or "cp1252", errors="replace")


def _stated(data: bytes) -> str | None:
    """Return the encoding that a page states, None for one that is unknown or that its bytes disprove."""
    match = _STATED.search(data[:_LOOKED_AT])
    name = match.group(1).decode().lower() if match else ""
    try:
        known = codecs.lookup(_AS_BROWSERS.get(name, name))
    except LookupError:
        return None
    return None if known.name.startswith(("utf", "base64", "hex", "rot")) or not known._is_text_encoding else known.name
