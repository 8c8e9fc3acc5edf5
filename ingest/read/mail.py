"""Reads mails (EML): what their author wrote, without what was quoted and the signature; attachments are only named."""

import email
import re
from collections.abc import Iterable, Iterator
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from importlib import import_module
from itertools import islice, takewhile

from ingest.read.encodings import decoded
from ingest.read.extract import Extract
from ingest.read.formats import READERS, Format
from ingest.read.outline import plain, sections_of
from ingest.read.plain import name_as_title, paragraphs
from ingest.read.recognition import refused
from ingest.split import Block, Section

_PARTS = 200  # of a mail: more are not read
_REPLY = re.compile(r"^\s*(?:(?:re|aw|wg|fw|fwd|antw)\s*:\s*)+", re.IGNORECASE)
_HISTORY = re.compile(
    r"^\s*(?:-{2,}\s*(?:ursprüngliche nachricht|original message|weitergeleitete nachricht|forwarded message)\b.*"
    r"|(?:am|on)\b.{5,200}\b(?:schrieb|wrote)\b.{0,200}:\s*|_{20,}\s*)$",
    re.IGNORECASE,
)
_HEAD_OF_HISTORY = re.compile(r"^\s*\*?(?:von|from):\*?\s.+", re.IGNORECASE)
_SENT = re.compile(r"^\s*\*?(?:gesendet|datum|sent|date):\*?\s", re.IGNORECASE)


class Mail:
    """Reads one mail; the plain text of its author, or the HTML where there is none."""

    version = "mail-1"

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        message = email.message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        parts = list(islice(_walk(message), _PARTS))
        title = plain(_REPLY.sub("", _header(message, "Subject"))) or name_as_title(name)
        body = _body(name, parts)
        if not body.sections:
            raise refused(name, "enthält keinen Text außer Anhängen und älteren Nachrichten")
        sender = plain(parseaddr(_header(message, "From"))[0])
        said = (Section((), (Block("", f"Absender: {sender}"),)),) if sender else ()
        day = _day(message)
        told, notes = {"as_of": day} if day else {}, (*body.notes, *_notes(parts))
        yield Extract(title, (*said, *body.sections), told, body.hidden, notes)


READER = Mail()


def _walk(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the mail and its parts, but not those of mails within it."""
    yield message
    if message.get_content_maintype() == "multipart":
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from _walk(part)


def _header(message: EmailMessage, field: str) -> str:
    """Return a header, empty where it is missing or cannot be understood."""
    try:
        return str(message[field] or "")
    except (ValueError, LookupError, TypeError, AttributeError):  # what the library raises for broken ones
        return ""


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def _body(name: str, parts: list[EmailMessage]) -> Extract:
    """Return the text, of several parts all; the HTML only where no plain text says anything."""
    written = "\n\n".join(_text(part) for part in parts if _is(part, "text/plain"))
    if sections := sections_of(paragraphs(own_words(written))):
        return Extract("", sections)
    reader = import_module(READERS[Format.HTML]).READER
    pages = (_text(part).encode("utf-8-sig") for part in parts if _is(part, "text/html"))  # whatever a page says
    found: list[Extract] = [extract for page in pages for extract in reader.read(name, page)]
    return Extract(
        "",
        tuple(_own(section for extract in found for section in extract.sections)),
        hidden=tuple(text for extract in found for text in extract.hidden),
        notes=tuple(note for extract in found for note in extract.notes),
    )


def _own(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections up to the mail that was answered."""
    for section in sections:
        kept = tuple(takewhile(lambda block: not _HISTORY.match(block.text), section.blocks))
        if kept:
            yield Section(section.headings, kept)
        if len(kept) < len(section.blocks):
            return


def _is(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == kind and not _is_attached(part)


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):  # a charset that is unknown, or not the one it says
        found = decoded(content)
        return found.text if found else ""


def own_words(text: str) -> str:
    r"""Return what the author of a mail wrote: without the signature and the mails that were answered.

    >>> own_words("Guten Tag,\n> Wann?\nam Montag.\n-- \nStadt Soest")
    'Guten Tag,\nam Montag.'
    """
    kept: list[str] = []
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        quoted = _HISTORY.match(line) or (_HEAD_OF_HISTORY.match(line) and _SENT.match(following))
        if line.rstrip("\r") in ("-- ", "--") or quoted:
            break
        if not line.startswith(">"):
            kept.append(line)
    return "\n".join(kept).strip()


def _notes(parts: list[EmailMessage]) -> Iterator[str]:
    names = []
    for part in parts[1:]:
        if part.get_content_type() == "message/rfc822":
            names.append("weitergeleitete Nachricht")
        elif _is_attached(part):
            names.append(plain(part.get_filename() or "ohne Namen"))
    if names:
        yield f"Anhänge werden nicht gelesen: {', '.join(names)}. Nehmen Sie sie als eigene Dateien auf."
