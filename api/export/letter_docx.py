"""A drafted letter as a Word document (DOCX): marked as a draft in its header, sources with links at the end."""

from datetime import date
from typing import TYPE_CHECKING

from api.export.docx_file import bytes_of, new_document
from api.export.letter_page import (
    MARKING,
    NOTE,
    SOURCES,
    TITLE,
    LetterPage,
    LetterPart,
    addresses,
    lines_of,
    source_text,
)
from api.export.wording import printable
from assistant.people.cited import CitedSource

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_LINK_COLOUR = "0B5394"


def letter_docx(page: LetterPage, on: date) -> bytes:
    """Return the letter of a day as a document; the same letter gives the same bytes."""
    document = new_document(TITLE, on)
    document.sections[0].header.paragraphs[0].text = f"{MARKING} – {on:%d.%m.%Y}"
    document.add_heading(TITLE, 1)
    for line in lines_of(page.salutation):
        document.add_paragraph(printable(line))
    for part in page.parts:
        _part(document, part)
    for line in lines_of(page.closing):
        document.add_paragraph(printable(line)).paragraph_format.space_before = _points(12)
    if page.sources:
        document.add_heading(SOURCES, 2)
    for source in page.sources:
        _source(document, source)
    return bytes_of(document)


def _part(document: "Document", part: LetterPart) -> None:
    document.add_heading(printable(part.question), 2)
    for line in lines_of(part.text):
        document.add_paragraph(printable(line))
    if part.note:
        document.add_paragraph().add_run(printable(f"{NOTE}: {part.note}")).italic = True


def _source(document: "Document", source: CitedSource) -> None:
    paragraph = document.add_paragraph(printable(f"[{source.n}] {source_text(source)}"))
    for url in addresses(source):
        paragraph.add_run().add_break()
        _link(paragraph, printable(url))


def _link(paragraph: "Paragraph", url: str) -> None:
    """Add a link; python-docx reads links but has no way to write one."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(url)
    run.font.underline, run.font.color.rgb = True, RGBColor.from_string(_LINK_COLOUR)
    link.append(run._r)
    paragraph._p.append(link)


def _points(size: int) -> int:
    from docx.shared import Pt

    return Pt(size)
