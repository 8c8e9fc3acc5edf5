"""Reads JSON lines, packed or not: each line a document of its own, one after another, whatever their number."""

import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from gzip import GzipFile
from itertools import chain

from ingest.read import limits
from ingest.read.extract import Extract
from ingest.read.mapping import NONE, Mapping
from ingest.read.recognition import GZIP
from ingest.read.records import Record, extracts_of
from knowledge.errors import DocumentInvalid, Problem

_CHUNK = 1 << 18  # bytes
_DEPTH = 8  # of objects within objects that are taken apart


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Reads JSON lines; memory: the file as it is, and one line. One line that is wrong is named, and ends the file."""

    mapping: Mapping = NONE

    @property
    def version(self) -> str:
        return f"json-lines-1-{self.mapping.digest}"

    def mapped(self, mapping: Mapping) -> "JsonLines":
        """Return the reader that follows a mapping."""
        return JsonLines(mapping)

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        yield from extracts_of(name, _records(name, data), self.mapping)


READER = JsonLines()


def _records(name: str, data: bytes) -> Iterator[Record]:
    for number, line in _lines(name, data):
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


def _lines(name: str, data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not empty, with their numbers. Raises DocumentInvalid for one above RECORD_BYTES."""
    number, rest = 0, b""
    for chunk in chain(_chunks(name, data), [b"\n"]):
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        yield from ((number + n, line) for n, line in enumerate(lines, start=1) if line)
        number += len(lines)
        if len(rest) > limits.RECORD_BYTES:
            raise _invalid(name, f"Zeile {number + 1}", f"ist länger als {limits.RECORD_BYTES // limits.MB} MB")


def _chunks(name: str, data: bytes) -> Iterator[bytes]:
    """Yield the unpacked content in pieces. Raises DocumentInvalid for a broken archive and for a bomb."""
    most = limits.RATIO_FROM_BYTES + limits.RATIO * len(data)
    unpacked = 0
    packed = data.startswith(GZIP)
    with GzipFile(fileobj=io.BytesIO(data)) if packed else io.BytesIO(data) as source:
        while chunk := _read(name, source):
            unpacked += len(chunk)
            if unpacked > most:
                raise _invalid(
                    name, "Datei", f"wird entpackt mehr als {limits.RATIO}-mal so groß und wird nicht gelesen"
                )
            yield chunk


def _read(name: str, source: io.BufferedIOBase) -> bytes:
    try:
        return source.read(_CHUNK)
    except (OSError, EOFError, zlib.error) as error:
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
