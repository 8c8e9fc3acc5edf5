"""Each row of a table and each line of JSON lines is a document with a key; what does not fit stays in the text."""

import gzip
import io
import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook

from ingest.read.extract import Extract
from ingest.read.readers import reader_of
from knowledge.errors import DocumentInvalid

HEAD = ("ID", "Titel", "Beschreibung", "Stand")


def read(name: str, data: bytes, mapping: str | None = None) -> list[Extract]:
    return list(reader_of(name, data, None, None if mapping is None else mapping.encode()).read(name, data))


def texts(extract: Extract) -> list[str]:
    return [block.prefix + block.text for section in extract.sections for block in section.blocks]


def workbook(*rows: Sequence[Any], formats: dict[str, str] | None = None, hidden: Sequence[str] = ()) -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    for column in hidden:
        sheet.column_dimensions[column].hidden = True
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def refused(name: str, data: bytes, mapping: str | None = None) -> str:
    with pytest.raises(DocumentInvalid) as raised:
        read(name, data, mapping)
    return str(raised.value)


# --- what a record becomes ---


def test_known_columns_make_the_head_and_the_others_are_said_in_words() -> None:
    head = "Nr.;Projekttitel;Beschreibung;Stand;Link;Herausgeber;Farbe;Förderfrist"
    row = "7;Rufbus;Er fährt.;1. März 2025;www.example.org/bus;Kreis Soest;blau;31.12.2025"
    (extract,) = read("projekte.csv", f"{head}\n{row}\n".encode())
    address = "https://www.example.org/bus"
    assert (extract.title, extract.key) == ("Rufbus", "7")
    assert extract.told == {
        "as_of": "2025-03-01",
        "url": address,
        "sources": [{"title": "Rufbus", "url": address, "publisher": "Kreis Soest"}],
    }
    assert texts(extract) == ["Er fährt.", "Farbe: blau", "Förderfrist: 31.12.2025"]


def test_a_municipality_is_told_only_when_all_of_it_is_known() -> None:
    whole, partly = read(
        "orte.csv",
        b"Titel,Kommune,Bundesland,Gemeindetyp,Einwohner\nA,Soest,Nordrhein-Westfalen,Mittelstadt,47.000\nB,Halle,,,\n",
    )
    assert whole.told == {"municipality": {"name": "Soest", "state": "NW", "type": "mittelstadt", "population": 47_000}}
    assert (partly.told, texts(partly)) == ({}, ["Kommune: Halle"])
    assert "Einwohner: 47.000" in texts(whole)


def test_what_is_no_date_stays_in_the_text() -> None:
    (extract,) = read("a.csv", b"Titel;Stand\nRufbus;im Bau\n")
    assert (extract.told, texts(extract)) == ({}, ["Stand: im Bau"])


def test_a_record_keeps_its_key_whatever_changes_around_it() -> None:
    before = read("a.csv", b"ID;Titel;Text\n1;A;alt\n2;B;bleibt\n")
    after = read("a.csv", b"ID;Titel;Text\n0;Neu;neu\n2;B;bleibt\n1;A;anders\n")
    keys = {extract.key: extract.digest for extract in after}
    assert keys[before[1].key] == before[1].digest
    assert keys[before[0].key] != before[0].digest


def test_without_ids_the_title_is_the_key_and_without_titles_the_row() -> None:
    assert [extract.key for extract in read("a.csv", b"Titel;Text\nA;x\nB;y\n")] == ["A", "B"]
    assert [extract.key for extract in read("a.csv", b"Ort;Zahl\nSoest;1\nHalle;2\n")] == ["Zeile 2", "Zeile 3"]


def test_a_key_that_comes_twice_is_told_apart_and_noted() -> None:
    first, second = read("a.csv", b"ID;Titel;Text\n1;A;x\n1;B;y\n")
    assert (first.key, second.key) == ("1", "1 (2)")
    assert second.notes == ("Zeile 3: die Kennung „1“ steht schon weiter oben.",)


def test_a_row_that_says_nothing_but_its_title_is_noted() -> None:
    (extract,) = read("a.csv", b"Titel;Text\nA;x\nB;\n")
    assert extract.notes == ("Zeile 3: sagt außer dem Titel nichts und wird nicht gelesen.",)


def test_a_table_with_hundreds_of_faults_is_no_report_of_hundreds_of_lines() -> None:
    rows = "".join(f"{n};\n" for n in range(300))
    (extract,) = read("a.csv", f"Titel;Text\nA;x\n{rows}".encode())
    assert (len(extract.notes), extract.notes[-1]) == (21, "Es gibt 280 weitere Hinweise dieser Art.")


# --- the mapping beside it ---

MAPPING = """
columns:
  {Vorhaben: title, Inhaltliches: text, Lfd: id, Ort: municipality.name, Land: municipality.state, Intern: ignore}
always: {kind: case_study, municipality.type: kleinstadt}
"""


def test_a_mapping_says_which_column_holds_what() -> None:
    rows = "Vorhaben;Inhaltliches;Lfd;Ort;Land;Intern\nRufbus;Er fährt.;bus-1;Soest;NW;geheim\n"
    (extract,) = read("a.csv", rows.encode(), MAPPING)
    assert extract.told == {
        "id": "bus-1", "kind": "case_study", "municipality": {"name": "Soest", "state": "NW", "type": "kleinstadt"},
    }  # fmt: skip
    assert texts(extract) == ["Er fährt.", "Ort: Soest", "Land: NW"]


def test_what_does_not_fit_a_mapped_column_is_noted_and_loses_nothing() -> None:
    (extract,) = read("a.csv", b"Titel;Wann\nRufbus;31.02.2025\n", "columns: {Wann: as_of}")
    assert extract.notes == ("Zeile 2: „31.02.2025“ in „Wann“ ist kein Datum des Kalenders und steht nur im Text.",)
    assert (extract.told, texts(extract)) == ({}, ["Wann: 31.02.2025"])


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("columns: {Titel: farbe}", "farbe: ist kein Feld eines Dokuments"),
        ("spalten: {}", "spalten: hat nicht die Form"),
        ("columns: [", "Datei: hat nicht die Form"),
        ("[" * 5_000, "Datei: hat nicht die Form"),
        ("#" * 200_000, "ist 0,2 MB groß, gelesen werden höchstens 0,1 MB"),
        ("columns: {Gibtsnicht: title}", "hat nicht alle Spalten der Zuordnung („Gibtsnicht“)"),
    ],
)
def test_a_wrong_mapping_is_named(mapping: str, reason: str) -> None:
    assert reason in refused("a.csv", b"Titel;Text\nA;x\n", mapping)


def test_another_mapping_is_another_version_of_the_reader() -> None:
    plain, mapped = (reader_of("a.csv", b"A;B\n1;2\n", None, mapping) for mapping in (None, b"columns: {A: title}"))
    assert plain.version != mapped.version


# --- Excel ---


def test_numbers_and_dates_are_what_a_german_reader_sees() -> None:
    rows = [("Titel", "Zahl", "Anteil", "Betrag", "Tag", "Zeit", "Jahr", "Ja", "Um")]
    values = ("A", 47_000, 0.125, 1_200.5, date(2025, 3, 1), datetime(2025, 3, 1, 8, 30), 2_025, True, time(8, 30))
    formats = {"B2": "#,##0", "C2": "0.0%", "D2": '#,##0.00 "€"'}
    (extract,) = read("a.xlsx", workbook(*rows, values, formats=formats))
    assert texts(extract) == [
        "Zahl: 47.000", "Anteil: 12,5 %", "Betrag: 1.200,50 €", "Tag: 01.03.2025", "Zeit: 01.03.2025 08:30",
        "Jahr: 2025", "Ja: ja", "Um: 08:30",
    ]  # fmt: skip


def test_what_looks_like_a_formula_stays_text_and_a_formula_without_a_value_says_nothing() -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.append(("Titel", "Text", "Summe"))
    sheet.append(("+A1", "@SUM(1) ist Text", "=1+1"))
    sheet["A2"].data_type = "s"
    file = io.BytesIO()
    made.save(file)
    (extract,) = read("a.xlsx", file.getvalue())
    assert (extract.title, texts(extract)) == ("+A1", ["@SUM(1) ist Text"])


def test_titles_above_the_names_of_columns_and_empty_rows_do_no_harm() -> None:
    rows = [("Projekte 2025",), (), HEAD, (1, "Rufbus", "Er fährt.", date(2025, 3, 1)), (), (2, "Park", "Offen.", None)]
    found = read("a.xlsx", workbook(*rows))
    assert [(extract.title, extract.key) for extract in found] == [("Rufbus", "1"), ("Park", "2")]
    assert found[0].told == {"as_of": "2025-03-01"}


def test_hidden_columns_are_not_read_and_that_is_noted() -> None:
    rows = [("Titel", "Text", "Intern"), ("Rufbus", "Er fährt.", "geheim")]
    (extract,) = read("a.xlsx", workbook(*rows, hidden=["C"]))
    assert texts(extract) == ["Er fährt."]
    assert extract.notes == ("1 ausgeblendete Spalten im Blatt „Sheet“ wurden nicht gelesen.",)


def test_an_empty_workbook_is_a_problem() -> None:
    assert "enthält kein Blatt mit Zeilen" in refused("a.xlsx", workbook())


# --- CSV ---


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_found(delimiter: str, encoding: str) -> None:
    rows = [("Titel", "Text"), ("Größe", f'"Er sagt: ""Ja{delimiter} gern"", \nund fährt."')]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    (extract,) = read("a.csv", data)
    assert (extract.title, texts(extract)) == (
        "Größe",
        [f'Er sagt: "Ja{" " if delimiter == chr(9) else delimiter + " "}gern", und fährt.'],
    )


def test_a_line_for_excel_and_escaped_quotation_marks_are_understood() -> None:
    (extract,) = read("a.csv", b'sep=;\nTitel;Text\nA;"Er sagt \\"Ja\\"; gern"\n')
    assert texts(extract) == ['Er sagt "Ja"; gern']


def test_a_table_without_names_of_columns_is_read_all_the_same() -> None:
    assert texts(read("a.csv", b"1;2\n3;4\n")[0]) == ["Spalte 1: 1", "Spalte 2: 2"]


# --- JSON lines ---


def test_json_lines_also_packed_and_in_the_form_of_beir() -> None:
    line = json.dumps({"_id": "bgb_p1", "title": "§ 1", "text": "Rechtsfähigkeit.", "meta": {"buch": [1, "a"]}})
    plain, packed = read("a.jsonl", line.encode()), read("a.jsonl.gz", gzip.compress(line.encode()))
    assert plain == packed
    assert (plain[0].title, plain[0].key, texts(plain[0])) == ("§ 1", "bgb_p1", ["Rechtsfähigkeit.", "meta.buch: 1; a"])


def test_lines_are_found_wherever_a_piece_of_the_file_ends() -> None:
    lines = [json.dumps({"titel": str(n), "text": "ä" * (n % 997)}, ensure_ascii=False) for n in range(1, 1_500)]
    assert [extract.title for extract in read("a.jsonl", "\n".join(lines).encode())] == [
        str(n) for n in range(1, 1_500) if n % 997
    ]


def test_nothing_that_a_database_refuses_is_handed_on() -> None:
    (extract,) = read("a.jsonl", rb'{"_id": "a\u0000b\ud800", "title": "T\u0000", "text": "x\ud800y"}')
    assert (extract.key, extract.title, texts(extract)) == ("ab", "T", ["xy"])


@pytest.mark.parametrize(
    ("line", "reason"),
    [(b'{"a": ', "Zeile 2: ist kein"), (b"[1]", "Zeile 2: muss ein Datensatz"), (b"\xff", "Zeile 2: ist kein")],
)
def test_a_wrong_line_is_named(line: bytes, reason: str) -> None:
    assert reason in refused("a.jsonl", b'{"titel": "A", "text": "B"}\n' + line)


def test_a_line_without_end_is_refused() -> None:
    assert "Zeile 1: ist länger als 5 MB" in refused("a.jsonl", b'{"a": "' + b"x" * 6_000_000)
