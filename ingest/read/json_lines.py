"""Reads JSON lines, packed or not: each line a document of its own, one after another, whatever their number."""

import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from gzip import BadGzipFile, GzipFile
from itertools import chain
from typing import IO, Protocol, cast

from ingest.read import limits
from ingest.read.extract import Extract
from ingest.read.large import Large
from ingest.read.mapping import NONE, Mapping
from ingest.read.recognition import GZIP
from ingest.read.records import Record, extracts_of
from knowledge.errors import DocumentInvalid, Problem

_CHUNK = 1 << 18  # bytes
_DEPTH = 8  # of objects within objects that are taken apart


class Source(Protocol):
    """What is read piece by piece, from its beginning."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Reads JSON lines; memory: one line of a `large` file. One line that is wrong is named, and ends the file."""

    mapping: Mapping = NONE
    large: Large | None = None

    @property
    def version(self) -> str:
        return f"json-lines-1-{self.mapping.digest}"

    def mapped(self, mapping: Mapping) -> "JsonLines":
        """Return the reader that follows a mapping."""
        return replace(self, mapping=mapping)

    def of(self, large: Large) -> "JsonLines":
        """Return the reader that reads a file on disk, whatever bytes it is given."""
        return replace(self, large=large)

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        size, first = (self.large.size, self.large.head(2)) if self.large else (len(data), data[:2])
        with self.large.opened() if self.large else io.BytesIO(data) as source:
            chunks = _chunks(name, source, size, packed=first == GZIP)
            yield from extracts_of(name, _records(name, chunks), self.mapping)


READER = JsonLines()


def _records(name: str, chunks: Iterator[bytes]) -> Iterator[Record]:
    for number, line in _lines(name, chunks):
        if not line.strip(b"\xef\xbb\xbf \t\r"):
            continue
        place = f"Zeile {number}"
        try:
            found = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise _invalid(name, place, "ist kein gültiges JSON in UTF-8") from error
        if not isinstance(found, dict):
            raise _invalid(name, place, "muss ein Datensatz in geschweiften Klammern sein")
        yield Record(place, dict(_flat("", found, _DEPTH)))


def _invalid(name: str, place: str, reason: str) -> DocumentInvalid:
    return DocumentInvalid((Problem(name, place, reason),))


def _lines(name: str, chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not empty, with their numbers. Raises DocumentInvalid for one above RECORD_BYTES."""
    number, rest = 0, b""
    for chunk in chain(chunks, [b"\n"]):
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        yield from ((number + n, line) for n, line in enumerate(lines, start=1) if line)
        number += len(lines)
        if len(rest) > limits.RECORD_BYTES:
            raise _invalid(name, f"Zeile {number + 1}", f"ist länger als {limits.RECORD_BYTES // limits.MB} MB")


def _chunks(name: str, source: Source, size: int, *, packed: bool) -> Iterator[bytes]:
    """Yield the unpacked content in pieces. Raises DocumentInvalid for a broken archive and for a bomb."""
    most = limits.RATIO_FROM_BYTES + limits.RATIO * size
    unpacked = 0
    content: Source = GzipFile(fileobj=cast("IO[bytes]", source), mode="rb") if packed else source
    while chunk := _read(name, content):
        unpacked += len(chunk)
        if unpacked > most:
            raise _invalid(name, "Datei", f"wird entpackt mehr als {limits.RATIO}-mal so groß und wird nicht gelesen")
        yield chunk


def _read(name: str, source: Source) -> bytes:
    try:
        return source.read(_CHUNK)
    except (BadGzipFile, EOFError, zlib.error) as error:
        raise _invalid(name, "Datei", "ist ein beschädigtes Archiv (GZIP): Übertragen Sie sie noch einmal") from error


def _flat(path: str, found: dict[str, object], depth: int) -> Iterator[tuple[str, str]]:
    """Yield each value as text with its path: `adresse.ort`."""
    for key, value in found.items():
        place = f"{path}.{key}" if path else key
        if isinstance(value, dict) and depth:
            yield from _flat(place, value, depth - 1)
        elif isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
            yield place, "; ".join(map(_said, value))
        elif value is not None:
            yield place, _said(value)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
