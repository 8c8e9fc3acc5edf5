"""Reads Markdown: with a head (front matter) as a document of ours, without one as an ordinary document.

Markers `[1]` point to the document's sources; they leave the text here and stay with their sentence.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from ingest.heads import checked_head
from ingest.read.encodings import decoded
from ingest.read.extract import Extract
from ingest.read.markdown_text import markdown_sections
from ingest.read.plain import name_as_title, notes_of
from ingest.split import Block, Section, split
from knowledge.documents import Document
from knowledge.errors import DocumentInvalid, Problem

READER_VERSION = "markdown-2"  # part of every digest: a reader that reads differently re-reads all
_HEAD = re.compile(r"\A\ufeff?---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(name: str, data: bytes) -> Document:
    """Return the document with a head in `data`. Raises DocumentInvalid naming `name`, field and reason."""
    try:
        text = data.decode("utf-8").replace("\x00", "")
    except UnicodeDecodeError as error:
        raise _invalid(name, "Datei", f"ist kein UTF-8-Text (Byte {error.start})") from error
    head = _HEAD.match(text)
    if head is None:
        raise _invalid(name, "Kopf", "fehlt: die Datei muss mit einem Kopf zwischen zwei Zeilen --- beginnen")
    meta = checked_head(name, _values(name, head.group(1)))
    sections = list(markdown_sections(text[head.end() :]))
    used = {n for section in sections for block in section.blocks for _, n in block.markers}
    if unknown := sorted(n for n in used if not 1 <= n <= len(meta.sources)):
        reason = f"Marke [{unknown[0]}] hat keine Quelle ({len(meta.sources)} Quellen im Kopf)"
        raise _invalid(name, "sources", reason)
    passages = split(meta, sections)
    if not passages:
        raise _invalid(name, "Text", "ist leer")
    return Document(meta, hashlib.sha256(READER_VERSION.encode() + data).hexdigest(), passages)


class Markdown:
    """Reads Markdown files, in any encoding that German offices have written."""

    version = READER_VERSION

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        found = decoded(data)
        if found is None:
            raise _invalid(name, "Datei", "ist kein lesbarer Text: Speichern Sie sie als Text in UTF-8")
        text = found.text.replace("\x00", "")
        head = _HEAD.match(text)
        extract = _ordinary(name, text) if head is None else _headed(name, head.group(1), text[head.end() :])
        if not extract.sections:
            raise _invalid(name, "Text", "ist leer")
        yield replace(extract, notes=notes_of(found))


READER = Markdown()


def _headed(name: str, head: str, body: str) -> Extract:
    values = _values(name, head)
    sections = tuple(markdown_sections(body))
    checked = checked_head(name, {"id": "neu", "kind": "page", "title": _title(sections, name)} | values)
    return Extract(checked.title, sections, told=values)


def _ordinary(name: str, text: str) -> Extract:
    """Return a document without a head: its first heading is its title, a number in brackets is no source of it."""
    end = text.rfind("-->") + 3  # behind it nothing closes a comment, and looking for it would take long
    hidden = tuple(" ".join(comment.split()) for comment in _COMMENT.findall(text, 0, end))
    sections = tuple(markdown_sections(_COMMENT.sub("", text[:end]) + text[end:]))
    title = _title(sections, name)
    return Extract(
        title,
        tuple(
            Section(section.headings[section.headings[:1] == (title,) :], tuple(map(_unmarked, section.blocks)))
            for section in sections
        ),
        hidden=tuple(filter(None, hidden)),
    )


def _unmarked(block: Block) -> Block:
    return replace(block, markers=())


def _title(sections: tuple[Section, ...], name: str) -> str:
    return next((section.headings[0] for section in sections if section.headings), name_as_title(name))


def _invalid(name: str, field: str, reason: str) -> DocumentInvalid:
    return DocumentInvalid((Problem(name, field, reason),))


def _values(name: str, head: str) -> dict[str, object]:
    try:
        values = yaml.load(head, Loader=_SAFE_LOADER)  # noqa: S506 - it is the safe one, in C where there is one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _invalid(name, "Kopf", f"ist kein gültiges YAML (Zeile {mark.line + 2 if mark else '?'})") from error
    except ValueError as error:  # a date such as 2024-13-45 that YAML itself resolves
        raise _invalid(name, "Kopf", "enthält ein ungültiges Datum") from error
    if not isinstance(values, dict):
        raise _invalid(name, "Kopf", "muss aus Zeilen der Form Feld: Wert bestehen")
    return values
