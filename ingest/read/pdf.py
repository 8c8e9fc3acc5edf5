"""Reads a PDF: text in reading order under its headings, rows of tables, and the page on which each stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.read.extract import Extract
from ingest.read.ocr import installed
from ingest.read.outline import Heading, sections_of
from ingest.read.pdf_columns import flows_of
from ingest.read.pdf_file import opened
from ingest.read.pdf_furniture import PagePieces, without_furniture
from ingest.read.pdf_joining import Joining, counted
from ingest.read.pdf_outline import FOOTNOTES, PageFlows, pieces_of
from ingest.read.pdf_pages import ReadPage, Recognising, pages_of
from ingest.read.pdf_paragraphs import look_of
from ingest.read.pdf_problems import notes_of, refuse_without_text
from ingest.read.titles import sensible, title_from
from ingest.split import Block


@dataclass(frozen=True, slots=True)
class PdfReader:
    """Reads PDFs; with `recognising` also scans, else these are named as such."""

    recognising: Recognising | None = None

    @property
    def version(self) -> str:
        """Name and number; another one where scans are read, too."""
        return "pdf-1" if self.recognising is None else "pdf-1+ocr"

    def reading_scans(self) -> "PdfReader":
        """Return a reader that recognises the text of scans, where the program for that is installed."""
        return PdfReader(installed())

    def read(self, name: str, data: bytes) -> Iterator[Extract]:
        """Yield the document. Raises DocumentInvalid for what is protected, broken, too long, or has no text."""
        with opened(name, data) as file:
            stated, pages = file.title, list(pages_of(file, self.recognising))
        refuse_without_text(name, pages)
        pieces = _in_order(pages)
        title = _title(stated, pieces) or title_from(name)
        unseen = tuple(page.unseen for page in pages if page.unseen)
        yield Extract(title, sections_of(pieces, title), hidden=unseen, notes=notes_of(pages))


READER = PdfReader()
_ADDRESS = re.compile(r"(?:about|https?|file):\S+$")  # what browsers state as title


def _in_order(pages: Sequence[ReadPage]) -> list[Heading | Block]:
    """Return headings and blocks of the whole document in reading order."""
    kept = without_furniture([PagePieces(page.number, page.height, page.pieces) for page in pages])
    joining = Joining(counted(piece.text for pieces in kept.values() for piece in pieces))
    flows = [PageFlows(page.number, page.height, tuple(flows_of([*kept[page.number], *page.tables]))) for page in pages]
    look = look_of(flow for page in flows for flow in page.flows)
    return list(pieces_of(flows, look, joining))


def _title(stated: str, pieces: Sequence[Heading | Block]) -> str:
    """Return the stated title, where a person gave it, else the one heading that stands above all others."""
    if (title := sensible(stated)) and not _ADDRESS.match(title):
        return title
    headings = [piece for piece in pieces if isinstance(piece, Heading) and piece.text != FOOTNOTES]
    highest = min((heading.level for heading in headings), default=0)
    above = [heading.text for heading in headings if heading.level == highest]
    return above[0] if len(above) == 1 else ""
