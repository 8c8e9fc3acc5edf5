"""How the outline of a Word document is found: styles of any template, numbers that Word counts, bold lines."""

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.read.extract import Extract, Reader
from ingest.read.word import READER

W = nsdecls("w")
Only = Callable[[Reader, str, bytes], Extract]
Lines = Callable[[Extract], list[str]]


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_german_templates_and_outline_levels_make_headings_too(only: Only, lines: Lines) -> None:
    document = docx.Document()
    german = document.styles.add_style("Überschrift 1", WD_STYLE_TYPE.PARAGRAPH)
    house = document.styles.add_style("Kreis Zwischentitel", WD_STYLE_TYPE.PARAGRAPH)
    house.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="1"/>'))
    derived = document.styles.add_style("Kreis blau", WD_STYLE_TYPE.PARAGRAPH)
    derived.base_style = german
    document.add_paragraph("Förderung", style=german)
    document.add_paragraph("Antrag", style=house)
    document.add_paragraph("Anträge gehen an den Kreis.")
    document.add_paragraph("Ablauf", style=derived)
    document.add_paragraph("Erst fragen, dann bauen.")
    assert lines(only(READER, "a.docx", saved(document))) == [
        "# Förderung › Antrag",
        "Anträge gehen an den Kreis.",
        "# Ablauf",
        "Erst fragen, dann bauen.",
    ]


def test_bold_lines_are_headings_where_nobody_used_styles(only: Only, lines: Lines) -> None:
    document = docx.Document()
    for line in ("Beschlussvorschlag:", "Finanzielle Auswirkungen"):
        document.add_paragraph().add_run(line).bold = True
        document.add_paragraph("Der Rat stimmt zu. ").add_run("Sofort.").bold = True
    document.add_paragraph().add_run("Der Bürgermeister").bold = True
    assert lines(only(READER, "a.docx", saved(document))) == [
        "# Beschlussvorschlag",
        "Der Rat stimmt zu. Sofort.",
        "# Finanzielle Auswirkungen",
        "Der Rat stimmt zu. Sofort.",
        "Der Bürgermeister",
    ]


def test_a_first_row_that_looks_different_names_the_columns(only: Only, lines: Lines) -> None:
    document = docx.Document()
    for style in ("Light Grid Accent 1", "Table Grid"):
        table = document.add_table(rows=2, cols=2, style=style)
        for place, text in enumerate(("Nutzung", "Gebühr", "Ortsvereine", "kostenfrei")):
            table.cell(place // 2, place % 2).text = text
    assert lines(only(READER, "a.docx", saved(document))) == [
        "# ",
        "| Nutzung: Ortsvereine; Gebühr: kostenfrei",
        "| Nutzung: Gebühr",
        "| Ortsvereine: kostenfrei",
    ]


def test_paragraph_numbers_that_word_counts_are_read_with_their_headings_and_items(only: Only, lines: Lines) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    kinds = [
        ("decimal", "§ %1"), ("decimal", "(%2)"), ("lowerLetter", "%3)"), ("upperRoman", "%4."),
    ]  # fmt: skip
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(kinds)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    def add(text: str, depth: int, style: str = "Normal") -> None:
        properties = document.add_paragraph(text, style=style)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>'))

    add("Zweck", 0, "Heading 1")
    add("Die Gemeinde reinigt die Straßen.", 1)
    add("Geltung", 0, "Heading 1")
    add("Sie gilt für", 1)
    add("Gehwege,", 2)
    add("Radwege.", 2)
    add("Sie gilt nicht im Wald.", 1)
    assert lines(only(READER, "satzung.docx", saved(document))) == [
        "# § 1 Zweck",
        "(1) Die Gemeinde reinigt die Straßen.",
        "# § 2 Geltung",
        "(1) Sie gilt für",
        "a) Gehwege,",
        "b) Radwege.",
        "(2) Sie gilt nicht im Wald.",
    ]
