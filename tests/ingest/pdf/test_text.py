"""What a person reads in a PDF comes out as a person reads it."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.read.extract import Extract
from tests.ingest.pdf.conftest import Draw, Drawn, Lines, Read

_NTH = {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten"}


def blocks(extract: Extract) -> list[tuple[str, str, int | None]]:
    return [(one.prefix, one.text, one.page) for section in extract.sections for one in section.blocks]


def texts(extract: Extract) -> list[str]:
    return [text for _, text, _ in blocks(extract)]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Wir beraten alle Kreise und Kommu-", "nen vor Ort.", "Wir beraten alle Kreise und Kommunen vor Ort."),
        ("Alle lesen die neue Smart-City-", "Strategie gern.", "Alle lesen die neue Smart-City-Strategie gern."),
        ("Gezählt wird bei jedem Ein-", "und Ausgang.", "Gezählt wird bei jedem Ein- und Ausgang."),
        ("Die Antwort kommt per E-", "Mail ins Haus.", "Die Antwort kommt per E-Mail ins Haus."),
        ("Das gilt in den Jahren 2024-", "2026 für alle.", "Das gilt in den Jahren 2024-2026 für alle."),
        ("Mehr unter https://example.org/ab-", "lauf.html dazu.", "Mehr unter https://example.org/ab-lauf.html dazu."),
        ("Der Markt - so heißt es -", "bleibt offen.", "Der Markt - so heißt es - bleibt offen."),
    ],
)
def test_words_cut_at_the_end_of_a_line_become_whole(
    drawn: Drawn, read: Read, lines: Lines, first: str, second: str, told: str
) -> None:
    assert texts(read(drawn(lines(first, second)))) == [told]


def test_a_hyphen_stays_where_the_document_writes_the_word_with_one(drawn: Drawn, read: Read, lines: Lines) -> None:
    page = lines("Die alte e-akte und neue e-akte gilt.", "", "Wir führen bald schon die e-", "akte ein.")
    assert texts(read(drawn(page)))[-1] == "Wir führen bald schon die e-akte ein."


def test_headings_go_by_size_and_weight_alike_on_all_pages(drawn: Drawn, read: Read, lines: Lines) -> None:
    def page(n: int) -> Draw:
        return lines(
            (f"Kapitel {n}", 18, True), "", "Ein langer Satz leitet das Kapitel ein und endet hier.", "",
            (f"Teil {n}", 12, True), "", "Noch ein Satz, der für alle gilt.", "",
            ("Fett wie der Text", 10, True), "", "Der Satz unter der kleinsten Überschrift.",
        )  # fmt: skip

    found = read(drawn(page(1), page(2)), "handbuch_neu.pdf")
    assert [section.headings for section in found.sections] == [
        (f"Kapitel {n}", *rest) for n in (1, 2) for rest in ((), (f"Teil {n}",), (f"Teil {n}", "Fett wie der Text"))
    ]
    assert found.title == "handbuch neu"


def test_the_one_largest_heading_is_the_title_unless_a_person_stated_one(
    drawn: Drawn, read: Read, lines: Lines
) -> None:
    page = lines(("Digitale Dörfer", 20, True), "", "Ein Satz über Dörfer steht darunter.")

    def titled(title: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.setTitle(title)
            page(canvas)

        return draw

    assert read(drawn(titled("Microsoft Word - Entwurf_3.doc"))).title == "Digitale Dörfer"
    assert read(drawn(titled("Dörfer im Wandel"))).title == "Dörfer im Wandel"
    assert read(drawn(lines("Nur ein Satz ohne alles.")), "ordner/Satzung_2024.pdf").title == "Satzung 2024"


def test_lists_keep_their_marks_and_their_second_lines(drawn: Drawn, read: Read, lines: Lines) -> None:
    page = lines("Wir brauchen:", "• einen Beschluss", "• Geld", "", "1. Antrag stellen", "2. warten", "a) kurz")
    found = blocks(read(drawn(page)))
    assert [(prefix, text) for prefix, text, _ in found] == [
        ("", "Wir brauchen:"), ("- ", "einen Beschluss"), ("- ", "Geld"),
        ("1. ", "Antrag stellen"), ("2. ", "warten"), ("- ", "a) kurz"),
    ]  # fmt: skip


def test_what_is_repeated_at_the_edges_and_page_numbers_go(drawn: Drawn, read: Read, lines: Lines) -> None:
    def page(n: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            lines(f"Was auf dem {_NTH[n]} Blatt steht.")(canvas)
            canvas.drawString(70, 810, "Kreis Soest – Bericht")
            canvas.drawString(500, 25, f"- {n} -")

        return draw

    assert texts(read(drawn(*(page(n) for n in range(1, 5))))) == [
        f"Was auf dem {_NTH[n]} Blatt steht." for n in range(1, 5)
    ]


def test_a_paragraph_goes_on_over_pages_and_each_sentence_has_its_own(drawn: Drawn, read: Read, lines: Lines) -> None:
    full = "Dieser Satz füllt die Zeile fast ganz aus und läuft deshalb auf der nächsten"
    first = lines("Ein erster Satz steht da. Noch ein zweiter folgt. Und noch mehr Wörter dazu.", full)
    second = lines("Seite weiter. Der letzte Satz gehört ganz zur zweiten Seite.", top=780)
    found = blocks(read(drawn(first, second)))
    assert [page for _, _, page in found] == [1, 2]
    assert found[0][1].endswith("auf der nächsten Seite weiter.")
    assert found[1][1] == "Der letzte Satz gehört ganz zur zweiten Seite."


def test_footnotes_leave_the_text_and_stand_at_the_end_of_their_section(drawn: Drawn, read: Read, lines: Lines) -> None:
    def page(canvas: Canvas) -> None:
        lines(("Lage", 14, True), "", "Die Fläche misst 12 km")(canvas)
        canvas.drawString(70, 700, "Die Kommunen")
        canvas.drawString(145, 700, "planen gemeinsam.")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(70 + canvas.stringWidth("Die Kommunen", "Helvetica", 10), 703.3, "1")
        canvas.drawString(70, 83, "1")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(78, 80, "Vgl. Landesamt, Bericht 2024.")

    found = read(drawn(page))
    assert texts(found)[1] == "Die Kommunen planen gemeinsam."
    assert found.sections[-1].headings[-1] == "Fußnoten"
    assert found.sections[-1].blocks[0].text == "1 Vgl. Landesamt, Bericht 2024."


def test_a_page_set_sideways_is_read_like_any_other(drawn: Drawn, read: Read, lines: Lines) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        lines("Diese Seite steht quer im Heft.", "Sie hat zwei Zeilen.", top=560)(canvas)

    assert " ".join(texts(read(drawn(turned)))) == "Diese Seite steht quer im Heft. Sie hat zwei Zeilen."
