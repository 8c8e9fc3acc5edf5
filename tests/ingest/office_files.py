"""Makes office files and PDFs as people make them, with the libraries that write them."""

import io
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

SENTENCES = (
    "Der Rufbus verbindet seit Mai 2025 alle Ortsteile mit dem Bahnhof.",
    "Die Fahrt kostet 3 Euro und wird über die App oder am Telefon bestellt.",
    "Für Menschen mit Schwerbehinderung ist die Fahrt kostenfrei.",
)
TOPICS: dict[str, tuple[str, ...]] = {  # texts that differ: what nearly repeats another file is held for an editor
    "Rufbus": SENTENCES,
    "Bücherei": (
        "Die Stadtbücherei leiht neben Büchern auch Werkzeuge und Messgeräte für die Heizung aus.",
        "Wer unter achtzehn ist, zahlt keine Jahresgebühr und bekommt den Ausweis sofort.",
        "Samstags erklären Ehrenamtliche, wie man elektronische Zeitungen auf das Telefon lädt.",
    ),
    "Hallenbad": (
        "Im Hallenbad misst ein Fühler stündlich, wie viel Chlor und Wärme das Becken verliert.",
        "Seit der Sanierung deckt eine Folie nachts das Wasser ab und spart ein Drittel Gas.",
        "Schulen melden ihre Schwimmstunden über ein Formular der Kreisverwaltung an.",
    ),
    "Glasfaser": (
        "Der Zweckverband verlegt Leerrohre, sobald eine Straße ohnehin geöffnet werden muss.",
        "Eigentümerinnen erhalten den Hausanschluss im Ausbaujahr ohne eigene Kosten.",
        "Auf der Karte im Rathaus sieht jedes Dorf, wann seine Bagger kommen.",
    ),
    "Feuerwehr": (
        "Freiwillige geben in der App an, ob sie binnen fünf Minuten am Gerätehaus sein können.",
        "Die Leitstelle alarmiert danach Nachbarwehren, bevor die erste Staffel ausrückt.",
        "Übungen am Modell des Ortskerns zeigen, wo Hydranten hinter Hecken verschwinden.",
    ),
    "Wochenmarkt": (
        "Händler buchen ihren Stand auf dem Wochenmarkt bis Dienstagabend am Bildschirm.",
        "Strom rechnet die Marktmeisterin nach Kilowattstunden statt nach Pauschalen ab.",
        "Ein Zähler am Eingang zeigt, dass donnerstags mehr Menschen einkaufen als sonnabends.",
    ),
}
ROWS = (("Ort", "Einwohner", "Förderquote"), ("Soest", "47.000", "80 %"), ("Lippstadt", "68.000", "75 %"))


def saved(save: Callable[[Any], object]) -> bytes:
    """Return what a library writes into a file."""
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def docx(topic: str = "Rufbus") -> bytes:
    from docx import Document

    document = Document()
    document.add_heading(f"Leitfaden {topic}", 0)
    document.add_heading("Betrieb", 1)
    for sentence in TOPICS[topic]:
        document.add_paragraph(sentence)
    for step in ("Antrag stellen", "Bescheid abwarten"):
        document.add_paragraph(step, style="List Number")
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return saved(document.save)


def odt() -> bytes:
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Bericht Rufbus"))
    for sentence in SENTENCES:
        document.text.addElement(P(text=sentence))
    return saved(document.write)


def ods() -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet

    return saved(OpenDocumentSpreadsheet().write)


def pptx() -> bytes:
    from pptx import Presentation

    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text = "Vortrag Rufbus"
    slide.placeholders[1].text = "\n".join(SENTENCES)
    return saved(slides.save)


def xlsx(rows: Sequence[Sequence[Any]] = ROWS, merged: str = "") -> bytes:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Projekte"
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    return saved(workbook.save)


def pdf(draw: Callable[[Any], object], **options: Any) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    def save(file: Any) -> None:
        canvas = Canvas(file, **options)
        draw(canvas)
        canvas.showPage()
        canvas.save()

    return saved(save)


def in_columns(canvas: Any, topic: str = "Hallenbad") -> None:
    """Draw a heading and two columns of text."""
    text = textwrap.wrap(" ".join(" ".join(TOPICS[topic]) for _ in range(5)), 45)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(50, 780, f"{topic} in zwei Spalten")
    canvas.setFont("Helvetica", 10)
    half = -(-len(text) // 2)
    for left, lines in ((50, text[:half]), (310, text[half:])):
        for place, line in enumerate(lines):
            canvas.drawString(left, 740 - 14 * place, line)


def as_table(canvas: Any) -> None:
    """Draw a table with lines around its cells."""
    from reportlab.platypus import Table

    table = Table([list(row) for row in ROWS], style=[("GRID", (0, 0), (-1, -1), 1, "black")])
    table.wrapOn(canvas, 400, 400)
    table.drawOn(canvas, 50, 650)
    canvas.drawString(50, 780, "Die Tabelle zeigt, wie viel gefördert wird.")


def as_scan(canvas: Any) -> None:
    """Draw a picture and nothing else."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (600, 800), 240)), 0, 0, 595, 842)


def with_password() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return pdf(in_columns, encrypt=StandardEncryption("geheim", ownerPassword="noch geheimer"))


def repacked(data: bytes, changed: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """Return an office file with some parts changed or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *changed]):
            content = changed.get(name)
            new.writestr(name, content(old.read(name)) if callable(content) else content or old.read(name))
    return file.getvalue()


def with_macros(data: bytes, plain: str, kind: str, folder: str) -> bytes:
    """Return an office file as its program saves it with macros."""
    main = f"application/vnd.openxmlformats-officedocument.{plain}.main+xml".encode()
    macro = f"application/vnd.ms-{kind}.macroEnabled.main+xml".encode()
    return repacked(
        data,
        {
            "[Content_Types].xml": lambda old: old.replace(main, macro),
            f"{folder}/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Attribute VB_Name" * 20,
        },
    )


def bomb(data: bytes, part: str, size: int) -> bytes:
    """Return an office file with a part that becomes `size` bytes when it is unpacked."""
    return repacked(data, {part: b"\0" * size})


def old_office(stream: str) -> bytes:
    """Return the head of an OLE file in whose directory a stream stands ([MS-CFB])."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 504
        + "Root Entry".encode("utf-16-le")
        + stream.encode("utf-16-le")
    )
