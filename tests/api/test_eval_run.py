"""`lotse eval run` on the starter corpus: the figures for scripts, the tables for people, and no trace left behind."""

import json
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from api.wiring import Lotse

Run = Callable[..., subprocess.CompletedProcess[str]]
QUESTIONS: list[dict[str, Any]] = [
    {"id": "1", "question": "Wie starten wir mit LoRaWAN?", "relevant": ["leit-lorawan-netz-start"],
     "expected": "answered*", "class": "steps", "profile": {"state": "BY", "population": 8000, "type": "kleinstadt"}},
    {"id": "2", "question": "Xylofurz Quabbelmuck Zwirbelgnom?", "expected": "not_answered", "class": "nonsense"},
    {"id": "3", "question": "Ich möchte mit einem Menschen sprechen", "expected": "handoff.asked_for"},
    {"id": "4", "question": "Guten Tag", "expected": "answered", "relevant": ["gibt-es-nicht"]},
    {"id": "5", "question": "Was kostet ein Rufbus?", "expected": "answered", "today": "2025-11-07"},
]  # fmt: skip


@pytest.fixture(scope="module")
def shared_dir(copied: Callable[[], Path]) -> Path:
    return copied()


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sets") / "klein.jsonl"
    path.write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    return path


def test_scripts_get_figures_and_a_second_run_gives_the_same(
    lotse: Run, shared_dir: Path, questions: Path, tmp_path: Path
) -> None:
    run = ("eval", "run", str(questions), "--json", "--failures")
    done = lotse(*run, "--out", str(tmp_path / "lauf"), data=shared_dir)
    found = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert (found["n"], found["left_out"], found["unknown_documents"]) == (5, 0, ["gibt-es-nicht"])
    assert (found["hit@1"], found["answer_rate"], found["false_answers"]) == (0.5, 0.6667, 0.0)
    assert (found["citation_coverage"], found["literal_support"]) == (1.0, 1.0)
    assert [(failed["id"], failed["outcome"]) for failed in found["failures"]] == [("4", "declined.smalltalk")]
    assert json.loads((tmp_path / "lauf" / "scores.json").read_text()) == found
    written = [json.loads(line) for line in (tmp_path / "lauf" / "answers.jsonl").read_text().splitlines()]
    assert [row["question"]["id"] for row in written] == ["1", "2", "3", "4", "5"]
    assert written[0]["reply"]["statements"]

    again = json.loads(lotse(*run, data=shared_dir).stdout)
    timeless = [
        {k: v for k, v in one.items() if k[:3] in ("hit", "mrr", "out", "nug", "wor")} for one in (found, again)
    ]
    assert timeless[0] == timeless[1]


def test_people_get_tables_and_the_failures_in_german(lotse: Run, shared_dir: Path, questions: Path) -> None:
    done = lotse("eval", "run", str(questions), "--failures", data=shared_dir)
    assert done.returncode == 0
    for words in (
        "5 Fragen",
        "95 %-Intervall",
        "Fragensatz",
        "steps",
        "Ausgang: declined.smalltalk, erwartet: answered",
    ):
        assert words in done.stdout


def test_a_measurement_leaves_no_handoff_for_an_advisor(
    lotse: Run, questions: Path, data_dir: Path, start: Callable[[Path], AbstractContextManager[Lotse]]
) -> None:
    assert lotse("eval", "run", str(questions), data=data_dir).returncode == 0
    with start(data_dir) as opened:
        assert sum(opened.desk.inbox.counts().values()) == 0


def test_a_running_lotse_is_measured_over_http_and_gives_the_same_answers(
    lotse: Run, questions: Path, data_dir: Path, shared_dir: Path,
    served: Callable[[Path], AbstractContextManager[tuple[Any, str]]], tmp_path: Path,
) -> None:  # fmt: skip
    with served(data_dir) as (_, address):
        done = lotse("eval", "run", str(questions), "--against", f"{address}/", "--json", data=tmp_path)
    there = json.loads(done.stdout)
    here = json.loads(lotse("eval", "run", str(questions), "--json", data=shared_dir).stdout)
    assert (there["n"], there["left_out"], there["unknown_documents"]) == (4, 1, ["gibt-es-nicht"])
    assert [there[name] for name in ("hit@1", "outcome_accuracy", "literal_support")] == [0.5, 0.75, 1.0]
    assert there["per_class"]["steps"]["words_median"] == here["per_class"]["steps"]["words_median"]


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        (["{broken}"], 2, "Zeile 1: expected: ist kein Ausgang, den es gibt"),
        (["/gibt/es/nicht.jsonl"], 2, "/gibt/es/nicht.jsonl: Datei: lässt sich nicht lesen"),
        (["{set}", "--against", "localhost:8080"], 2, "mit http:// oder https:// an."),
        (["{set}", "--against", "http://127.0.0.1:1"], 3, "antwortet nicht"),
        (["{set}", "--limit", "0"], 2, "Die Angabe zu --limit passt nicht."),
        ([], 2, "Es fehlt eine Angabe: FILES."),
        (["{set}", "--out", "/dev/null/lauf"], 3, "lässt sich nicht schreiben"),
    ],
)
def test_what_cannot_be_measured_ends_with_one_sentence(
    lotse: Run, shared_dir: Path, questions: Path, tmp_path: Path, args: list[str], code: int, sentence: str
) -> None:
    broken = tmp_path / "kaputt.jsonl"
    broken.write_text('{"id": "1", "question": "Rufbus?", "expected": "beantwortet"}')
    filled = [arg.format(broken=broken, set=questions) for arg in args]
    done = lotse("eval", "run", *filled, data=shared_dir)
    assert done.returncode == code
    assert sentence in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
