"""Looks at an Excel file from outside before anything unpacks it: what kind it is, and how large it would become."""

import io
import zipfile
import zlib
from pathlib import Path

from knowledge.errors import LotseError

MAX_BYTES = 20_000_000  # of the file, and of all its parts unpacked: a table of 5,000 questions needs about 5 MB
MAX_PARTS = 2_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds a workbook with a password ([MS-OFFCRYPTO])


class TableUnreadable(LotseError):
    """A file cannot be read as a table; the sentence completes "Die Datei …"."""

    code = "table_unreadable"
    exit_code = 2


def read_bounded(file: Path) -> bytes:
    """Return the bytes of a file. Raises TableUnreadable when it is larger than MAX_BYTES or cannot be read."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise TableUnreadable(f"lässt sich nicht lesen ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise TableUnreadable(f"ist größer als {MAX_BYTES // 1_000_000} MB: Teilen Sie die Datei")
    return data


def is_workbook(data: bytes) -> bool:
    """Return whether the bytes are an Excel file, old or new, whatever its name says."""
    return data.startswith((_ZIP, _OLE))


def check_archive(data: bytes) -> None:
    """Raise TableUnreadable unless the bytes are an .xlsx that unpacks to at most MAX_BYTES.

    The sizes come from the directory of the archive; unpacking stops there whatever the parts really hold. No part may
    declare entities, which could grow without bound when they are resolved.
    """
    if data.startswith(_OLE):
        raise TableUnreadable(
            "ist mit einem Kennwort geschützt: Heben Sie den Schutz auf" if _ENCRYPTED in data
            else "hat das alte Format .xls: Speichern Sie sie als .xlsx"
        )  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_BYTES:
                raise TableUnreadable(f"wird entpackt größer als {MAX_BYTES // 1_000_000} MB und wird nicht geöffnet")
            if any(b"<!DOCTYPE" in archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise TableUnreadable("enthält Erklärungen (DOCTYPE), die in eine Tabelle nicht gehören")
    except BROKEN as error:
        raise TableUnreadable("ist keine Excel-Datei oder beschädigt") from error


BROKEN = (
    zipfile.BadZipFile, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, SyntaxError, RuntimeError,
    OSError, EOFError, AssertionError, zlib.error,
)  # fmt: skip  # what unpacking and reading a broken archive raises
