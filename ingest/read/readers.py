"""Finds the reader of a file, and sees to it that whatever it holds ends as extracts or as a named problem."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module

from ingest.read import limits
from ingest.read.archives import ArchiveRefused
from ingest.read.encodings import storable
from ingest.read.extract import Extract, Reader
from ingest.read.formats import READERS, RECORDS, Format, suffix_of
from ingest.read.large import Large
from ingest.read.limits import refuse_above
from ingest.read.macros import plain_document
from ingest.read.mapping import SUFFIX, read_mapping
from ingest.read.recognition import Recognised, recognise, refused
from ingest.split import Block, Section
from knowledge.errors import DocumentInvalid

MACROS_NOTE = "Die Datei enthält Makros. Sie wurden nicht ausgeführt; gelesen wurde nur der Text."
_TEXTS = frozenset({Format.MARKDOWN, Format.TEXT, Format.CSV, Format.HTML})
_log = logging.getLogger(__name__)


def reader_of(
    name: str, data: bytes, media_type: str | None = None, mapping: bytes | None = None, *, ocr: bool = False,
    large: Large | None = None,
) -> Reader:  # fmt: skip
    """Return the reader for `data`, the content of file `name`, by content first, then by name and `media_type`.

    `mapping` is the content of the file beside a table (see mapping.py); other readers do not mind it. With `ocr` the
    text of scans is recognised, where the program for that is installed. Of a `large` file, JSON lines, `data` is the
    beginning.
    A wrong name and macros are noted in the first extract. What the reader raises is DocumentInvalid, whatever was
    wrong. Raises DocumentInvalid, too, for what nothing reads, with what to do.
    """
    found = recognise(name, data, media_type)
    if found.format is not Format.JSON_LINES:
        refuse_above(limits.TEXT_BYTES if found.format in _TEXTS else limits.FILE_BYTES, name, len(data))
    reader = import_module(READERS[found.format]).READER
    if ocr and found.format is Format.PDF:
        reader = reader.reading_scans()
    if mapping is not None and found.format in RECORDS:
        reader = reader.mapped(read_mapping(name + SUFFIX, mapping))
    return _Guarded(found, reader.of(large) if large else reader)


@dataclass(frozen=True, slots=True)
class _Guarded:
    """A reader that names every failure, hands on no more than may be held in memory, and nothing no database takes."""

    found: Recognised
    reader: Reader

    @property
    def version(self) -> str:
        return self.reader.version

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        notes = self._notes(name)
        try:
            if self.found.variant:
                data = plain_document(data)
            for extract in _bounded(name, self.reader.read(name, data), endless=self.found.format is Format.JSON_LINES):
                yield replace(extract, notes=(*notes, *extract.notes))
                notes = ()
        except DocumentInvalid:
            raise
        except ArchiveRefused as error:
            raise refused(name, str(error)) from error
        except MemoryError as error:
            raise refused(name, "braucht zum Lesen zu viel Speicher: Teilen Sie die Datei") from error
        except Exception as error:  # the libraries raise whatever a broken file leads them to
            _log.warning("file_unreadable format=%s error=%s", self.found.format.name, type(error).__name__)
            raise refused(name, _damaged(self.found.format)) from error

    def _notes(self, name: str) -> tuple[str, ...]:
        wrong = f"Die Endung {suffix_of(name)} passt nicht zum Inhalt: gelesen als {self.found.format}."
        return (*((wrong,) if self.found.promised else ()), *((MACROS_NOTE,) if self.found.macros else ()))


def _damaged(kind: Format) -> str:
    return f"ist als {kind} nicht lesbar, wohl beschädigt: Öffnen Sie sie mit ihrem Programm, und speichern Sie sie neu"


def _bounded(name: str, extracts: Iterator[Extract], *, endless: bool) -> Iterator[Extract]:
    """Yield the extracts, fit to be stored. Raises DocumentInvalid when they become too much text."""
    chars = blocks = 0
    for extract in extracts:
        chars += sum(len(block.text) for section in extract.sections for block in section.blocks)
        chars += sum(map(len, extract.hidden))
        blocks += sum(len(section.blocks) for section in extract.sections)
        if (chars > limits.TEXT_CHARS or blocks > limits.BLOCKS) and not endless:
            most = f"{limits.TEXT_CHARS:,} Zeichen oder {limits.BLOCKS:,} Absätze und Zellen".replace(",", ".")
            raise refused(name, f"enthält mehr als {most}: Teilen Sie die Datei")
        yield _storable(extract)


def _storable(extract: Extract) -> Extract:
    sections = tuple(
        Section(tuple(map(storable, section.headings)), tuple(map(_storable_block, section.blocks)))
        for section in extract.sections
    )
    hidden, notes = tuple(map(storable, extract.hidden)), tuple(map(storable, extract.notes))
    told = {field: storable(value) if isinstance(value, str) else value for field, value in extract.told.items()}
    return replace(extract, title=storable(extract.title), sections=sections, told=told, hidden=hidden, notes=notes)


def _storable_block(block: Block) -> Block:
    text = storable(block.text)
    return block if text == block.text else replace(block, text=text, markers=())
