"""Rows of tables are said in words that can be understood, and cited, without the table around them."""

import pytest

from ingest.read.table_rows import COLUMNS, Cell, rows_said, spread


def said(*rows: list[Cell]) -> list[str]:
    texts, heads = spread(rows)
    return rows_said(texts, heads)


def test_two_rows_of_names_make_one_name_per_column() -> None:
    head = [Cell("Gemeinde", rows=2, names=True), Cell("Einwohner", columns=2, names=True)]
    assert said(
        head, [Cell("2023", names=True), Cell("2024", names=True)], [Cell("Soest"), Cell("47.206"), Cell("47.374")]
    ) == ["Gemeinde: Soest; Einwohner 2023: 47.206; Einwohner 2024: 47.374"]


def test_a_cell_that_reaches_over_rows_and_columns_is_said_wherever_it_reaches() -> None:
    names = [Cell(text, names=True) for text in ("Tag", "Vormittag", "Nachmittag")]
    assert said(
        names, [Cell("Montag", rows=2), Cell("Bürgeramt", columns=2)], [Cell("8–12 Uhr"), Cell("14–16 Uhr")]
    ) == [
        "Tag: Montag; Vormittag: Bürgeramt; Nachmittag: Bürgeramt",
        "Tag: Montag; Vormittag: 8–12 Uhr; Nachmittag: 14–16 Uhr",
    ]


def test_a_heading_inside_a_table_stays_with_its_rows() -> None:
    assert rows_said([["Linie", "Takt", "Träger"], ["Kreis Soest"], ["C5", "60 Minuten", "RLG"], ["Nur am Ende"]]) == [
        "Kreis Soest – Linie: C5; Takt: 60 Minuten; Träger: RLG",
        "Nur am Ende",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["Leitung", "Frau Müller"], ["Amt", "Planung"]], ["Leitung: Frau Müller", "Amt: Planung"]),
        ([["Leitung", "Müller"], ["Telefon", "02921 103"]], ["Leitung: Müller", "Telefon: 02921 103"]),
        ([["Leitung", "Frau Müller"], ["Gebühr", "3 €"]], ["Leitung: Frau Müller", "Gebühr: 3 €"]),
        ([["Gebühr", "Betrag"], ["Ausweis", "37,00 €"]], ["Gebühr: Ausweis; Betrag: 37,00 €"]),
        ([["Soest", "47.000", "NW"], ["Halle", "240.000", "ST"]], ["Soest; 47.000; NW", "Halle; 240.000; ST"]),
        ([["Nur eine Zeile", "b", "c"]], ["Nur eine Zeile; b; c"]),
        ([["Eins"], [""], ["Zwei"]], ["Eins", "Zwei"]),
        ([], []),
    ],
    ids=["pairs", "figures", "a fee", "named pairs", "no names", "one row", "one column", "nothing"],
)  # fmt: skip
def test_names_of_columns_are_only_taken_for_names_when_they_read_like_it(
    rows: list[list[str]], expected: list[str]
) -> None:
    assert rows_said(rows) == expected


def test_what_a_file_claims_of_a_cell_costs_no_more_than_a_table_that_people_read() -> None:
    texts, _ = spread([[Cell("a", columns=10**9, rows=10**9), Cell("b")]] * 3)
    assert max(map(len, texts)) <= COLUMNS


def test_a_table_of_names_alone_is_still_said() -> None:
    assert said([Cell(text, names=True) for text in ("Ort", "Land", "Jahr")]) == ["Ort; Land; Jahr"]
