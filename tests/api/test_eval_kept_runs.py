"""Runs kept in a folder, on the starter corpus: killed and gone on with, scored anew, compared, refused."""

import json
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.api.zygote import Process

SETS = Path(__file__).parents[2] / "evals" / "sets"
Run = Callable[..., subprocess.CompletedProcess[str]]
Launched = Callable[..., AbstractContextManager[Process]]
Served = Callable[[Path], AbstractContextManager[tuple[Process, str]]]
TIMES = ("latency_ms_p50", "latency_ms_p95")


@pytest.fixture(scope="module")
def shared_dir(copied: Callable[[], Path]) -> Path:
    return copied()


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Give the command that runs sixty questions, ten of them dialogues."""
    dialogues = tmp_path_factory.mktemp("sets") / "dialoge.jsonl"
    lines = (SETS / "dialogues.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    dialogues.write_text("".join(lines[:10]), encoding="utf-8")
    return "eval", "run", str(dialogues), str(SETS / "short.jsonl")


@pytest.fixture(scope="module")
def whole(lotse: Run, asked: tuple[str, ...], shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of an unbroken run."""
    folder = tmp_path_factory.mktemp("runs") / "ganz"
    done = lotse(*asked, "--out", str(folder), data=shared_dir)
    assert done.returncode == 0, done.stderr
    return folder


def timeless(scores: Any) -> Any:
    """Return scores without what was measured with a clock."""
    if isinstance(scores, dict):
        return {name: timeless(value) for name, value in scores.items() if name not in TIMES}
    return scores


def scores_of(folder: Path) -> Any:
    return timeless(json.loads((folder / "scores.json").read_text()))


def compared(lotse: Run, a: Path, b: Path) -> Any:
    done = lotse("eval", "compare", str(a), str(b), "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_run_says_what_it_was(whole: Path) -> None:
    about = json.loads((whole / "run.json").read_text())
    assert [(one["name"], one["questions"], one["tuned"], one["untuned"]) for one in about["sets"]] == [
        ("dialoge", 10, 10, 0), ("short", 50, 0, 0),
    ]  # fmt: skip
    assert (about["examinee"], about["seed"], about["limit"], about["workers"]) == ("hier", 0, None, 1)
    assert about["state"] == "finished"
    assert about["started"] < about["finished"]
    product = about["product"]
    assert (product["composer"], product["model"]) == ("extractive", None)
    assert product["settings"]["answer_threshold"] == 0.65
    assert all(product[name] for name in ("version", "code", "prompts", "corpus", "index"))
    assert "model_key" not in (whole / "run.json").read_text()


def test_a_run_killed_in_the_middle_ends_with_the_scores_of_an_unbroken_one(
    lotse: Run,
    asked: tuple[str, ...],
    launched: Launched,
    shared_dir: Path,
    whole: Path,
    tmp_path: Path,
    wait_for: Callable[..., bool],
) -> None:
    folder = tmp_path / "lauf"
    answers = folder / "answers.jsonl"
    with launched(*asked, "--out", str(folder), data=shared_dir) as process:
        assert wait_for(lambda: answers.exists() and answers.read_bytes().count(b"\n") >= 20)
        process.kill()
    left = answers.read_bytes()
    assert 20 <= left.count(b"\n") < 60
    answers.write_bytes(left + b'{"set_name":"dialoge","question":{"id":"d-')  # killed while it wrote a line
    scored = lotse("eval", "score", str(folder))
    assert scored.returncode == 0, scored.stderr
    assert "Der Lauf ist nicht beendet" in scored.stdout

    done = lotse(*asked, "--out", str(folder), data=shared_dir)
    assert done.returncode == 0, done.stderr
    assert answers.read_bytes().startswith(left)
    assert json.loads((folder / "run.json").read_text())["state"] == "finished"
    assert scores_of(folder) == scores_of(whole)
    found = compared(lotse, whole, folder)
    assert (found["n"], found["changes"], found["setup"]) == (60, [], [])


def test_four_workers_give_the_answers_of_one(
    lotse: Run, asked: tuple[str, ...], shared_dir: Path, whole: Path, tmp_path: Path
) -> None:
    done = lotse(*asked, "--workers", "4", "--out", str(tmp_path), data=shared_dir)
    assert done.returncode == 0, done.stderr
    assert scores_of(tmp_path) == scores_of(whole)
    found = compared(lotse, whole, tmp_path)
    assert (found["changes"], found["setup"], found["differing"]) == ([], ["--workers: 1 → 4"], [])


def test_two_runs_of_the_same_code_differ_by_nothing_and_people_are_told_so_in_a_sentence(
    lotse: Run, asked: tuple[str, ...], copied: Callable[[], Path], whole: Path, tmp_path: Path
) -> None:
    assert lotse(*asked, "--out", str(tmp_path), data=copied()).returncode == 0
    done = lotse("eval", "compare", str(whole), str(tmp_path))
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("Die beiden Läufe unterscheiden sich bei keiner von 60 Fragen")


def test_a_worse_setting_is_found_and_the_questions_are_named(
    lotse: Run, asked: tuple[str, ...], shared_dir: Path, whole: Path, tmp_path: Path
) -> None:
    again = lotse(*asked, "--out", str(tmp_path), data=shared_dir, LOTSE_ANSWER_THRESHOLD="0.97")
    assert again.returncode == 0, again.stderr
    found = compared(lotse, whole, tmp_path)
    assert found["setup"] == ["LOTSE_ANSWER_THRESHOLD: 0.65 → 0.97"]
    rate = found["measures"]["answer_rate"]
    assert rate["wins"] == 0
    assert rate["losses"] > rate["n"] / 10
    assert rate["high"] < 0
    assert "answer_rate" in found["differing"]
    worse = [one for one in found["changes"] if "answer_rate" in one["worse"]]
    assert len(worse) == rate["losses"]
    assert all(one["outcome"][0].startswith("answered") and one["statements_gone"] for one in worse)

    shown = lotse("eval", "compare", str(whole), str(tmp_path)).stdout
    for words in (
        "Andere Voraussetzung: LOTSE_ANSWER_THRESHOLD",
        "60 gemeinsame Fragen",
        "Schlechter (",
        "Ausgang: answered",
    ):
        assert words in shown


def test_scoring_anew_gives_the_same_scores_and_asks_nothing(lotse: Run, whole: Path, tmp_path: Path) -> None:
    before = (whole / "scores.json").read_text()
    (whole / "scores.json").unlink()
    done = lotse("eval", "score", str(whole), "--failures", "--json", data=tmp_path / "leer")
    assert done.returncode == 0, done.stderr
    assert (whole / "scores.json").read_text() == before
    assert json.loads(done.stdout) == json.loads(before)
    assert not (tmp_path / "leer").exists()


def test_a_row_of_a_table_that_was_left_out_is_still_named_when_the_run_is_scored_anew(
    lotse: Run, shared_dir: Path, tmp_path: Path
) -> None:
    table = tmp_path / "fragen.csv"
    table.write_text(
        "Nr;Frage;Dokument\n1;Wie starten wir mit LoRaWAN?;leit-lorawan-netz-start\n2;Was?;gibt-es-nicht\n"
    )
    done = lotse("eval", "run", str(table), "--json", "--out", str(tmp_path / "lauf"), data=shared_dir)
    assert done.returncode == 0, done.stderr
    again = json.loads(lotse("eval", "score", str(tmp_path / "lauf"), "--json").stdout)
    assert again == json.loads(done.stdout)
    assert again["n"] == 1
    assert [problem["reason"] for problem in again["skipped"]] == ["das Dokument gibt-es-nicht gibt es hier nicht"]


@pytest.mark.parametrize(
    ("changed", "env", "said"),
    [
        (("--seed", "3"), {}, "--seed: 0 → 3"),
        (("--limit", "5"), {}, "--limit: keine Angabe → 5"),
        ((str(SETS / "typed.jsonl"),), {}, "Fragensatz typed: kam hinzu"),
        ((), {"LOTSE_PARTIAL_THRESHOLD": "0.5"}, "LOTSE_PARTIAL_THRESHOLD: 0.35 → 0.5"),
        ((), {"LOTSE_TODAY": "2025-01-01"}, "Datum der Fragen: "),
    ],
)
def test_a_finished_run_is_never_written_over_by_another(
    lotse: Run,
    asked: tuple[str, ...],
    shared_dir: Path,
    whole: Path,
    changed: tuple[str, ...],
    env: dict[str, str],
    said: str,
) -> None:
    before = {path.name: path.read_bytes() for path in whole.iterdir()}
    done = lotse(*asked, *changed, "--out", str(whole), data=shared_dir, **env)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Nehmen Sie einen anderen Ordner für --out" in done.stderr
    assert {path.name: path.read_bytes() for path in whole.iterdir()} == before


def test_a_run_is_not_gone_on_with_over_other_documents(
    lotse: Run, asked: tuple[str, ...], write_document: Callable[..., Path], data_dir: Path, whole: Path, tmp_path: Path
) -> None:
    write_document(tmp_path / "neu", "seite-neu")
    assert lotse("ingest", str(tmp_path / "neu"), data=data_dir).returncode == 0
    done = lotse(*asked, "--out", str(whole), data=data_dir)
    assert done.returncode == 2
    assert "Dokumente: " in done.stderr


def test_a_server_is_asked_by_several_workers_and_gives_the_answers_given_here(
    lotse: Run, asked: tuple[str, ...], served: Served, data_dir: Path, whole: Path, tmp_path: Path
) -> None:
    with served(data_dir) as (_, address):
        run = (*asked, "--against", f"{address}/", "--workers", "3", "--out", str(tmp_path))
        first = lotse(*run)
        again = lotse(*run)
    assert first.returncode == again.returncode == 0, first.stderr
    assert first.stdout == again.stdout
    about = json.loads((tmp_path / "run.json").read_text())
    assert (about["examinee"], about["product"]["version"], about["today"]) == (address, "0.1.0", None)
    assert about["product"]["index"].startswith("Revision ")
    found = compared(lotse, whole, tmp_path)
    assert found["n"] == 60
    assert found["changes"] == []


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("eval", "score", "{tmp}/weg"), "weg gibt es nicht. Nennen Sie den Ordner eines Laufs"),
        (("eval", "score", "{tmp}"), "liegt kein lesbarer Lauf"),
        (("eval", "compare", "{whole}", "{tmp}"), "liegt kein lesbarer Lauf"),
        (("eval", "compare", "{whole}"), "Es fehlt eine Angabe: B."),
        (
            ("eval", "run", str(SETS / "typed.jsonl"), str(SETS / "typed.jsonl")),
            "typed.jsonl: Datei: ist zweimal genannt",
        ),
        (("eval", "run", str(SETS / "typed.jsonl"), "--workers", "0"), "Die Angabe zu --workers passt nicht."),
    ],
)
def test_wrong_use_ends_with_one_sentence(
    lotse: Run, whole: Path, tmp_path: Path, command: tuple[str, ...], sentence: str
) -> None:
    done = lotse(*(part.format(tmp=tmp_path, whole=whole) for part in command))
    assert done.returncode == 2
    assert sentence in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_broken_line_is_named(lotse: Run, whole: Path, tmp_path: Path) -> None:
    for path in whole.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    lines = (tmp_path / "answers.jsonl").read_text().split("\n")
    (tmp_path / "answers.jsonl").write_text("\n".join([*lines[:6], lines[6][:99], *lines[7:]]))
    done = lotse("eval", "score", str(tmp_path))
    assert done.returncode == 2
    assert "answers.jsonl, Zeile 7: ist keine Antwort eines Laufs" in done.stderr
