"""What every Word document (DOCX) of ours shares: German, described, and the same bytes for the same content."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from api.export.wording import printable

if TYPE_CHECKING:
    from docx.document import Document

LANGUAGE = "de-DE"
_FIXED = (1980, 1, 1, 0, 0, 0)  # of the files inside


def new_document(title: str, on: date) -> "Document":
    """Return an empty document in German with title and day in its properties."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    said = document.core_properties
    said.title, said.author, said.language, said.comments = printable(title), "Lotse", LANGUAGE, ""
    said.created = said.modified = datetime.combine(on, time(), UTC)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    return document


def bytes_of(document: "Document") -> bytes:
    """Return the file with a fixed time on each file inside."""
    packed, again = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _FIXED), old.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
