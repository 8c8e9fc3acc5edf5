"""What an editor can count on when slides are brought in."""

import io
from collections.abc import Callable
from typing import Any

import pptx
import pytest
from pptx.dml.color import RGBColor
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from ingest.read.extract import Extract, Reader
from ingest.read.slides import READER
from knowledge.errors import DocumentInvalid

Only = Callable[[Reader, str, bytes], Extract]
Lines = Callable[[Extract], list[str]]

COLOUR: Any = RGBColor
TITLE_ONLY, TITLE_AND_CONTENT, BLANK = 5, 1, 6


def saved(deck: Any) -> bytes:
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def slide_of(deck: Any, layout: int, title: str = "") -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if title:
        slide.shapes.title.text = title
    return slide


def box(shapes: Any, text: str, left: float, top: float) -> Any:
    shape = shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(0.5))
    shape.text_frame.text = text
    return shape


@pytest.fixture(scope="module")
def deck() -> bytes:
    """Make slides as they are shown to a council, with shapes drawn in another order than they are read."""
    made: Any = pptx.Presentation()
    made.core_properties.title = "PowerPoint-Präsentation"
    slide_of(made, TITLE_ONLY, "Bürgerbus im Kreis")
    plan = slide_of(made, TITLE_AND_CONTENT, "Vorgehen")
    body = plan.placeholders[1].text_frame
    body.text = "Bedarf erheben"
    for text, level in (("Umfrage", 1), ("Verein gründen", 0)):
        paragraph = body.add_paragraph()
        paragraph.text, paragraph.level = text, level
    plan.notes_slide.notes_text_frame.text = "Hier Beispiele aus Soest nennen."
    costs = slide_of(made, TITLE_ONLY, "Kosten")
    table = costs.shapes.add_table(3, 3, Inches(1), Inches(3), Inches(6), Inches(2)).table
    rows = [["Posten", "Betrag", "Träger"], ["Fahrzeug", "60.000 €", "Land"], ["Fahrten", "2 €", ""]]
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    box(costs.shapes, "Stand: Mai 2025", 1, 6)
    box(costs.shapes, "rechts oben", 6, 1.6)
    box(costs.shapes, "links oben", 1, 1.65)
    backup = slide_of(made, TITLE_ONLY, "Nur für die Verwaltung")
    backup._element.set("show", "0")
    return saved(made)


def test_each_slide_is_a_section_read_from_top_to_bottom_and_left_to_right_with_its_notes(
    deck: bytes, only: Only, lines: Lines
) -> None:
    extract = only(READER, "bus.pptx", deck)
    assert extract.title == "Bürgerbus im Kreis"
    assert lines(extract) == [
        "# Vorgehen",
        "- Bedarf erheben",
        "– Umfrage",
        "- Verein gründen",
        "# Vorgehen › Notizen",
        "Hier Beispiele aus Soest nennen.",
        "# Kosten",
        "links oben",
        "rechts oben",
        "| Posten: Fahrzeug; Betrag: 60.000 €; Träger: Land",
        "| Posten: Fahrten; Betrag: 2 €; Träger: Land",
        "Stand: Mai 2025",
    ]


def test_a_passage_can_be_found_again_by_the_number_of_its_slide(deck: bytes, only: Only) -> None:
    sections = only(READER, "bus.pptx", deck).sections
    assert [{block.page for block in section.blocks} for section in sections] == [{2}, {2}, {3}]


def test_a_hidden_slide_is_told_apart_and_the_report_says_so(deck: bytes, only: Only) -> None:
    extract = only(READER, "bus.pptx", deck)
    assert extract.hidden == ("Nur für die Verwaltung",)
    assert extract.notes == ("1 ausgeblendete Folie wurde nicht übernommen.",)


def test_groups_are_read_where_they_stand_and_numbers_are_counted(only: Only, lines: Lines) -> None:
    made: Any = pptx.Presentation()
    slide = slide_of(made, TITLE_ONLY, "Ablauf")
    box(slide.shapes, "danach", 1, 5)
    group = slide.shapes.add_group_shape()
    box(group.shapes, "zweitens", 4, 2)
    box(group.shapes, "erstens", 1, 2)
    steps = box(slide.shapes, "Antrag stellen", 1, 3).text_frame
    steps.add_paragraph().text = "Bescheid abwarten"
    for paragraph in steps.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(properties.makeelement(properties.tag.replace("pPr", "buAutoNum"), {"type": "alphaLcParenR"}))
    last = slide_of(made, BLANK)
    box(last.shapes, "Ohne Titel", 1, 1)
    assert lines(only(READER, "a.pptx", saved(made))) == [
        "# ",
        "erstens",
        "zweitens",
        "a) Antrag stellen",
        "b) Bescheid abwarten",
        "danach",
        "# Folie 2",
        "Ohne Titel",
    ]


def test_what_nobody_sees_is_told_apart_and_never_read_as_text(only: Only, lines: Lines) -> None:
    made: Any = pptx.Presentation()
    slide = slide_of(made, BLANK)
    seen = box(slide.shapes, "Sichtbar.", 1, 1).text_frame.paragraphs[0]
    white = seen.add_run()
    white.text, white.font.color.rgb = "Weiß.", COLOUR(255, 255, 255)
    tiny = seen.add_run()
    tiny.text, tiny.font.size = "Winzig.", Pt(1)
    box(slide.shapes, "Neben der Folie.", 30, 1)
    dark = box(slide.shapes, "", 1, 3)
    dark.fill.solid()
    dark.fill.fore_color.rgb = COLOUR(0, 51, 102)
    light = dark.text_frame.paragraphs[0].add_run()
    light.text, light.font.color.rgb = "Hell auf dunkel.", COLOUR(255, 255, 255)
    extract = only(READER, "a.pptx", saved(made))
    assert lines(extract) == ["# Folie 1", "Sichtbar.", "Hell auf dunkel."]
    assert extract.hidden == ("Weiß.Winzig.", "Neben der Folie.")


def test_the_words_of_a_drawn_diagram_are_read(only: Only, lines: Lines) -> None:
    made: Any = pptx.Presentation()
    slide = slide_of(made, TITLE_ONLY, "Ablauf")
    frame = slide.shapes.add_table(1, 1, Inches(1), Inches(2), Inches(3), Inches(1))._element
    points = "".join(
        f"<d:pt><d:t><a:p><a:r><a:t>{word}</a:t></a:r></a:p></d:t></d:pt>" for word in ("Antrag", "Bescheid")
    )
    spaces = 'xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    model = f"<d:dataModel {spaces}><d:ptLst><d:pt/>{points}</d:ptLst></d:dataModel>".encode()
    part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", made.part.package, model)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    key = slide.part.relate_to(part, f"{office}/diagramData")
    relation = f'<d:relIds {spaces} xmlns:r="{office}" r:dm="{key}"/>'
    data = frame.graphic.graphicData
    data.set("uri", "http://schemas.openxmlformats.org/drawingml/2006/diagram")
    data.replace(data[0], parse_xml(relation))
    box(slide.shapes, "Danach ist Ruhe.", 1, 5)
    assert lines(only(READER, "a.pptx", saved(made))) == ["# ", "- Antrag", "- Bescheid", "Danach ist Ruhe."]


def test_pictures_are_counted_because_nobody_reads_them(only: Only) -> None:
    made: Any = pptx.Presentation()
    slide = slide_of(made, TITLE_ONLY, "Karte")
    box(slide.shapes, "Der Kreis.", 1, 5)
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c4944415408d763f8ffff3f0005fe02fea735815a0000000049454e44ae426082"
    )
    for left in (1, 3):
        slide.shapes.add_picture(io.BytesIO(pixel), Inches(left), Inches(2))
    assert only(READER, "a.pptx", saved(made)).notes == ("2 Bilder wurden nicht gelesen.",)


@pytest.mark.parametrize(
    "broken",
    [
        lambda deck: deck[: len(deck) // 2],
        lambda deck: deck[:-40],
        lambda deck: b"",
        lambda deck: saved(pptx.Presentation()),
    ],
    ids=["half", "tail missing", "nothing", "no slides"],
)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(deck: bytes, broken: Callable[[bytes], bytes]) -> None:
    with pytest.raises(DocumentInvalid, match=r"^amt/plan\.pptx: (Datei|Text): (lässt sich nicht|ist )"):
        list(READER.read("amt/plan.pptx", broken(deck)))
