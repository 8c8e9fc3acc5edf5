"""Sixty and more files as they lie in the folders of offices: what is to be read, and what is to be refused and why."""

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from tests.ingest.office_files import (
    SENTENCES,
    as_scan,
    as_table,
    bomb,
    docx,
    in_columns,
    ods,
    odt,
    old_office,
    pdf,
    pptx,
    repacked,
    with_macros,
    with_password,
    xlsx,
)  # fmt: skip

TEXT = "Die Gebühr für den „Bürgerbus“ beträgt 3 €.\n\nÖffnungszeiten: montags bis freitags.\n"
HUGE = 200_000_000  # bytes
DEEP = "/".join(["tief"] * 40)
READ = ""  # instead of a reason

WORD = ("wordprocessingml.document", "word.document", "word")
EXCEL = ("spreadsheetml.sheet", "excel.sheet", "xl")


def mail(html: bool = False, attached: bool = False) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Stadt Köln <post@example.org>", "AW: Förderung für Bürgerbusse"
    message["Date"] = "Mon, 03 Mar 2025 10:00:00 +0100"
    if html:
        message.set_content(f"<html><body><h1>Rufbus</h1><p>{SENTENCES[0]}</p></body></html>", subtype="html")
    else:
        message.set_content(f"Guten Tag,\n\n{SENTENCES[0]}\n\nAm 1.3.2025 schrieb Frau X:\n> Wann fährt er?\n")
    if attached:
        message.add_attachment(docx(), maintype="application", subtype="octet-stream", filename="leitfaden.docx")
    return message.as_bytes()


def csv(delimiter: str, encoding: str) -> bytes:
    lines = [
        "Titel{0}Text{0}Stand",
        'Rufbus{0}"Er fährt{0} täglich.\nAuch sonntags."{0}01.03.2025',
        "Café{0}Offen.{0}2024",
    ]
    return "\n".join(lines).format(delimiter).encode(encoding)


def html(charset: str = "utf-8", hidden: str = "") -> bytes:
    page = (
        f"<!doctype html><html><head><meta charset={charset}><title>Bürgerbus</title></head><body><main><h1>Bürgerbus"
    )
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return f"{page}</h1>{paragraphs}{hidden}</main></body></html>".encode(charset)


def lines(*records: dict[str, str]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def laughing() -> bytes:
    declared = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet/>'
    return repacked(xlsx(), {"xl/worksheets/sheet1.xml": declared})


def template() -> bytes:
    kinds = (b"wordprocessingml.document.main", b"wordprocessingml.template.main")
    return repacked(docx("Bücherei"), {"[Content_Types].xml": lambda old: old.replace(*kinds)})


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    # --- office files ---
    "leitfaden.docx": (docx, READ),
    "bericht.odt": (odt, READ),
    "vortrag.pptx": (pptx, READ),
    "projekte.xlsx": (xlsx, READ),
    "verbunden.xlsx": (partial(xlsx, merged="A2:A3"), READ),
    "formeln.xlsx": (partial(xlsx, (("Titel", "Text"), ("+A1", "@SUM(1) ist nur ein Text."))), READ),
    "vorlage.dotx": (template, READ),
    "makros.docm": (lambda: with_macros(docx("Wochenmarkt"), *WORD), READ),
    "makros.xlsm": (lambda: with_macros(xlsx(), *EXCEL), READ),
    "leer.docx": (bytes, "ist leer"),
    "leere-blaetter.xlsx": (partial(xlsx, ()), "enthält kein Blatt mit Zeilen"),
    "abgeschnitten.docx": (lambda: docx()[:9_000], "ist beschädigt"),
    "verdreht.xlsx": (lambda: repacked(xlsx(), {"xl/workbook.xml": b"<x"}), "ist keine Excel-Datei oder beschädigt"),
    "kennwort.docx": (partial(old_office, "EncryptedPackage"), "ist mit einem Kennwort geschützt"),
    "alt.doc": (partial(old_office, "WordDocument"), "speichern Sie sie als DOCX"),
    "alt.xls": (partial(old_office, "Workbook"), "speichern Sie sie als XLSX"),
    "alt.ppt": (partial(old_office, "PowerPoint Document"), "speichern Sie sie als PPTX"),
    "tabelle.ods": (ods, "Speichern Sie die Datei als XLSX"),
    "brief.rtf": (lambda: b"{\\rtf1\\ansi Guten Tag}", "hat das Format RTF"),
    "bombe.docx": (lambda: bomb(docx(), "word/media/bild.bmp", 60_000_000), "wird entpackt mehr als"),
    "bombe.xlsx": (lambda: bomb(xlsx(), "xl/sharedStrings.xml", 310_000_000), "wird entpackt größer als"),
    "ausbruch.docx": (lambda: repacked(docx(), {"../../etc/passwd": b"x"}), "außerhalb"),
    "lacht.xlsx": (laughing, "enthält Erklärungen (DOCTYPE)"),
    # --- PDF ---
    "spalten.pdf": (partial(pdf, in_columns), READ),
    "tabelle.pdf": (partial(pdf, as_table), READ),
    "scan.pdf": (partial(pdf, as_scan), "Scan"),
    "kennwort.pdf": (with_password, "Kennwort"),
    "kaputt.pdf": (lambda: b"%PDF-1.7\n" + b"\0\xff kaputt" * 500, "besch"),
    "halb.pdf": (lambda: pdf(in_columns)[:700], "besch"),
    # --- texts ---
    "utf-8.txt": (TEXT.encode, READ),
    "mit-marke.txt": (lambda: TEXT.encode("utf-8-sig"), READ),
    "utf-16.txt": (lambda: TEXT.encode("utf-16"), READ),
    "utf-16-ohne-marke.txt": (lambda: TEXT.encode("utf-16-le"), READ),
    "latin-1.txt": (lambda: TEXT.replace("„", '"').replace("“", '"').replace("€", "Euro").encode("latin-1"), READ),
    "windows.txt": (lambda: TEXT.encode("cp1252"), READ),
    "DOS.TXT": (lambda: TEXT.replace("„", '"').replace("“", '"').replace("€", "Euro").encode("cp850"), READ),
    "beschaedigt.txt": (lambda: (TEXT * 5).encode() + b"\xff Ende.", READ),
    "liste.txt": (lambda: b"WAS ZU TUN IST\n\n1. Antrag stellen\n2. Warten\n", READ),
    f"{DEEP}/unten.txt": (TEXT.encode, READ),
    "leer.txt": (bytes, "ist leer"),
    "nur-nullen.txt": (lambda: b"\0" * 1_000, "ist leer"),
    "mit-kopf.md": (lambda: b"---\nid: rufbus\nkind: page\ntitle: Rufbus\n---\n\n" + TEXT.encode(), READ),
    "ohne-kopf.md": (f"# Rufbus\n\n{TEXT}".encode, READ),
    "tabelle.md": (lambda: b"# Orte\n\n| Ort | Zahl |\n|---|---|\n| Soest | 47 |\n", READ),
    "falscher-kopf.md": (lambda: b'---\nid: a\ntitle: "offen\n---\nText.\n', "ist kein gültiges YAML"),
    "seite.html": (partial(html, hidden='<p style="display:none">Nur für Maschinen.</p>'), READ),
    "alte-seite.htm": (partial(html, "iso-8859-1"), READ),
    "verschachtelt.html": (partial(html, hidden="<div>" * 3_000 + "<p>Unten."), "ist zu tief verschachtelt"),
    "nachricht.eml": (mail, READ),
    "nachricht-html.eml": (partial(mail, html=True), READ),
    "mit-anhang.eml": (partial(mail, attached=True), READ),
    # --- tables and records ---
    "semikolon.csv": (partial(csv, ";", "cp1252"), READ),
    "komma.csv": (partial(csv, ",", "utf-8"), READ),
    "tabulator.tsv": (partial(csv, "\t", "utf-8"), READ),
    "aus-excel.csv": (partial(csv, "\t", "utf-16"), READ),
    "nur-kopf.csv": (lambda: b"Titel;Text\n", "enthält keine Datensätze"),
    "offen.csv": (lambda: b'Titel;Text\nA;"offen\nB;b\n', "öffnet ein Anführungszeichen"),
    "daten.jsonl": (lambda: lines({"titel": "Rufbus", "text": TEXT}, {"titel": "Park", "text": "Offen."}), READ),
    "gesetze.jsonl.gz": (lambda: gzip.compress(lines({"_id": "a_p1", "title": "§ 1", "text": TEXT})), READ),
    "kaputt.jsonl": (lambda: lines({"titel": "A", "text": "B"}) + b'{"titel": \n', "ist kein gültiges JSON"),
    "bombe.jsonl.gz": (lambda: gzip.compress(b"{}\n" + b"\n" * 30_000_000, 9), "wird entpackt mehr als"),
    "daten.json": (lambda: b'[\n{"titel": "A"}\n]\n', "JSON Lines"),
    # --- under a wrong name, or none ---
    "word-als.pdf": (partial(docx, "Glasfaser"), READ),
    "pdf-als.docx": (partial(pdf, partial(in_columns, topic="Feuerwehr")), READ),
    "seite-als.txt": (html, READ),
    "text-als.docx": (TEXT.encode, READ),
    "ohne-endung": (partial(pdf, partial(in_columns, topic="Glasfaser")), READ),
    # --- no documents ---
    "bild.png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "ist ein Bild"),
    "film.mp4": (lambda: b"\0\0\0\x20ftypisom" + bytes(100), "Ton- oder Filmdatei"),
    "programm.exe": (lambda: b"MZ" + bytes(200), "ist ein Programm"),
    "archiv.zip": (lambda: archive(a=b"Text", b=archive(c=b"Text")), "ist ein Archiv"),
    "unbekannt.xyz": (lambda: bytes(range(256)) * 8, "weder Text noch ein bekanntes Format"),
    "programm.py": (lambda: b"print('Rufbus')\n", "hat die Endung .py"),
}  # fmt: skip


def write_into(folder: Path) -> dict[str, str]:
    """Write all files, and some that only a file system can hold; return why each is refused, READ for those read."""
    for name, (content, _) in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content())
    expected = {name: reason for name, (_, reason) in FILES.items()}
    with (folder / "riesig.txt").open("wb") as file:
        file.truncate(HUGE)
    expected["riesig.txt"] = "ist 200 MB groß"
    (folder / "verweis.txt").symlink_to("utf-8.txt")
    expected["verweis.txt"] = READ
    (folder / "gesperrt.txt").write_text(TEXT, encoding="utf-8")
    (folder / "gesperrt.txt").chmod(0)
    (folder / "zugeordnet.csv").write_bytes(b"Vorhaben;Was\nRufbus;Er bringt alle zum Bahnhof.\n")
    (folder / "zugeordnet.csv.mapping.yaml").write_bytes(b"columns: {Vorhaben: title, Was: text}\n")
    expected["zugeordnet.csv"] = READ
    expected["gesperrt.txt"] = "lässt sich nicht lesen" if os.geteuid() else READ  # root may read everything
    return expected
