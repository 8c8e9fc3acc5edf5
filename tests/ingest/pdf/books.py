"""Books of numbered sentences as PDFs of different programs; each tells on which page a sentence began."""

import io
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

from tests.ingest.pdf.typeset import Typeset, amounts_in, rows, sentences


@dataclass(frozen=True)
class Book:
    """A PDF, and the page on which the sentence with each amount began."""

    data: bytes
    pages: dict[str, int]


def by_typesetter(columns: int, chapters: int, start: int) -> Book:
    """Return a book with columns, hyphens, running heads, lists and ruled tables."""
    sheet = Typeset(columns, size=10 if columns < 3 else 9)
    said = sentences(chapters * 16, start)
    for chapter in range(1, chapters + 1):
        sheet.heading(f"{chapter}. Förderung im Jahr {2000 + chapter}")
        sheet.paragraph(*(next(said) for _ in range(5)))
        for _ in range(3):
            sheet.paragraph(next(said), mark="•")
        sheet.heading("Mittel", 12)
        sheet.table(rows(start + chapter))
        sheet.paragraph(*(next(said) for _ in range(8)))
    return Book(sheet.data(), sheet.pages)


def by_platypus(chapters: int, start: int) -> Book:
    """Return a book in two columns as reportlab's own layout makes it."""
    pages: dict[str, int] = {}

    class Recorded(Paragraph):  # type: ignore[misc]
        """A paragraph that notes on which page each of its lines was drawn."""

        def draw(self) -> None:
            lines = [line[1] if isinstance(line, tuple) else [w.text for w in line.words] for line in self.blPara.lines]
            for amount in amounts_in(" ".join(word for line in lines for word in line)):
                pages.setdefault(amount, self.canv.getPageNumber())
            super().draw()

    out, styles, story = io.BytesIO(), getSampleStyleSheet(), []
    said = sentences(chapters * 14, start)
    for chapter in range(1, chapters + 1):
        story.append(Recorded(f"Abschnitt {chapter}", styles["Heading1"]))
        for _ in range(2):
            story.append(Recorded(" ".join(next(said) for _ in range(7)), styles["BodyText"]))
        cells = [[first, Recorded(second, styles["BodyText"])] for first, second in rows(start + chapter)]
        story.append(Table(cells, colWidths=[100, 100], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    height = A4[1]
    frames = [Frame(50 + n * 255, 60, 240, height - 120, 0, 0, 0, 0) for n in range(2)]
    document = BaseDocTemplate(out, pagesize=A4, title="Microsoft Word - bericht.doc")
    document.addPageTemplates(PageTemplate("two", frames, onPage=_running))
    document.build(story)
    return Book(out.getvalue(), pages)


def _running(canvas: object, document: object) -> None:
    canvas.drawString(50, 800, "Jahresbericht der Förderung")  # type: ignore[attr-defined]
    canvas.drawCentredString(300, 30, f"- {document.page} -")  # type: ignore[attr-defined]


def by_chromium(browser: Browser, chapters: int, start: int) -> Book:
    """Return a book as a browser prints it: justified, in two columns, with head and foot."""
    tab = browser.new_page()
    tab.set_content(web_page(chapters, start, "columns: 2; text-align: justify; hyphens: auto"))
    foot = '<span style="font-size: 8px">Seite <span class="pageNumber"></span></span>'
    margins: Any = {"top": "2cm", "bottom": "2cm", "left": "2cm", "right": "2cm"}
    data = tab.pdf(
        format="A4", display_header_footer=True, header_template="<i></i>", footer_template=foot, margin=margins
    )
    tab.close()
    return Book(data, told_by_poppler(data))


def by_libreoffice(folder: Path, chapters: int, start: int) -> Book:
    """Return a book as LibreOffice writes it."""
    source = folder / "buch.html"
    source.write_text(web_page(chapters, start, ""), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    soffice = shutil.which("soffice") or ""
    command = [soffice, profile, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    data = (folder / "buch.pdf").read_bytes()
    return Book(data, told_by_poppler(data))


def web_page(chapters: int, start: int, style: str) -> str:
    """Return the book as HTML."""
    said = sentences(chapters * 13, start)
    body = ""
    for chapter in range(1, chapters + 1):
        items = "".join(f"<li>{escape(next(said))}</li>" for _ in range(3))
        first, second = (escape(" ".join(next(said) for _ in range(5))) for _ in range(2))
        cells = "".join(f"<tr><td>{first}</td><td>{second}</td></tr>" for first, second in rows(start + chapter))
        table = f"<table border='1' cellspacing='0'>{cells}</table>"
        body += f"<h2>Kapitel {chapter}</h2><p>{first}</p><ul>{items}</ul>{table}<p>{second}</p>"
    sheet = f"body {{ font: 11pt 'DejaVu Serif', serif; {style} }}"
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Buch</title><style>{sheet}</style></head>'
        f"<body>{body}</body></html>"
    )


def told_by_poppler(data: bytes) -> dict[str, int]:
    """Return the page of each sentence, by its amount, as another program finds it."""
    program = shutil.which("pdftotext") or ""
    done = subprocess.run([program, "-raw", "-", "-"], input=data, check=True, capture_output=True, timeout=60)
    text = re.sub(r"Seite \d+", "", done.stdout.decode())  # the foot may stand within a sentence
    found = re.finditer(r"(?:Mit\s+)?(\d\d\.\d{3})\s+Euro", text)
    return {one[1]: 1 + text.count("\f", 0, one.start()) for one in found}
