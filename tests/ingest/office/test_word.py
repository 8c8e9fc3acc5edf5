"""What an editor can count on when a Word document is brought in."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from ingest.read.extract import Extract, Reader
from ingest.read.word import READER
from knowledge.errors import DocumentInvalid

W = nsdecls("w")
Only = Callable[[Reader, str, bytes], Extract]
Lines = Callable[[Extract], list[str]]


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(data: bytes, changed: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """Return the file with some of the files inside rewritten."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, bytes)(old.read(name)))
    return file.getvalue()


@pytest.fixture(scope="module")
def guide() -> bytes:
    """Make a guide as an office makes it: headings, steps, a table with a merged cell, a note in every corner."""
    document = docx.Document()
    document.core_properties.title = "Word Document"
    document.core_properties.author = "python-docx"
    document.sections[0].header.paragraphs[0].text = "Kreis Soest · Seite 1"
    document.add_heading("Leitfaden Bürgerbus", 0)
    document.add_heading("Vorbereitung", 1)
    document.add_paragraph("Die Gemeinde prüft zuerst den Be\u00addarf.")
    for step in ("Bedarf erheben", "Verein gründen"):
        document.add_paragraph(step, style="List Number")
    document.add_paragraph("Satzung des Vereins", style="List Bullet")
    document.add_heading("Kosten", 2)
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    rows = [["Posten", "Betrag", "Träger"], ["Fahrzeug", "60.000 €", "Land"], ["Fahrten", "2 €", ""]]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    document.add_comment(document.paragraphs[2].runs, text="Stimmt das noch?", author="M")
    return saved(document)


def test_headings_steps_and_tables_are_read_in_order_and_rows_name_their_columns(
    guide: bytes, only: Only, lines: Lines
) -> None:
    assert lines(only(READER, "leitfaden.docx", guide)) == [
        "# Vorbereitung",
        "Die Gemeinde prüft zuerst den Bedarf.",
        "1. Bedarf erheben",
        "2. Verein gründen",
        "- Satzung des Vereins",
        "# Vorbereitung › Kosten",
        "| Posten: Fahrzeug; Betrag: 60.000 €; Träger: Land",
        "| Posten: Fahrten; Betrag: 2 €; Träger: Land",
    ]


def test_the_title_is_the_one_on_the_page_and_nothing_of_the_program_counts_as_told(guide: bytes, only: Only) -> None:
    extract = only(READER, "leitfaden.docx", guide)
    assert (extract.title, dict(extract.told)) == ("Leitfaden Bürgerbus", {})


def test_comments_and_margins_are_left_out_and_the_report_says_so(guide: bytes, only: Only) -> None:
    assert only(READER, "leitfaden.docx", guide).notes == (
        "1 Kommentar wurde nicht übernommen.",
        "Kopf- und Fußzeilen wurden nicht übernommen.",
    )


def test_what_nobody_sees_is_told_apart_and_never_read_as_text(only: Only, lines: Lines) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Sichtbar.")
    paragraph.add_run("Versteckt.").font.hidden = True
    paragraph.add_run("Weiß.").font.color.rgb = RGBColor(254, 255, 255)
    paragraph.add_run("Winzig.").font.size = Pt(1)
    quiet = document.styles.add_style("Leise", WD_STYLE_TYPE.PARAGRAPH)
    quiet.font.hidden = True
    document.add_paragraph("Ein ganzer Absatz.", style=quiet)
    black = document.add_paragraph().add_run("Geschwärzt.")
    black.font.color.rgb = RGBColor(0, 0, 0)
    black._r.get_or_add_rPr().append(parse_xml(f'<w:shd {W} w:val="clear" w:fill="000000"/>'))
    extract = only(READER, "a.docx", saved(document))
    assert lines(extract) == ["# ", "Sichtbar."]
    assert extract.hidden == ("Versteckt.Weiß.Winzig.", "Ein ganzer Absatz.", "Geschwärzt.")


def test_white_names_of_columns_on_a_dark_ground_are_seen(only: Only, lines: Lines) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for column, name in enumerate(("Gebühr", "Betrag")):
        run = table.cell(0, column).paragraphs[0].add_run(name)
        run.font.color.rgb = RGBColor(255, 255, 255)
        table.cell(0, column)._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {W} w:val="clear" w:fill="003366"/>'))
    table.cell(1, 0).text, table.cell(1, 1).text = "Ausweis", "37,00 €"
    extract = only(READER, "a.docx", saved(document))
    assert (lines(extract), extract.hidden) == (["# ", "| Gebühr: Ausweis; Betrag: 37,00 €"], ())


def test_deleted_text_is_no_text_and_inserted_text_is(only: Only, lines: Lines) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Die Frist endet ")
    for xml in (
        '<w:del {0} w:id="1" w:author="M"><w:r><w:delText>am 1. Mai.</w:delText></w:r></w:del>',
        '<w:ins {0} w:id="2" w:author="M"><w:r><w:t>am 1. Juni.</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(xml.format(W)))
    extract = only(READER, "a.docx", saved(document))
    assert lines(extract) == ["# ", "Die Frist endet am 1. Juni."]
    assert extract.notes == ("Text, der in der Überarbeitung gelöscht ist, wurde nicht übernommen.",)


def test_text_boxes_links_and_the_parts_of_a_form_are_read_once(only: Only, lines: Lines) -> None:
    document = docx.Document()
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    white = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
    inside = f"<w:txbxContent><w:p><w:r>{white}<w:t>Anmeldung bis Mai.</w:t></w:r></w:p></w:txbxContent>"
    box = f"""<w:r {W} {spaces}><mc:AlternateContent>
        <mc:Choice><wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="003366"/></a:solidFill></wps:spPr>
        <wps:txbx>{inside}</wps:txbx></wps:wsp></mc:Choice>
        <mc:Fallback><v:shape><v:textbox>{inside}</v:textbox></v:shape></mc:Fallback></mc:AlternateContent></w:r>"""
    paragraph = document.add_paragraph("Mehr im ")
    paragraph._p.append(parse_xml(f"<w:hyperlink {W}><w:r><w:t>Ratsinformationssystem</w:t></w:r></w:hyperlink>"))
    paragraph._p.append(parse_xml(box))
    control = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Antrag der Gemeinde</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    extract = only(READER, "a.docx", saved(document))
    assert lines(extract) == ["# ", "Mehr im Ratsinformationssystem", "Anmeldung bis Mai.", "Antrag der Gemeinde"]
    assert extract.hidden == ()


def test_a_box_around_text_is_no_table(only: Only, lines: Lines) -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.paragraphs[0].text = "Bitte beachten Sie die Frist."
    cell.add_paragraph("Nachweis beilegen", style="List Bullet")
    layout = document.add_table(rows=1, cols=2)
    layout.cell(0, 0).paragraphs[0].text = "Ziele"
    layout.cell(0, 0).paragraphs[0].style = "Heading 1"
    layout.cell(0, 1).paragraphs[0].text = "Weniger Verkehr."
    document.add_heading("Wege", 1)
    document.add_paragraph("Busse.")
    assert lines(only(READER, "a.docx", saved(document))) == [
        "# ",
        "Bitte beachten Sie die Frist.",
        "- Nachweis beilegen",
        "# Ziele",
        "Weniger Verkehr.",
        "# Wege",
        "Busse.",
    ]


@pytest.mark.parametrize(
    "kind", ["ms-word.document.macroEnabled", "openxmlformats-officedocument.wordprocessingml.template"]
)
def test_templates_and_files_with_macros_are_read_like_any_other(
    kind: str, guide: bytes, only: Only, lines: Lines
) -> None:
    usual = b"openxmlformats-officedocument.wordprocessingml.document"
    other = with_part(
        guide, {"[Content_Types].xml": lambda types: types.replace(usual + b".main", kind.encode() + b".main")}
    )
    assert lines(only(READER, "a.docm", other)) == lines(only(READER, "a.docx", guide))


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("Satzung über die Straßenreinigung", "a.docx", "Satzung über die Straßenreinigung"),
        ("Microsoft Word - satzung_neu.doc", "amt/Satzung_Reinigung-2024.docx", "Satzung Reinigung 2024"),
        ("Dokument1", "Merkblatt.docx", "Merkblatt"),
    ],
)
def test_a_title_that_a_program_left_behind_is_no_title(title: str, name: str, expected: str, only: Only) -> None:
    document = docx.Document()
    document.core_properties.title = title
    document.add_paragraph("Der Rat hat beschlossen.")
    assert only(READER, name, saved(document)).title == expected


def deeply_nested(content: bytes) -> bytes:
    deep = b"<w:sdt><w:sdtContent>" * 50_000 + b"</w:sdtContent></w:sdt>" * 50_000
    return content.replace(b"<w:body>", b"<w:body>" + deep)


def with_head(head: bytes, text: bytes) -> Callable[[bytes], bytes]:
    def written(content: bytes) -> bytes:
        return head + content[content.index(b"<w:document") :].replace(b"<w:t>Vorbereitung", b"<w:t>" + text)

    return written


ENTITIES = b'<!DOCTYPE w [<!ENTITY e0 "ha">' + b"".join(
    b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 9)
)


@pytest.mark.parametrize(
    "broken",
    [
        lambda guide: guide[: len(guide) // 2],
        lambda guide: guide[:-40],
        lambda guide: b"",
        lambda guide: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000),
        lambda guide: with_part(guide, {"word/document.xml": lambda content: content[:900]}),
        lambda guide: with_part(guide, {"word/document.xml": deeply_nested}),
        lambda guide: with_part(guide, {"word/document.xml": lambda content: b" " * (65 * 1024 * 1024)}),
        lambda guide: with_part(guide, {"word/document.xml": with_head(ENTITIES + b"]>", b"&e8;")}),
        lambda guide: saved(docx.Document()),
    ],
    ids=["half", "tail missing", "nothing", "password", "half inside", "100,000 deep", "bomb", "entities", "no text"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(guide: bytes, broken: Callable[[bytes], bytes]) -> None:
    with pytest.raises(DocumentInvalid, match=r"^amt/plan\.docx: (Datei|Text): (lässt sich nicht|ist )"):
        list(READER.read("amt/plan.docx", broken(guide)))


def test_a_document_fetches_nothing_from_the_machine_that_reads_it(guide: bytes, only: Only, lines: Lines) -> None:
    fetching = with_head(b'<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]>', b"&f;Vorbereitung")
    told = " ".join(lines(only(READER, "a.docx", with_part(guide, {"word/document.xml": fetching}))))
    assert "Die Gemeinde prüft" in told
    assert "root:" not in told
