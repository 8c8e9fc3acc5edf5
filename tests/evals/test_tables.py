"""Tables as advisors keep them, in Excel or as text: what is read, and how a wrong row is named."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from evals.questions import QuestionSet, SetInvalid, lines_of, read_sets, without_unknown
from knowledge.profile import Profile

Rows = Sequence[Sequence[Any]]
Write = Callable[..., Path]
HEADINGS = ("Nr.", "Frage", "Erwartete Dokumente", "Land", "Einwohner", "Erwartet", "Stichtag")


@pytest.fixture
def workbook(tmp_path: Path) -> Write:
    """Write an Excel file; each sheet by its name, with the areas to merge."""

    def write(merge: Sequence[str] = (), name: str = "fragen.xlsx", **sheets: Rows) -> Path:
        made = Workbook()
        made.remove(made.worksheets[0])
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
            for area in merge:
                sheet.merge_cells(area)
        made.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def text(tmp_path: Path) -> Write:
    """Write a text file in an encoding."""

    def write(content: str, encoding: str = "utf-8", name: str = "fragen.csv") -> Path:
        (tmp_path / name).write_bytes(content.encode(encoding))
        return tmp_path / name

    return write


def only(file: Path) -> QuestionSet:
    [found] = read_sets([file])
    return found


def named(found: QuestionSet) -> list[tuple[str, str, str]]:
    return [(problem.file.rpartition(", ")[2], problem.field, problem.reason) for problem in found.skipped]


def test_everything_an_advisor_may_write_is_read(workbook: Write) -> None:
    headings = [
        "Stichtag", "FRAGE", "Fragen-ID", "Erwartete Dokumente", "Kernaussagen", "Bundesland", "Einwohnerzahl (ca.)",
        "Art der Kommune", "Phase", "Erwartet", "Klasse", "Vorher gefragt", "Was fehlt", "Förderstand", "Schrittplan",
        "Darf nicht erscheinen", "Bemerkung",
    ]  # fmt: skip
    row = [
        datetime(2026, 3, 1), "Was kostet ein Rufbus?", "RB-1", "fall-a\nfall-b", "- 3 Euro\n- Anruf; vorab", "NRW",
        "ca. 8.000", "Landgemeinde", "Betrieb", "Übergabe: Vergabe", "Kosten", "Guten Tag\nWir sind klein", "Kosten",
        "foerd-a: laufend", "ja", "Kennwort", "vom Kreis",
    ]  # fmt: skip
    [found] = only(workbook(Fragen=[headings, row])).questions
    assert (found.id, found.question, found.today) == ("RB-1", "Was kostet ein Rufbus?", date(2026, 3, 1))
    assert (found.relevant, found.nuggets) == (("fall-a", "fall-b"), ("3 Euro", "Anruf", "vorab"))
    assert found.asker == Profile("NW", 8000, "landgemeinde", "betrieb")
    assert (found.expected, found.kind, found.dialogue) == (
        "handoff.procurement", "Kosten", ("Guten Tag", "Wir sind klein"),
    )  # fmt: skip
    assert (found.missing, found.status, found.plan) == (("Kosten",), {"foerd-a": "laufend"}, True)
    assert (found.forbidden, found.note) == (("Kennwort",), "vom Kreis")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_text_is_read_in_any_usual_encoding_and_with_any_usual_delimiter(
    text: Write, encoding: str, delimiter: str
) -> None:
    rows = [
        ["Lfd. Nr.", "Frage", "Land", "Einwohner"],
        ["1", '"Wie geht das, ""Bürgerbus""; und was – kostet er?"', "Thüringen", "8.000"],
        ["", "", "", ""],
        ["2", '"Zwei\nZeilen, ja?"', "Baden-Württemberg", "12 000"],
    ]
    one, two = only(text("\r\n".join(delimiter.join(row) for row in rows), encoding)).questions
    assert (one.question, one.asker) == ('Wie geht das, "Bürgerbus"; und was – kostet er?', Profile("TH", 8000))
    assert (two.id, two.question, two.asker) == ("2", "Zwei\nZeilen, ja?", Profile("BW", 12000))


def test_a_text_with_one_column_is_not_cut_at_its_commas(text: Write) -> None:
    [found] = only(text("Frage\nWir sind klein, arm und ländlich, was nun?\n")).questions
    assert found.question == "Wir sind klein, arm und ländlich, was nun?"


def test_a_title_above_and_empty_lines_and_numbers_given_in_advance_do_no_harm(workbook: Write) -> None:
    rows = [["Fragen"], [], HEADINGS, [1, "Eins?"], [None] * 7, [2.0, "Zwei?"], [3], [4]]
    found = only(workbook(Blatt1=rows))
    assert [(q.id, q.question) for q in found.questions] == [("1", "Eins?"), ("2", "Zwei?")]
    assert found.skipped == ()


def test_a_cell_that_says_there_is_nothing_is_empty_but_a_question_is_never(text: Write) -> None:
    found = only(text("Frage;Land;Einwohner;Quelle;Stichtag\nWas?;-;k. A.;keine;–\nUnbekannt;?;n/a;;\n"))
    assert [(q.question, q.asker, q.relevant, q.today) for q in found.questions] == [
        ("Was?", Profile(), (), None), ("Unbekannt", Profile(), (), None),
    ]  # fmt: skip


def test_a_question_without_id_is_called_by_its_row(workbook: Write) -> None:
    found = only(workbook(Blatt1=[["Frage"], ["Eins?"], [], ["Zwei?"]]))
    assert [q.id for q in found.questions] == ["zeile-2", "zeile-4"]


def test_merged_cells_hold_for_all_their_rows(workbook: Write) -> None:
    rows = [
        ["Frage", "Dokumente", "Land"], ["Eins?", "fall-a", "Hessen"], [None, "fall-b"], [None, "fall-c"],
        ["Zwei?", "fall-d"], ["Teil zwei: Förderung"], ["Drei?", None, "Bayern"],
    ]  # fmt: skip
    found = only(workbook(merge=["A2:A4", "C2:C5", "A6:C6", "C7:C20"], Blatt1=rows))
    assert found.skipped == ()
    assert [(q.question, q.relevant, q.asker.state) for q in found.questions] == [
        ("Eins?", ("fall-a", "fall-b", "fall-c"), "HE"), ("Zwei?", ("fall-d",), "HE"), ("Drei?", (), "BY"),
    ]  # fmt: skip


def test_each_sheet_with_questions_is_a_set_and_other_sheets_are_named_once(workbook: Write) -> None:
    sheets = {
        "Eins": [["Nr.", "Frage"], [1, "A?"]],
        "Legende": [["Kürzel", "Sinn"]],
        "Zwei": [["Nr", "Frage"], [1, "B?"]],
    }
    file = workbook(**sheets)
    sets = read_sets([file])
    assert [(one.name, [q.question for q in one.questions]) for one in sets] == [
        ("fragen: Eins", ["A?"]), ("fragen: Zwei", ["B?"]),
    ]  # fmt: skip
    assert [str(note) for one in sets for note in one.notes] == [
        f"{file}, Blatt „Legende“: Blatt: hat keine Spalte „Frage“ und wird nicht gelesen"
    ]
    assert len({line[: line.index(", ")] for line in lines_of(sets)}) == 2


def test_unknown_columns_are_named_once_and_a_doubtful_heading_gives_way(workbook: Write) -> None:
    rows = [
        ["Frage", "Quelle", "Erwartetes Dokument", "Bearbeitet von"],
        ["A?", "Mail vom Kreis", "fall-a", "Kö"],
        ["B?"],
    ]
    found = only(workbook(Blatt1=rows))
    assert [q.relevant for q in found.questions] == [("fall-a",), ()]
    assert [note.field for note in found.notes] == ["Spalte „Quelle“, „Bearbeitet von“"]


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({1: None, 2: "fall-a"}, "Frage", "fehlt"),
        ({3: "Hesen"}, "Land", "„Hesen“ ist kein Land"),
        ({4: "viele"}, "Einwohner", "„viele“ ist keine Zahl von Einwohnern"),
        ({4: "5.000-8.000"}, "Einwohner", "„5.000-8.000“ ist keine Zahl von Einwohnern"),
        ({4: 8.5}, "Einwohner", "8.5 ist keine Zahl von Einwohnern"),
        ({4: 0}, "Einwohner", "ist zu klein"),
        ({4: "99.000.000.000"}, "Einwohner", "ist zu groß"),
        ({5: "ganz gut"}, "Erwartet", "„ganz gut“ ist kein Ausgang, den es gibt"),
        ({6: "31.02.2026"}, "Stichtag", "„31.02.2026“ ist kein Datum"),
        ({6: "03/01/2026"}, "Stichtag", "„03/01/2026“ ist kein Datum"),
        ({2: "Rufbus auf dem Land"}, "Erwartete Dokumente", "„Rufbus auf dem Land“ ist keine Kennung"),
        ({2: "https://example.org/a"}, "Erwartete Dokumente", "„https://example.org/a“ ist keine Kennung"),
        ({3: "#NV"}, "Land", "enthält den Fehlerwert #NV"),
        ({4: "=2*4000"}, "Einwohner", "enthält eine Formel ohne gespeicherten Wert"),
        ({0: 1}, "Nr.", "1 steht schon in: "),
    ],
)
def test_a_wrong_row_is_named_by_sheet_row_column_and_reason_and_the_others_run(
    workbook: Write, cells: dict[int, Any], field: str, reason: str
) -> None:
    wrong = [cells.get(n, "Was?" if n == 1 else None) for n in range(7)]
    file = workbook(Blatt1=[HEADINGS, [1, "Davor?"], wrong, [3, "Danach?"]])
    found = only(file)
    assert [q.question for q in found.questions] == ["Davor?", "Danach?"]
    [problem] = found.skipped
    assert (problem.file, problem.field) == (f"{file}, Blatt „Blatt1“, Zeile 3", f"Spalte „{field}“")
    assert problem.reason.startswith(reason)


def test_all_mistakes_of_a_row_are_named(text: Write) -> None:
    found = only(text("Nr;Frage;Land;Einwohner\n1;;Hesen;viele\n2;Was?;;\n"))
    assert named(found) == [
        ("Zeile 2", "Spalte „Frage“", "fehlt"),
        ("Zeile 2", "Spalte „Land“", "„Hesen“ ist kein Land, zum Beispiel Hessen oder HE"),
        ("Zeile 2", "Spalte „Einwohner“", "„viele“ ist keine Zahl von Einwohnern, zum Beispiel 8.000"),
    ]


def test_a_row_that_expects_an_unknown_document_is_named_and_left_out(text: Write) -> None:
    file = text("Nr;Frage;Quelle\n1;Was?;fall-a\n2;Wo?;fall-a; fall-b\n".replace("fall-a; ", "fall-a, "))
    [found] = without_unknown(read_sets([file]), {"fall-a"}.__contains__)
    assert [q.id for q in found.questions] == ["1"]
    assert named(found) == [("Zeile 3", "Spalte „Quelle“", "das Dokument fall-b gibt es hier nicht")]
    with pytest.raises(SetInvalid, match="fall-a gibt es hier nicht"):
        without_unknown(read_sets([file]), lambda _: False)
    assert without_unknown([QuestionSet("leer", ())], lambda _: False)[0].questions == ()


def test_values_of_formulas_count_and_nothing_is_computed(tmp_path: Path, workbook: Write) -> None:
    file = workbook(Blatt1=[["Frage", "Einwohner"], ["Was?", 1]])
    changed = tmp_path / "formel.xlsx"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            content = old.read(part).replace(
                b'<c r="B2" t="n"><v>1</v>', b'<c r="B2"><f>WEBSERVICE("http://x")</f><v>8000</v>'
            )
            new.writestr(part, content)
    assert [q.asker.population for q in only(changed).questions] == [8000]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", b"", "hat keine Spalte"),
        ("a.xlsx", b"PK\x03\x04 kaputt", "ist keine Excel-Datei oder besch"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "hat das alte Format .xls"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "ist mit einem Kennwort"),
        ("a.ods", b"PK\x03\x04", "hat das Format .ods"),
        ("a.csv", b"Frage\n\x81\x00", "ist kein Text in UTF-8 oder Windows-1252"),
        ("a.csv", b"Thema;Stand\nBus;offen\n", "hat keine Spalte mit der Überschrift „Frage“"),
        ("a.csv", b'Frage;Land\n"Was?;Hessen\nWo?;Hessen\n', "öffnet ein Anführungszeichen"),
        ("a.csv", b"Frage;Land\n", "enthält keine Frage"),
        ("a.csv", b"Frage\n" + b"Was?\n" * 10_001, "hat mehr als 10.000 Zeilen"),
        ("a.csv", b"Frage\n" + b"x" * 200_000, "eine Zelle ist zu lang"),
        ("a.csv", b"x" * 20_000_001, "ist größer als 20 MB"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_named_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SetInvalid) as raised:
        read_sets([tmp_path / name])
    [problem] = raised.value.problems
    assert (problem.file, problem.field) == (str(tmp_path / name), "Datei")
    assert reason.lower() in problem.reason.lower()


def _with_part(file: Path, name: str, content: bytes) -> bytes:
    """Return an Excel file with one part put in place of another, packed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return changed.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CELL = '<c r="A99999999999" t="inlineStr"><is><t>x</t></is></c>'
FAR = f'<worksheet {MAIN}><sheetData><row r="99999999999">{CELL}</row></sheetData></worksheet>'
WIDE = f'<worksheet {MAIN}><sheetData/><mergeCells><mergeCell ref="A1:CV9999"/></mergeCells></worksheet>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet/>'


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        ("xl/sharedStrings.xml", b" " * 30_000_000, "wird entpackt größer als 20 MB"),
        (SHEET, LAUGHS.encode(), "enthält Erklärungen (DOCTYPE)"),
        (SHEET, FAR.encode(), "hat mehr als 10.000 Zeilen"),
        (SHEET, WIDE.encode(), "hat zu viele verbundene Zellen"),
        (SHEET, b"<worksheet", "ist keine Excel-Datei oder beschädigt"),
        ("xl/workbook.xml", b"<x", "ist keine Excel-Datei oder beschädigt"),
    ],
)
def test_a_hostile_workbook_is_refused_before_it_does_harm(
    workbook: Write, part: str, content: bytes, reason: str
) -> None:
    file = workbook(Blatt1=[["Frage"], ["Was?"]])
    file.write_bytes(_with_part(file, part, content))
    with pytest.raises(SetInvalid) as raised:
        read_sets([file])
    assert reason in str(raised.value)


def test_a_table_becomes_json_lines_that_say_the_same(workbook: Write, tmp_path: Path) -> None:
    rows = [HEADINGS, [1, "Was?", "fall-a; fall-b", "Hessen", "8.000", "teilweise", "01.03.2026"], [2, "Wo?"]]
    table = read_sets([workbook(Blatt1=rows)])
    (tmp_path / "fragen.jsonl").write_text("\n".join(lines_of(table)), encoding="utf-8")
    assert only(tmp_path / "fragen.jsonl").questions == table[0].questions
