"""Takes the programs out of office files before any library sees them, and makes documents of templates."""

import io
import re
import zipfile

from ingest.read.archives import opened

_TYPES = "[Content_Types].xml"
_VARIANT = re.compile(
    rb"application/vnd\.(?:ms-(?:word|excel|powerpoint)\.(document|template|sheet|presentation|slideshow)\.macroEnabled"
    rb"(?:\.12|Template)?|openxmlformats-officedocument\.(?:wordprocessingml|spreadsheetml|presentationml)\."
    rb"(template|slideshow))\.main\+xml"
)
_PLAIN = {
    "word/": b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xl/": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "ppt/": b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
_PROGRAM = re.compile(rb"<(?:Default|Override|Relationship)\b[^>]*vba[^>]*/>", re.IGNORECASE)
_PART = re.compile(r"(?:^|/)vba\w+\.(?:bin|xml)(?:\.rels)?$", re.IGNORECASE)


def is_variant(archive: zipfile.ZipFile) -> bool:
    """Return whether an office file is a template, a show or one with macros: libraries open plain documents only."""
    return _TYPES in archive.namelist() and _VARIANT.search(archive.read(_TYPES)) is not None


def plain_document(data: bytes) -> bytes:
    """Return the same office file as a plain document without programs. Raises ArchiveRefused."""
    written = io.BytesIO()
    with opened(data) as archive, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        main = next((kind for folder, kind in _PLAIN.items() if _any_in(folder, archive)), b"")
        for part in archive.infolist():
            if _PART.search(part.filename):
                continue
            content = archive.read(part)
            if part.filename == _TYPES:
                content = _VARIANT.sub(main, _PROGRAM.sub(b"", content))
            elif part.filename.endswith(".rels"):
                content = _PROGRAM.sub(b"", content)
            copy.writestr(part.filename, content)
    return written.getvalue()


def _any_in(folder: str, archive: zipfile.ZipFile) -> bool:
    return any(name.startswith(folder) for name in archive.namelist())
