"""`lotse eval sheet`, `sheet-scores` and `judge`: from a run to the scores of people, and to a model's opinion."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.messages import Outcome, Reply, SourceEntry, Statement
from evals.about import About, Product
from evals.kept import about_as_json, line_of
from evals.questions import SetQuestion
from evals.redteam.server import Says, serving
from evals.run import Answered

Run = Callable[..., subprocess.CompletedProcess[str]]
ABOUT = About((), 0, None, 1, "hier", Product(), None, 0, (), "3.11", "Linux", datetime.now(UTC), state="finished")


@pytest.fixture
def run_dir(tmp_path: Path) -> Path:
    """Give the folder of a run with ten answers of two statements and one handoff."""
    source = SourceEntry(1, "fall-a", "fall-a~1", "case_study", "Rufbus", "Kosten", None, "Kreis", None, False, "", ())
    said = tuple(Statement(text, (1,), "fact") for text in ("Drei Euro.", "Kinder frei."))
    reply = Reply("c", "m", Outcome.ANSWERED, statements=said, sources=(source,))
    rows = [
        Answered("satz", SetQuestion.model_validate({"id": str(n), "question": "Was kostet das?"}), reply)
        for n in range(10)
    ]
    rows.append(
        replace(
            rows[0], question=rows[0].question.model_copy(update={"id": "x"}), reply=Reply("c", "m", Outcome.CLARIFY)
        )
    )
    folder = tmp_path / "lauf"
    folder.mkdir()
    (folder / "answers.jsonl").write_bytes(b"".join(map(line_of, rows)))
    (folder / "run.json").write_bytes(about_as_json(ABOUT))
    return folder


def test_two_people_score_in_excel_and_their_points_and_agreement_come_back(
    lotse: Run, run_dir: Path, tmp_path: Path
) -> None:
    out = tmp_path / "bogen.xlsx"
    made = lotse("eval", "sheet", str(run_dir), "--out", str(out), "--n", "6", "--seed", "5", data=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "6 von 11 Antworten, 12 Aussagen." in made.stdout
    sheets = [tmp_path / "bogen-1.xlsx", tmp_path / "bogen-2.xlsx"]
    for rater, path in enumerate(sheets):
        book = load_workbook(path)
        for row in book["Bogen"].iter_rows(min_row=2):
            row[7].value, row[8].value = (80 if rater and str(row[0].value).endswith("-2") else 100), 25
        if rater:
            book["Bogen"]["H3"].value = "gut"
        book.save(path)
    command = ("eval", "sheet-scores", *map(str, sheets))
    found = json.loads(lotse(*command, "--json", data=tmp_path).stdout)
    first = found["raters"]["bogen-1"]["total"]
    assert (first["value"], first["high"], first["n"]) == (100.0, 100.0, 6)
    assert first["low"] < 60  # six answers tell little, even when all are right
    assert found["raters"]["bogen-2"]["total"]["value"] == 92.5
    assert found["raters"]["bogen-2"]["total"]["n"] == 5
    assert {one["points"].get("bogen-2") for one in found["answers"]} == {92.5, None}
    assert (found["agreement"]["statement"]["n"], found["agreement"]["citation"]["alpha"]) == (11, None)
    assert [problem["reason"] for problem in found["problems"]] == ["„gut“ ist nicht vorgesehen: 100, 80 oder 0"]
    shown = lotse(*command, data=tmp_path).stdout
    for words in (
        "Gesamtpunkte",
        "Krippendorffs Alpha",
        "bogen-2.xlsx, Zelle H3: Punkte Aussage",
        "Verschieden bewertet",
    ):
        assert words in shown


def test_sheets_are_never_written_over_sheets_that_may_be_filled(lotse: Run, run_dir: Path, tmp_path: Path) -> None:
    command = ("eval", "sheet", str(run_dir), "--out", str(tmp_path / "b.csv"), "--raters", "1")
    assert lotse(*command, data=tmp_path).returncode == 0
    filled = (tmp_path / "b.csv").read_bytes()
    again = lotse(*command, data=tmp_path)
    assert (again.returncode, (tmp_path / "b.csv").read_bytes()) == (2, filled)
    assert "gibt es schon und könnte ausgefüllt sein" in again.stderr
    assert "Punkte Aussage: 100" in (tmp_path / "b-hinweise.txt").read_text("utf-8")


def test_a_model_judges_what_people_scored_and_its_agreement_with_them_is_told(
    lotse: Run, run_dir: Path, tmp_path: Path
) -> None:
    made = ("eval", "sheet", str(run_dir), "--out", str(tmp_path / "b.xlsx"), "--raters", "1", "--n", "6")
    assert lotse(*made, data=tmp_path).returncode == 0
    book = load_workbook(tmp_path / "b.xlsx")
    for row in book["Bogen"].iter_rows(min_row=2):
        row[7].value, row[8].value = 100, 0 if row[3].value == "Kinder frei." else 25
    book.save(tmp_path / "b.xlsx")

    def opinion(body: dict[str, Any]) -> Says:
        carried = "Drei Euro." in body["messages"][-1]["content"]
        return Says(json.dumps({"reason": "…", "verdict": "supported" if carried else "not"}))

    command = ("eval", "judge", str(run_dir), "--labels", str(tmp_path / "b.xlsx"))
    with serving(opinion) as fake:
        done = lotse(*command, "--json", data=tmp_path, LOTSE_JUDGE_URL=fake.url, LOTSE_JUDGE_KEY="k")
        shown = lotse(*command, "--runs", "1", data=tmp_path, LOTSE_MODEL_URL=fake.url, LOTSE_JUDGE_MODEL="n")
        asked = len(fake.requests)
    found = json.loads(done.stdout)
    assert (found["model"], found["runs"], found["statements"], asked) == ("m", 3, 12, 12 * 3 + 12)
    assert (found["support"]["value"], found["spread"]["runs"]) == (0.5, [0.5, 0.5, 0.5])
    assert (found["people"]["alpha"], found["people"]["kappa"], found["people"]["n"]) == (1.0, 1.0, 12)
    assert len(found["prompt"]) == 12
    assert "Von den Quellen getragen   0,500" in shown.stdout
    assert "n, je Aussage 1 Urteile" in shown.stdout


def test_without_a_model_there_is_no_judge(lotse: Run, run_dir: Path, tmp_path: Path) -> None:
    done = lotse("eval", "judge", str(run_dir), data=tmp_path)
    assert done.returncode == 3
    assert "LOTSE_JUDGE_URL" in done.stderr


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["sheet", "{run}", "--out", "{tmp}/b.docx"], "endet nicht auf .xlsx oder .csv"),
        (["sheet", "{tmp}", "--out", "{tmp}/b.xlsx"], "liegt kein lesbarer Lauf"),
        (["sheet", "{run}", "--out", "/gibt/es/nicht/b.xlsx"], "lässt sich nicht schreiben"),
        (["sheet-scores", "{tmp}/b.xlsx"], "Nennen Sie ihn mit --key."),
        (["sheet-scores", "{tmp}/b.xlsx", "--key", "{tmp}/k.json"], "lässt sich nicht lesen"),
    ],
)
def test_what_cannot_be_done_ends_with_one_sentence(
    lotse: Run, run_dir: Path, tmp_path: Path, args: list[str], sentence: str
) -> None:
    done = lotse("eval", *(arg.format(run=run_dir, tmp=tmp_path) for arg in args), data=tmp_path)
    assert done.returncode == 2
    assert sentence in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
