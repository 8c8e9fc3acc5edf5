"""The door to PDFium: opens a PDF, and gives its pages as sheets or as pictures.

PDFium rather than pdfplumber, which brings it: a page takes a seventh to a tenth of the time and half of the memory,
damaged files are repaired as browsers repair them, and how and in which order a text is painted is told, by which
hidden text is known.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ingest.read.pdf_objects import sheet_of
from ingest.read.pdf_sheet import Sheet
from knowledge.errors import DocumentInvalid, Problem

MAX_PAGES = 2_000
_DPI = 300  # of pictures for the recognition of text
_PIXELS = 40_000_000  # of one picture: an A3 page has 17 million
_PASSWORD, _SECURITY = 4, 5  # error codes of PDFium


@dataclass(frozen=True, slots=True)
class PdfFile:
    """An open PDF; `title` is the one its properties state."""

    pages: int
    title: str
    _document: Any

    def sheet(self, number: int) -> Sheet | None:
        """Return page `number`, counted from 1; None when it is broken."""
        with self._page(number) as page:
            return sheet_of(page, number) if page is not None else None

    def picture(self, number: int) -> bytes:
        """Return page `number` as a grey picture in the format PGM, empty when it is broken."""
        with self._page(number) as page:
            if page is None:
                return b""
            width, height = page.get_size()
            scale = min(_DPI / 72, (_PIXELS / max(width * height, 1)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            rows = memoryview(bitmap.buffer).cast("B")
            starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
            pixels = b"".join(bytes(rows[start : start + bitmap.width]) for start in starts)
            head = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
            bitmap.close()
            return head + pixels

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        from pypdfium2 import PdfiumError

        try:
            page = self._document[number - 1]
        except PdfiumError:
            page = None
        try:
            yield page
        finally:
            if page is not None:
                page.close()


@contextmanager
def opened(name: str, data: bytes) -> Iterator[PdfFile]:
    """Open a PDF. Raises DocumentInvalid when it is protected, broken or too long."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise _invalid(name, _reason(getattr(error, "err_code", None), data)) from error
    try:
        pages = len(document)
        if not pages:
            raise _invalid(name, "ist beschädigt und hat keine lesbare Seite: Speichern Sie die PDF neu")
        if pages > MAX_PAGES:
            told = f"hat {pages} Seiten, gelesen werden höchstens {MAX_PAGES}: Teilen Sie die Datei"
            raise _invalid(name, told)
        yield PdfFile(pages, _title(document), document)
    finally:
        document.close()


def _reason(code: int | None, data: bytes) -> str:
    if code == _PASSWORD:
        return "ist mit einem Kennwort geschützt: Heben Sie den Schutz auf, und speichern Sie die PDF neu"
    if code == _SECURITY:
        return "ist auf eine Weise verschlüsselt, die Lotse nicht kennt: Speichern Sie die PDF ohne Schutz"
    if b"%%EOF" not in data[-2_048:]:
        return "ist unvollständig oder beschädigt: Laden oder speichern Sie die PDF noch einmal"
    return "ist beschädigt: Öffnen Sie die PDF, und speichern Sie sie neu"


def _title(document: Any) -> str:
    from pypdfium2 import PdfiumError

    try:
        return str(document.get_metadata_value("Title") or "")
    except (PdfiumError, UnicodeError):
        return ""


def _invalid(name: str, reason: str) -> DocumentInvalid:
    return DocumentInvalid((Problem(name, "Datei", reason),))
