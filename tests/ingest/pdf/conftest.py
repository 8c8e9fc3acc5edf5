"""Small PDFs drawn by hand, and what is read from them."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.read.extract import Extract
from ingest.read.pdf import READER, PdfReader

Draw = Callable[[Canvas], None]
Drawn = Callable[..., bytes]
Read = Callable[..., Extract]
Lines = Callable[..., Draw]


@pytest.fixture(scope="session")
def drawn() -> Callable[..., bytes]:
    """Return a PDF with a page for each function that draws one."""

    def draw(*pages: Draw, size: tuple[float, float] = A4, **options: object) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=size, **options)
        for page in pages:
            page(canvas)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    return draw


@pytest.fixture(scope="session")
def read() -> Callable[..., Extract]:
    """Return what is read from a PDF."""

    def reading(data: bytes, name: str = "bericht.pdf", reader: PdfReader = READER) -> Extract:
        (extract,) = reader.read(name, data)
        return extract

    return reading


@pytest.fixture(scope="session")
def lines() -> Callable[..., Draw]:
    """Return a function that draws lines from the top, each with its size and whether it is bold."""

    def drawing(*told: str | tuple[str, float, bool], top: float = 780, left: float = 70) -> Draw:
        def draw(canvas: Canvas) -> None:
            y = top
            for one in told:
                text, size, bold = (one, 10.0, False) if isinstance(one, str) else one
                y -= size * 1.3 if text else 8
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
                canvas.drawString(left, y, text)

        return draw

    return drawing
