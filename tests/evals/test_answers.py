"""Measuring answers: what counts as standing in a sentence, what is hidden, the command on a small corpus."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.composing.extractive import compose
from evals.answers import hidden_ids, measure_answers, stands_in
from evals.measures import auroc, ece
from evals.nuggets import nugget_found

TOPICS = ["Brunnen", "Fähre", "Turmuhr", "Backhaus"]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Write four articles of two paragraphs each, and a question to the first paragraph of each."""
    rows, queries, qrels = [], [], ["query-id\tcorpus-id\tscore"]
    for n, topic in enumerate(TOPICS):
        built = 1900 + n
        rows.append(
            {"_id": f"a{n}-0", "title": "", "text": f"Der Ort hat viele Gäste. {topic} und Platz stammen von {built}."}
        )
        rows.append({"_id": f"a{n}-1", "title": "", "text": "Im Sommer kommen Gäste, im Winter bleibt es still."})
        queries.append({"_id": f"q{n}", "text": f"Von wann stammt {topic}?", "answers": [str(built)]})
        qrels.append(f"q{n}\ta{n}-0\t1")
    for name, lines in (("corpus", rows), ("queries", queries)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("\n".join(qrels), encoding="utf-8")
    return tmp_path


def test_the_answer_is_found_in_the_first_sentence(corpus: Path) -> None:
    found = measure_answers(corpus, compose, lambda *_: None)
    assert (found["answer@1"], found["answer@3"], found["queries"]) == (1.0, 1.0, 4)
    assert 0 < found["ms_p50"] <= found["ms_p95"]


def test_with_half_of_the_articles_hidden_the_confidence_tells_which(corpus: Path) -> None:
    found = measure_answers(corpus, compose, lambda *_: None, hide=0.5, seed=7)
    assert (found["hidden_documents"], found["queries"], found["auroc"]) == (4, 4, 1.0)
    assert 0.0 <= found["ece"] <= 1.0


def test_hiding_takes_whole_articles_and_the_same_for_the_same_seed() -> None:
    ids = [f"x{article}-{paragraph}" for article in range(10) for paragraph in range(3)]
    hidden = hidden_ids(ids, 0.5, seed=7)
    assert len(hidden) == 15
    assert len({key.partition("-")[0] for key in hidden}) == 5
    assert hidden == hidden_ids(ids, 0.5, seed=7) != hidden_ids(ids, 0.5, seed=8)


def test_ids_without_articles_are_hidden_one_by_one() -> None:
    assert len(hidden_ids(["doc-a", "text-b", "page-c", "row-d"], 0.5, seed=7)) == 2
    assert len(hidden_ids(["1", "2", "3", "4"], 0.5, seed=7)) == 2


@pytest.mark.parametrize(
    ("gold", "sentence", "stands"),
    [
        ("308", "Sie gab nur 308 Punkte ab.", True),
        ("308", "Es waren 1308 Punkte.", False),
        ("1.200 Euro", "Das kostet 1200 Euro.", True),
        ("peyton  manning", "Gewonnen hat Peyton Manning.", True),
        ("Mann", "Gewonnen hat Peyton Manning.", False),
        ("12 %", "Es waren 12 % mehr.", True),
    ],
)
def test_a_gold_answer_stands_in_a_sentence_as_whole_words(gold: str, sentence: str, stands: bool) -> None:
    assert stands_in(gold, sentence) is stands


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_turning_the_scores_round_turns_auroc_round(cases: list[tuple[float, bool]]) -> None:
    scores, positive = [score for score, _ in cases], [is_positive for _, is_positive in cases]
    turned = auroc([-score for score in scores], positive)
    assert auroc(scores, positive) == pytest.approx(1 - turned)
    assert 0.0 <= ece(scores, positive) <= 1.0


@pytest.mark.parametrize(
    ("nugget", "text", "found"),
    [
        ("Einmalig kostet die Technik rund 1.000 Euro", "Die Technik im Auto kostet einmalig 1000 €.", True),
        ("zwölf Gemeinden machen mit", "Es machten 12 Gemeinden mit.", True),
        ("drei Gemeinden machen mit", "Es machten vier Gemeinden mit.", False),
        ("Der Kreis zahlte kein Lösegeld", "Der Kreis baut Radwege.", False),
        ("Quellcode offen, keine Lizenzkosten", "Der Quellcode ist offen. Lizenzkosten fallen nicht an.", True),
        ("80 Prozent Förderung", "80 Menschen kamen. Es gab Kuchen. Die Förderung betrug 60 Prozent.", False),
    ],
)
def test_a_nugget_is_found_with_its_figures_and_most_of_its_words_close_together(
    nugget: str, text: str, found: bool
) -> None:
    assert nugget_found(nugget, text) is found


def test_the_command_prints_the_figures_for_programs(corpus: Path, offline_env: dict[str, str], tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "lotse"), "eval", "answers", str(corpus), "--json", "--hide", "0.5"]
    done = subprocess.run(
        command, capture_output=True, text=True, env=offline_env, cwd=tmp_path, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert {"answer@1", "answer@3", "auroc", "ece", "queries", "ms_p50", "ms_p95"} <= json.loads(done.stdout).keys()
