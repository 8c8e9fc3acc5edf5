"""Tells by their first lines what texts are: web pages, mails, JSON lines, Markdown with a head. Pure."""

import json
import re

from ingest.errors import NothingReads
from ingest.read.formats import Format
from knowledge.errors import DocumentInvalid, Problem

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SVG = re.compile(r"<(?:!doctype\s+)?svg\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|table|span|a|br)\b[^>]*>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n[A-Za-z_]+:")
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]*):")
_MAIL_FIELDS = frozenset({"from", "date", "subject", "message-id", "received", "mime-version", "to", "return-path"})
_TELLING = 3  # fields of a mail's head: a text may begin with one or two by chance


def shown_by(name: str, text: str, promised: Format | None) -> Format | None:
    """Return the format that the beginning of a text shows, None when only its name can tell.

    Raises DocumentInvalid for texts that nothing reads, such as pictures in SVG.
    """
    tag = _first_tag(text)
    if _SVG.match(tag):
        raise NothingReads((Problem(name, "Datei", "ist ein Bild: Lotse liest nur Text. Schreiben Sie den Text ab"),))
    if _HTML.match(tag) or (promised is Format.HTML and _TAG.search(text)):
        return Format.HTML
    if _FRONT_MATTER.match(text):
        return Format.MARKDOWN
    if text.startswith("From ") and _is_mail(text.partition("\n")[2]):
        raise _refused(name, "ist ein ganzes Postfach (MBOX): Speichern Sie die Nachrichten einzeln als EML")
    return Format.MAIL if _is_mail(text) else _json(name, text, promised)


def _first_tag(text: str) -> str:
    """Return the text from its first tag on: behind the declaration of XML and comments."""
    start = text.lstrip()
    while start.startswith(("<?xml", "<!--")):
        start = start.partition("?>" if start.startswith("<?xml") else "-->")[2].lstrip()
    return start


def _refused(name: str, reason: str) -> DocumentInvalid:
    return DocumentInvalid((Problem(name, "Datei", reason),))


def _is_mail(text: str) -> bool:
    """Return whether a text begins with the head of a mail (RFC 5322)."""
    fields = set()
    for line in text.splitlines():
        field = _FIELD.match(line)
        if not field and not line.startswith((" ", "\t")):
            break
        fields |= {field[1].lower()} if field else set()
    return len(fields & _MAIL_FIELDS) >= _TELLING


def _json(name: str, text: str, promised: Format | None) -> Format | None:
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        return None
    if promised is Format.JSON_LINES and start.startswith("{"):
        return Format.JSON_LINES  # its first line may be longer than what is looked at
    try:
        first = json.loads(start.splitlines()[0])
    except (ValueError, RecursionError):
        first = None
    if isinstance(first, dict):
        return Format.JSON_LINES
    if promised is None and name.lower().endswith(".json"):
        raise _refused(name, "ist eine JSON-Datei: Speichern Sie sie als JSON Lines (.jsonl), je Zeile einen Datensatz")
    return None
