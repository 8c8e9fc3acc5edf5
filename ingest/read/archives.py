"""Looks at a ZIP file before anything unpacks it: what it holds, and whether it would grow or escape."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ingest.read import limits
from knowledge.errors import LotseError

ZIP = b"PK\x03\x04"
BROKEN = (
    zipfile.BadZipFile, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, SyntaxError, RuntimeError,
    OSError, EOFError, AssertionError, zlib.error,
)  # fmt: skip  # what unpacking and reading a broken archive raises
_END = b"PK\x05\x06"  # begins the last record of an archive; how many parts there are stands 10 bytes further
_DECLARATION = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ENCRYPTED = 0x1  # flag of a part
_MACROS = re.compile(r"(?:^|/)vba\w+\.(?:bin|xml)(?:\.rels)?$|^Basic/", re.IGNORECASE)


class ArchiveRefused(LotseError):
    """An archive is broken or dangerous; the sentence completes "Die Datei …"."""

    code = "archive_refused"
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much an archive may hold: bytes unpacked, and parts."""

    unpacked_bytes: int = limits.UNPACKED_BYTES
    parts: int = limits.PARTS


@contextmanager
def opened(data: bytes, bounds: Bounds = Bounds()) -> Iterator[zipfile.ZipFile]:
    """Give the archive in `data`, looked at. Raises ArchiveRefused, also for what fails while it is used.

    The sizes come from the directory of the archive; unpacking stops there whatever the parts really hold.
    """
    try:
        if _parts_told(data) > bounds.parts:
            raise ArchiveRefused("besteht aus zu vielen Teilen und wird nicht geöffnet")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_dangerous(archive.infolist(), bounds)
            yield archive
    except BROKEN as error:
        raise ArchiveRefused("ist beschädigt: Öffnen Sie sie mit ihrem Programm, und speichern Sie sie neu") from error


def _parts_told(data: bytes) -> int:
    place = data.rfind(_END)
    return int.from_bytes(data[place + 10 : place + 12], "little") if place >= 0 else 0


def _refuse_dangerous(parts: list[zipfile.ZipInfo], bounds: Bounds) -> None:
    size, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    most = bounds.unpacked_bytes
    if size > most or (size > limits.RATIO_FROM_BYTES and size > limits.RATIO * packed):
        told = f"größer als {most // limits.MB} MB" if size > most else f"mehr als {limits.RATIO}-mal so groß"
        raise ArchiveRefused(f"wird entpackt {told} und wird nicht geöffnet")
    if len(parts) > bounds.parts:  # the last record may tell a lie
        raise ArchiveRefused("besteht aus zu vielen Teilen und wird nicht geöffnet")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise ArchiveRefused("ist mit einem Kennwort geschützt: Heben Sie den Schutz auf")
    if any(".." in re.split(r"[/\\]", part.filename) or part.filename.startswith(("/", "\\")) for part in parts):
        raise ArchiveRefused("enthält Teile, die außerhalb liegen wollen (..), und wird nicht geöffnet")


def refuse_declarations(archive: zipfile.ZipFile) -> None:
    """Raise ArchiveRefused when a part declares entities, which could grow without bound when they are resolved."""
    for part in archive.infolist():
        if not part.filename.endswith((".xml", ".rels")):
            continue
        content = archive.read(part)
        if any(declaration in content for declaration in _DECLARATION):
            raise ArchiveRefused("enthält Erklärungen (DOCTYPE), die in eine Office-Datei nicht gehören")


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Return whether an office file brings programs along."""
    return any(map(_MACROS.search, archive.namelist()))
