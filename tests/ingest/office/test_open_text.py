"""What an editor can count on when an OpenDocument text is brought in."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from odf import dc, table, text
from odf.opendocument import OpenDocumentText

from ingest.read.extract import Extract, Reader
from ingest.read.open_text import READER
from ingest.read.word import READER as WORD
from knowledge.errors import DocumentInvalid

Only = Callable[[Reader, str, bytes], Extract]
Lines = Callable[[Extract], list[str]]


def saved(document: OpenDocumentText) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_content(data: bytes, change: Callable[[bytes], bytes], part: str = "content.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return file.getvalue()


def text_of(inside: str, styles: str = "") -> bytes:
    """Make a text whose body and automatic styles are written out."""
    document = OpenDocumentText()
    document.text.addElement(text.P(text="HIER"))

    def change(content: bytes) -> bytes:
        written = content.decode().replace("<text:p>HIER</text:p>", inside)
        styled = written.replace(
            "<office:automatic-styles/>", f"<office:automatic-styles>{styles}</office:automatic-styles>"
        )
        spaces = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
        return styled.replace("<office:document-content", f"<office:document-content {spaces}", 1).encode()

    return with_content(saved(document), change)


def looking(name: str, family: str, properties: str) -> str:
    return f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'


@pytest.fixture(scope="module")
def guide() -> bytes:
    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text="Leitfaden Bürgerbus"))
    numbered = text.ListStyle(name="Schritte")
    numbered.addElement(text.ListLevelStyleNumber(level="1", numformat="1", numsuffix="."))
    numbered.addElement(text.ListLevelStyleNumber(level="2", numformat="a", numsuffix=")"))
    document.automaticstyles.addElement(numbered)
    document.text.addElement(text.H(outlinelevel=1, text="Vorbereitung"))
    paragraph = text.P(text="Die Gemeinde prüft ")
    paragraph.addElement(text.A(href="https://example.org", text="zuerst"))
    paragraph.addElement(text.S(c=2))
    paragraph.addText("den Bedarf.")
    document.text.addElement(paragraph)
    steps = text.List(stylename=numbered)
    for step in ("Bedarf erheben", "Verein gründen"):
        item = text.ListItem()
        item.addElement(text.P(text=step))
        steps.addElement(item)
    inner = text.List()
    for part in ("Satzung", "Vorstand"):
        item = text.ListItem()
        item.addElement(text.P(text=part))
        inner.addElement(item)
    steps.childNodes[-1].addElement(inner)
    document.text.addElement(steps)
    document.text.addElement(text.H(outlinelevel=2, text="Kosten"))
    costs = table.Table()
    for row in (("Posten", "Betrag", "Träger"), ("Fahrzeug", "60.000 €", "Land")):
        line = table.TableRow()
        for cell_text in row:
            cell = table.TableCell()
            cell.addElement(text.P(text=cell_text))
            line.addElement(cell)
        line.addElement(table.TableCell(numbercolumnsrepeated=16_000))
        costs.addElement(line)
    costs.addElement(table.TableRow(numberrowsrepeated=1_000_000))
    document.text.addElement(costs)
    return saved(document)


def test_headings_steps_and_tables_are_read_in_order_and_rows_name_their_columns(
    guide: bytes, only: Only, lines: Lines
) -> None:
    extract = only(READER, "leitfaden.odt", guide)
    assert extract.title == "Leitfaden Bürgerbus"
    assert lines(extract) == [
        "# Vorbereitung",
        "Die Gemeinde prüft zuerst den Bedarf.",
        "1. Bedarf erheben",
        "2. Verein gründen",
        "a) Satzung",
        "b) Vorstand",
        "# Vorbereitung › Kosten",
        "| Posten: Fahrzeug; Betrag: 60.000 €; Träger: Land",
    ]


def test_what_nobody_sees_is_told_apart_and_never_read_as_text(only: Only, lines: Lines) -> None:
    styles = (
        looking("weg", "text", '<style:text-properties text:display="none"/>')
        + looking("weiss", "text", '<style:text-properties fo:color="#ffffff"/>')
        + looking("klein", "paragraph", '<style:text-properties fo:font-size="1pt"/>')
    )
    inside = """<text:p>Sichtbar.<text:span text:style-name="weg">Versteckt.</text:span> Auch
        <text:span text:style-name="weiss">Weiß.</text:span>sichtbar.</text:p>
        <text:p text:style-name="klein">Winzig.</text:p>
        <text:section text:name="s" text:display="none"><text:p>Ein ganzer Bereich.</text:p></text:section>"""
    extract = only(READER, "a.odt", text_of(inside, styles))
    assert lines(extract) == ["# ", "Sichtbar. Auch sichtbar."]
    assert extract.hidden == ("Versteckt.Weiß.", "Winzig.", "Ein ganzer Bereich.")


def test_white_text_on_a_dark_cell_is_seen(only: Only, lines: Lines) -> None:
    styles = looking("dunkel", "table-cell", '<style:table-cell-properties fo:background-color="#003366"/>') + looking(
        "weiss", "paragraph", '<style:text-properties fo:color="#ffffff"/>'
    )
    names = "".join(
        '<table:table-cell table:style-name="dunkel">'
        f'<text:p text:style-name="weiss">{name}</text:p></table:table-cell>'
        for name in ("Gebühr", "Betrag")
    )
    values = "".join(f"<table:table-cell><text:p>{value}</text:p></table:table-cell>" for value in ("Ausweis", "37 €"))
    inside = f"""<table:table><table:table-header-rows><table:table-row>{names}</table:table-row>
        </table:table-header-rows><table:table-row>{values}</table:table-row></table:table>"""
    extract = only(READER, "a.odt", text_of(inside, styles))
    assert (lines(extract), extract.hidden) == (["# ", "| Gebühr: Ausweis; Betrag: 37 €"], ())


def test_deleted_text_comments_and_contents_are_left_out_and_the_report_says_so(only: Only, lines: Lines) -> None:
    inside = """<text:tracked-changes><text:changed-region><text:deletion><text:p>Alte Frist.</text:p></text:deletion>
        </text:changed-region></text:tracked-changes>
        <text:table-of-content text:name="i"><text:index-body><text:p>Frist 3</text:p></text:index-body>
        </text:table-of-content><text:p>Die Frist endet
        am 1. Juni.<office:annotation><text:p>Stimmt das?</text:p></office:annotation></text:p>"""
    extract = only(READER, "a.odt", text_of(inside))
    assert lines(extract) == ["# ", "Die Frist endet am 1. Juni."]
    assert extract.notes == (
        "Text, der in der Überarbeitung gelöscht ist, wurde nicht übernommen.",
        "1 Kommentar wurde nicht übernommen.",
    )


def test_text_boxes_and_footnotes_follow_the_paragraph_they_hang_on(only: Only, lines: Lines) -> None:
    inside = """<text:p>Gebühr<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
        <text:note-body><text:p>Ermäßigt 2 Euro.</text:p></text:note-body></text:note> 4 Euro<draw:frame><draw:text-box>
        <text:p>Barzahlung</text:p></draw:text-box></draw:frame>.</text:p>
        <draw:frame><draw:text-box><text:p>Am Rand</text:p></draw:text-box></draw:frame>"""
    assert lines(only(READER, "a.odt", text_of(inside))) == [
        "# ",
        "Gebühr 4 Euro.",
        "Barzahlung",
        "Fußnote 1: Ermäßigt 2 Euro.",
        "Am Rand",
    ]


def test_merged_cells_are_said_in_each_row_they_reach(only: Only, lines: Lines) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(inside: str, attributes: str = "") -> str:
        return f"<table:table-cell {attributes}><text:p>{inside}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    inside = "<table:table>" + "".join((
        row(cell("Linie"), cell("Takt"), cell("Träger")),
        row(cell("C5"), cell("60 Minuten"), cell("RLG", 'table:number-rows-spanned="2"')),
        row(cell("C6", 'table:number-columns-spanned="2"'), covered, covered),
    )) + "</table:table>"  # fmt: skip
    assert lines(only(READER, "a.odt", text_of(inside))) == [
        "# ",
        "| Linie: C5; Takt: 60 Minuten; Träger: RLG",
        "| Linie: C6; Takt: C6; Träger: RLG",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        lambda guide: guide[: len(guide) // 2],
        lambda guide: b"",
        lambda guide: with_content(guide, lambda content: content[:600]),
        lambda guide: text_of("<text:section>" * 50_000 + "</text:section>" * 50_000),
        lambda guide: saved(OpenDocumentText()),
    ],
    ids=["half", "nothing", "half inside", "50,000 deep", "no text"],
)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(guide: bytes, broken: Callable[[bytes], bytes]) -> None:
    with pytest.raises(DocumentInvalid, match=r"^amt/plan\.odt: (Datei|Text): (lässt sich nicht|ist )"):
        list(READER.read("amt/plan.odt", broken(guide)))


def test_a_file_behind_a_password_is_named_as_such(guide: bytes) -> None:
    def locked(manifest: bytes) -> bytes:
        return manifest.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")

    with pytest.raises(DocumentInvalid, match="mit einem Kennwort"):
        list(READER.read("a.odt", with_content(guide, locked, "META-INF/manifest.xml")))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Make a Word document, and have LibreOffice write the same as OpenDocument text."""
    office_program = shutil.which("soffice")
    if office_program is None:
        pytest.skip("no LibreOffice")
    document = docx.Document()
    document.add_heading("Leitfaden Bürgerbus", 0)
    document.add_heading("Vorbereitung", 1)
    for step in ("Bedarf erheben", "Verein gründen"):
        document.add_paragraph(step, style="List Number")
    document.add_paragraph("Satzung", style="List Bullet").add_run("Versteckt.").font.hidden = True
    rows = [["Posten", "Betrag", "Träger"], ["Fahrzeug", "60.000 €", "Land"], ["Fahrten", "2 €", ""]]
    costs = document.add_table(rows=3, cols=3)
    for row, texts in enumerate(rows):
        for column, one in enumerate(texts):
            costs.cell(row, column).text = one
    costs.cell(1, 2).merge(costs.cell(2, 2))
    folder: Path = tmp_path_factory.mktemp("converted")
    document.save(str(folder / "a.docx"))
    home = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        office_program,
        home,
        "--headless",
        "--convert-to",
        "odt",
        "--outdir",
        str(folder),
        str(folder / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "a.docx").read_bytes(), (folder / "a.odt").read_bytes()


def test_a_document_says_the_same_whichever_office_wrote_it(
    converted: tuple[bytes, bytes], only: Only, lines: Lines
) -> None:
    word, open_text = only(WORD, "a.docx", converted[0]), only(READER, "a.odt", converted[1])
    assert lines(word)[-1] == "| Posten: Fahrten; Betrag: 2 €; Träger: Land"
    assert (open_text.title, lines(open_text), open_text.hidden) == (word.title, lines(word), word.hidden)
