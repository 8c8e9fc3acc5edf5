"""`lotse eval run` and `lotse eval import` on an advisor's Excel file: the right rows run, the wrong one is named."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

Run = Callable[..., subprocess.CompletedProcess[str]]
HEADINGS = (
    "Nr.",
    "Frage der Kommune",
    "Erwartete Dokumente",
    "Land",
    "Einwohner",
    "Klasse",
    "Erwartet",
    "Bearbeitet von",
)
ROWS: list[tuple[object, ...]] = [
    (1, "Wie bauen wir ein LoRaWAN-Netz auf?", "leit-lorawan-netz-start", "Bayern", "8.000", "Schritte", "beantwortet"),
    (2, "Worauf müssen wir bei Kameras auf dem Marktplatz achten?", "leit-datenschutz-sensoren-kameras", "NRW", 45000),
    (),
    (3, "Wie kommen wir zu einer Digitalstrategie?", "leit-digitalstrategie-start", "Hessen", "ca. 12.000"),
    (4, "Was hat der Rufbus im Landkreis Hof gebracht?", "fall-landkreis-hof-landbus", None, None, "Erfahrung"),
    (5, "Wer hat Pegelsensoren an kleinen Bächen?", "fall-schwerte-pegelsensoren; fall-goslar-hochwasser-ki"),
    (6, "Wie führen wir die E-Akte ein?", "leit-e-akte-dms-einfuehren", "Baden-Württemberg", 3200, "Akte"),
    (7, "Welche Förderung gibt es für Glasfaser?", "foerd-gigabitfoerderung-2-0", None, None, "Förderung"),
    (8, "Wie läuft ein digitaler Bauantrag ab?", "leit-digitaler-bauantrag", "Mecklenburg-Vorpommern", "5 500"),
    (),
    (),
    (9, "Wie beteiligen wir Jugendliche online?", "leit-jugendbeteiligung-digital"),
    (10, "Müssen wir unsere Website barrierefrei machen?", "leit-barrierefreie-website-leichte-sprache"),
    (11, "Wie rüsten wir die Straßenbeleuchtung um?", "leit-smarte-strassenbeleuchtung", "Saarland"),
    (12, "Gibt es Dörfer mit eigenem Fahrdienst?", "fall-das-dorf-gibt-es-nicht", "Schleswig-Holstein", 900),
    (13, "Was tun nach einem Cyberangriff auf das Rathaus?", "leit-cyberangriff-notfallplan"),
    (14, "Wie öffnen wir unsere Daten?", "leit-open-data-start", "Thüringen", 21000),
    (15, "Wie messen wir freie Parkplätze?", "leit-parkraum-sensorik"),
    (16, "Dürfen wir den Auftrag ohne Ausschreibung vergeben?", None, None, None, "Vergabe", "Übergabe: Vergabe"),
    (17, "Ich möchte mit einem Menschen sprechen", None, None, None, "Wunsch", "Übergabe auf Wunsch"),
    (18, "Wie warnen wir bei Starkregen?", "leit-starkregen-pegel-fruehwarnung", "Rheinland-Pfalz", 2100),
    (19, "Wie starten wir mit einem Chatbot im Rathaus?", "leit-chatbot-rathaus", "Sachsen", "17.500"),
    (20, "Xylofurz Quabbelmuck Zwirbelgnom?", None, None, None, "Unsinn", "nicht beantwortet"),
]  # fmt: skip


@pytest.fixture(scope="module")
def shared_dir(copied: Callable[[], Path]) -> Path:
    return copied()


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Fragen März"
    for row in (["Fragen aus der Beratung"], [], HEADINGS, *ROWS):
        sheet.append(list(row))
    made.create_sheet("Legende").append(["Kürzel", "Bedeutung"])
    path = tmp_path_factory.mktemp("tabelle") / "fragen.xlsx"
    made.save(path)
    return path


def test_an_excel_file_of_twenty_questions_runs_but_for_the_row_that_is_named(
    lotse: Run, shared_dir: Path, table: Path
) -> None:
    done = lotse("eval", "run", str(table), "--json", data=shared_dir)
    found = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert found["n"] == 19
    assert found["skipped"] == [
        {
            "file": f"{table}, Blatt „Fragen März“, Zeile 18",
            "field": "Spalte „Erwartete Dokumente“",
            "reason": "das Dokument fall-das-dorf-gibt-es-nicht gibt es hier nicht",
        }
    ]
    assert [note["field"] for note in found["notes"]] == ["Spalte „Bearbeitet von“", "Blatt"]
    assert found["unknown_documents"] == []
    assert found["intervals"]["hit@5"]["n"] == 16
    assert (found["intervals"]["answer_rate"]["n"], found["intervals"]["outcome_accuracy"]["n"]) == (1, 4)
    assert {"BY", "BW", "NW", "TH"} <= found["per_state"].keys()


def test_people_read_which_row_was_not_asked_and_why(lotse: Run, shared_dir: Path, table: Path) -> None:
    done = lotse("eval", "run", str(table), data=shared_dir)
    assert "19 Fragen" in done.stdout
    assert (
        f"Nicht gestellt: {table}, Blatt „Fragen März“, Zeile 18: Spalte „Erwartete Dokumente“: "
        "das Dokument fall-das-dorf-gibt-es-nicht gibt es hier nicht"
    ) in done.stdout


def test_a_table_is_written_as_a_question_set_and_never_over_another_file(
    lotse: Run, shared_dir: Path, table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "fragen.jsonl"
    command = ("eval", "import", str(table), "--out", str(out))
    done = lotse(*command, data=shared_dir)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()] == [str(n) for n in range(1, 21)]
    out.write_text("meins", encoding="utf-8")
    refused = lotse(*command, data=shared_dir)
    assert (refused.returncode, out.read_text("utf-8")) == (2, "meins")
    assert "gibt es schon. Mit --force wird die Datei ersetzt." in refused.stderr
    assert lotse(*command, "--force", data=shared_dir).returncode == 0
    assert out.read_text("utf-8") != "meins"


def test_an_import_with_a_wrong_row_takes_the_others_and_says_so(lotse: Run, shared_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(
        "Frage;Land\nWas kostet ein Bürgerbus?;Hesen\nWo gibt es das?;Hessen\n".encode("cp1252")
    )
    done = lotse("eval", "import", str(tmp_path / "a.csv"), "--out", str(tmp_path / "a.jsonl"), data=shared_dir)
    assert done.returncode == 1
    assert "a.csv, Zeile 2: Spalte „Land“: „Hesen“ ist kein Land" in done.stdout
    assert [json.loads(line)["question"] for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()] == [
        "Wo gibt es das?"
    ]
