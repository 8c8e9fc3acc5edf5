"""Decides what a file is: by its content first, then by its name and what a server said of it."""

import re
import zlib
from contextlib import suppress
from dataclasses import dataclass, replace

from ingest.errors import NothingReads
from ingest.read import archives
from ingest.read.encodings import beginning
from ingest.read.foreign import ARCHIVE, NO_DOCUMENTS, foreign
from ingest.read.formats import SUFFIXES, Format, expected, suffix_of
from ingest.read.macros import is_variant
from ingest.read.text_formats import shown_by
from knowledge.errors import DocumentInvalid, Problem

GZIP = b"\x1f\x8b"
_HEAD = 16_384  # bytes in which a format shows
_WITHIN = 1_024  # bytes: a PDF may begin with something else
_PARTS = {
    "word/document.xml": Format.WORD,
    "ppt/presentation.xml": Format.SLIDES,
    "xl/workbook.xml": Format.WORKBOOK,
}
_OTHER_PARTS = {
    "xl/workbook.bin": "hat das Format XLSB: Speichern Sie die Datei als XLSX",
    "META-INF/container.xml": "ist ein E-Book (EPUB): Speichern Sie den Text als DOCX oder PDF",
}
_BLANK = re.compile(rb"[\0 \t\r\n]*+")
_KIND = "mimetype"  # the part of an OpenDocument file that says what it is
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OTHER_OPEN_DOCUMENTS = {
    b"spreadsheet": "hat das Format ODS: Speichern Sie die Datei als XLSX",
    b"presentation": "hat das Format ODP: Speichern Sie die Datei als PPTX",
    b"graphics": "hat das Format ODG: Speichern Sie die Datei als PDF",
}
_OTHER_SORT = "hat ein Format von OpenDocument, das Lotse nicht liest: Speichern Sie die Datei als ODT"
_TYPED = frozenset({Format.MARKDOWN, Format.CSV, Format.TEXT})  # what only its name tells apart


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is, whether it has macros or is a variant (macros.py), and what its name promised instead."""

    format: Format
    macros: bool = False
    variant: bool = False
    promised: str | None = None


def recognise(name: str, data: bytes, media_type: str | None) -> Recognised:
    """Return what the bytes of file `name` are. Raises DocumentInvalid, with what to do, for what nothing reads.

    That is NothingReads, unless the name is one of a document: then people wait for it.
    """
    suffix = suffix_of(name)
    try:
        found = _recognised(name, data, media_type)
    except NothingReads as error:
        if suffix in SUFFIXES:
            raise DocumentInvalid(error.problems) from error
        raise
    return replace(found, promised=suffix if SUFFIXES.get(suffix, found.format) is not found.format else None)


def _recognised(name: str, data: bytes, media_type: str | None) -> Recognised:
    if _BLANK.fullmatch(data):
        raise refused(name, "ist leer: Prüfen Sie, ob sie richtig gespeichert oder übertragen wurde")
    if data.startswith(archives.ZIP):
        return _in_archive(name, data)
    return Recognised(by_first_bytes(name, data) or _in_text(name, data, media_type))


def refused(name: str, reason: str) -> DocumentInvalid:
    """Return the error that says why a document is left out."""
    return DocumentInvalid((Problem(name, "Datei", reason),))


def unread(name: str, reason: str) -> NothingReads:
    """Return the error that says why a file is passed over: it is no document at all."""
    return NothingReads((Problem(name, "Datei", reason),))


def by_first_bytes(name: str, data: bytes) -> Format | None:
    """Return the format that the first bytes show, None for a text or ZIP. Raises DocumentInvalid for foreign ones."""
    if b"%PDF-" in data[:_WITHIN]:
        return Format.PDF
    if data.startswith(GZIP):
        return _in_gzip(name, data)
    if reason := foreign(data):
        raise (unread if reason in NO_DOCUMENTS else refused)(name, reason)
    return None


def _in_gzip(name: str, data: bytes) -> Format:
    with suppress(OSError, EOFError, zlib.error):
        first = zlib.decompressobj(wbits=31).decompress(data[:_HEAD], _HEAD)
        if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return Format.JSON_LINES
        raise unread(name, ARCHIVE)
    raise refused(name, "ist ein beschädigtes Archiv (GZIP): Übertragen Sie die Datei noch einmal")


def _in_archive(name: str, data: bytes) -> Recognised:
    try:
        with archives.opened(data) as archive:
            names = set(archive.namelist())
            found = _format_of_parts(name, names, archive.read(_KIND) if _KIND in names else b"")
            archives.refuse_declarations(archive)
            return Recognised(found, archives.has_macros(archive), is_variant(archive))
    except archives.ArchiveRefused as error:
        raise refused(name, str(error)) from error


def _format_of_parts(name: str, names: set[str], kind: bytes) -> Format:
    if found := next((kept for part, kept in _PARTS.items() if part in names), None):
        return found
    if reason := next((reason for part, reason in _OTHER_PARTS.items() if part in names), None):
        raise refused(name, reason)
    if kind.startswith(_OPEN_DOCUMENT + b"text"):
        return Format.OPEN_TEXT
    if kind.startswith(_OPEN_DOCUMENT):
        sorts = _OTHER_OPEN_DOCUMENTS.items()
        reason = next((reason for sort, reason in sorts if kind.startswith(_OPEN_DOCUMENT + sort)), _OTHER_SORT)
        raise refused(name, reason)
    raise unread(name, ARCHIVE)


def _in_text(name: str, data: bytes, media_type: str | None) -> Format:
    promised = expected(name, media_type)
    text = beginning(data, _HEAD)
    if text is None and promised:
        raise refused(name, f"ist keine lesbare {promised}-Datei, wohl beschädigt: Übertragen Sie sie noch einmal")
    if text is None:
        raise unread(name, "ist weder Text noch ein bekanntes Format: Speichern Sie den Inhalt als DOCX, PDF oder TXT")
    if shown := shown_by(name, text, promised):
        return shown
    if promised in _TYPED:
        return promised
    suffix = suffix_of(name)
    if promised or not suffix or (media_type or "").startswith("text/plain"):
        return Format.TEXT  # a text under the name of another format is a text
    raise unread(name, f"hat die Endung {suffix}, die Lotse nicht kennt: Speichern Sie den Text als DOCX, PDF oder TXT")
