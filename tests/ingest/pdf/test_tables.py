"""Rows of tables say their columns in words; columns of text are no tables."""

from reportlab.pdfgen.canvas import Canvas

from ingest.read.extract import Extract
from tests.ingest.pdf.conftest import Drawn, Lines, Read

CELLS = (
    ("Gemeinde", "Einwohner", "Vorhaben"),
    ("Soest", "47.000", "Rufbus"),
    ("Lemgo", "40.000", "Mitfahrbank"),
    ("Bad Belzig", "11.450", "Bürger-App"),
)


def rows(extract: Extract) -> list[str]:
    return [one.text for section in extract.sections for one in section.blocks if one.row]


def others(extract: Extract) -> list[str]:
    return [one.text for section in extract.sections for one in section.blocks if not one.row]


def ruled(canvas: Canvas, cells: tuple[tuple[str, ...], ...], top: float, *, bold: bool = True) -> None:
    for n, row in enumerate(cells):
        canvas.setFont("Helvetica-Bold" if bold and n == 0 else "Helvetica", 10)
        for place, cell in enumerate(row):
            canvas.rect(70 + 150 * place, top - 20 * (n + 1), 150, 20)
            canvas.drawString(75 + 150 * place, top - 20 * (n + 1) + 6, cell)


def test_a_table_with_rules_becomes_rows_between_its_paragraphs(drawn: Drawn, read: Read, lines: Lines) -> None:
    def page(canvas: Canvas) -> None:
        lines("Die Tabelle zeigt, wer was vorhat.")(canvas)
        ruled(canvas, CELLS, 740)
        lines("Danach geht der Text weiter.", top=620)(canvas)

    found = read(drawn(page))
    assert rows(found) == [
        "Gemeinde: Soest; Einwohner: 47.000; Vorhaben: Rufbus",
        "Gemeinde: Lemgo; Einwohner: 40.000; Vorhaben: Mitfahrbank",
        "Gemeinde: Bad Belzig; Einwohner: 11.450; Vorhaben: Bürger-App",
    ]
    assert others(found) == ["Die Tabelle zeigt, wer was vorhat.", "Danach geht der Text weiter."]


def test_a_table_that_goes_on_overleaf_keeps_its_head(drawn: Drawn, read: Read, lines: Lines) -> None:
    def first(canvas: Canvas) -> None:
        lines("Die Tabelle zeigt, wer was vorhat.")(canvas)
        ruled(canvas, CELLS[:3], 740)

    found = read(drawn(first, lambda canvas: ruled(canvas, CELLS[3:], 780, bold=False)))
    assert rows(found)[-1] == "Gemeinde: Bad Belzig; Einwohner: 11.450; Vorhaben: Bürger-App"


def test_merged_cells_reach_over_their_columns_and_rows(drawn: Drawn, read: Read) -> None:
    def page(canvas: Canvas) -> None:
        for x, y, wide, high, text in (
            (70, 700, 100, 20, "Kreis"), (170, 700, 100, 20, "Jahr"), (270, 700, 100, 20, "Busse"),
            (70, 660, 100, 40, "Soest"), (170, 680, 100, 20, "2023"), (270, 680, 100, 20, "12"),
            (170, 660, 100, 20, "2024"), (270, 660, 100, 20, "14"),
        ):  # fmt: skip
            canvas.rect(x, y, wide, high)
            canvas.drawString(x + 5, y + 6, text)

    assert rows(read(drawn(page))) == ["Kreis: Soest; Jahr: 2023; Busse: 12", "Kreis: Soest; Jahr: 2024; Busse: 14"]


def test_a_table_without_rules_is_known_by_its_columns(drawn: Drawn, read: Read) -> None:
    def page(canvas: Canvas) -> None:
        for n, row in enumerate(CELLS):
            canvas.setFont("Helvetica-Bold" if n == 0 else "Helvetica", 10)
            for place, cell in enumerate(row):
                canvas.drawString(70 + 150 * place, 700 - 16 * n, cell)

    assert rows(read(drawn(page)))[0] == "Gemeinde: Soest; Einwohner: 47.000; Vorhaben: Rufbus"


def test_a_frame_around_text_is_no_table(drawn: Drawn, read: Read, lines: Lines) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(60, 700, 400, 90)
        lines("Merke: Erst fragen, dann bauen.", top=780)(canvas)

    found = read(drawn(page))
    assert (rows(found), others(found)) == ([], ["Merke: Erst fragen, dann bauen."])


def test_two_columns_of_text_are_read_one_after_the_other(drawn: Drawn, read: Read, lines: Lines) -> None:
    left = [f"Links steht in der Zeile {word} ein Satz voller" for word in ("eins", "zwei", "drei", "vier", "fünf")]
    right = [line.replace("Links", "Rechts") for line in left]

    def page(canvas: Canvas) -> None:
        lines(("Eine Überschrift über beide Spalten hinweg reicht", 16, True))(canvas)
        lines(*left, top=740)(canvas)
        lines(*right, top=740, left=320)(canvas)

    found = read(drawn(page))
    assert others(found) == [" ".join([*left, *right])]
