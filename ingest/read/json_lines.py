"""Reads JSON lines, packed or not: each line a document of its own, one after another, whatever their number."""

import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from gzip import GzipFile

from ingest.read import limits
from ingest.read.extract import Extract
from ingest.read.mapping import NONE, Mapping
from ingest.read.recognition import GZIP
from ingest.read.records import Record, extracts_of
from knowledge.errors import DocumentInvalid, Problem

_CHUNK = 1 << 20  # bytes
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
    for number, line in enumerate(_lines(name, data), start=1):
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
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


def _lines(name: str, data: bytes) -> Iterator[bytes]:
    """Yield the lines. Raises DocumentInvalid for a line above limits.RECORD_BYTES and for what grows like a bomb."""
    source = GzipFile(fileobj=io.BytesIO(data)) if data.startswith(GZIP) else io.BytesIO(data)
    most = limits.RATIO_FROM_BYTES + limits.RATIO * len(data)
    number = unpacked = 0
    with source:
        while True:
            try:
                line = source.readline(limits.RECORD_BYTES + 1)
            except (OSError, EOFError, zlib.error) as error:
                raise _invalid(
                    name, "Datei", "ist ein beschädigtes Archiv (GZIP): Übertragen Sie sie noch einmal"
                ) from error
            if not line:
                return
            number, unpacked = number + 1, unpacked + len(line)
            if len(line) > limits.RECORD_BYTES:
                raise _invalid(name, f"Zeile {number}", f"ist länger als {limits.RECORD_BYTES // limits.MB} MB")
            if unpacked > most:
                raise _invalid(
                    name, "Datei", f"wird entpackt mehr als {limits.RATIO}-mal so groß und wird nicht gelesen"
                )
            yield line


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
