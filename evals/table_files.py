"""Opens the files in which advisors keep tables: how large they may be, and whether they are of Excel."""

from pathlib import Path

from ingest.read.grids import TableBounds, TableUnreadable

MAX_BYTES = 20_000_000  # of the file, and of all its parts unpacked: a table of 5,000 questions needs about 5 MB
BOUNDS = TableBounds(rows=10_000, columns=100, unpacked_bytes=MAX_BYTES)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


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
