"""`lotse eval gate` passes an unharmed Lotse, and names measure and questions when one is harmed. Each harm is real."""

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.messages import Reply, Statement
from evals.gate.rules import read_gate
from evals.kept import line_of, read_run
from ingest.sources import STARTER, STARTER_FOLDER, files_of
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine

Run = Callable[..., subprocess.CompletedProcess[str]]
Keys = set[tuple[str, str]]
UNSTEMMED = Path(__file__).parents[1] / "fakes" / "unstemmed"
INVENTED = "Die Umstellung kostete 4,2 Millionen Euro und war nach drei Wochen abgeschlossen."


def broken(done: subprocess.CompletedProcess[str]) -> dict[str, Keys]:
    """Return the questions that fell short, by measure, of a gate that was not passed and says so."""
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    assert found["passed"] is False
    named: dict[str, Keys] = {}
    for rule in found["rules"]:
        if not rule["holds"]:
            named.setdefault(rule["measure"], set()).update(map(tuple, rule["below"]))
    return named


@pytest.fixture(scope="module")
def unharmed(lotse: Run, copied: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a run that asked the gate's questions."""
    folder = tmp_path_factory.mktemp("gate")
    files = [folder / f"{one.name}.jsonl" for one in read_gate().sets]
    for one, file in zip(read_gate().sets, files, strict=True):
        rows = [question.model_dump_json(by_alias=True, exclude_defaults=True) for question in one.questions]
        file.write_text("\n".join(rows), encoding="utf-8")
    done = lotse("eval", "run", *map(str, files), "--out", str(folder / "lauf"), data=copied())
    assert done.returncode == 0, done.stderr
    return folder / "lauf"


@pytest.fixture
def harmed(unharmed: Path, tmp_path: Path) -> Callable[[Callable[[Reply], Reply | None]], tuple[Path, Keys]]:
    """Change the first reply that can be changed; give the folder of the run, and whose reply it is."""

    def change(harm: Callable[[Reply], Reply | None]) -> tuple[Path, Keys]:
        folder = Path(shutil.copytree(unharmed, tmp_path / "lauf"))
        answered = list(read_run(folder).answered)
        n, reply = next((n, reply) for n, one in enumerate(answered) if (reply := harm(one.reply)))
        answered[n] = replace(answered[n], reply=reply)
        (folder / "answers.jsonl").write_bytes(b"".join(map(line_of, answered)))
        return folder, {answered[n].key}

    return change


def test_an_unharmed_run_passes(lotse: Run, unharmed: Path) -> None:
    done = lotse("eval", "gate", str(unharmed))
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1] == "Bestanden."


def test_every_document_is_found_for_a_question_that_would_miss_it(unharmed: Path) -> None:
    """No document can be deleted unnoticed: recall@5 is held, and would fall. A new document needs a question."""
    found = {key for one in read_run(unharmed).answered for key in one.ranking[:5] if key in one.question.relevant}
    assert {path.stem for path in files_of(STARTER_FOLDER, ".md")} - found == set()


def test_a_deleted_document_is_noticed_by_the_questions_that_ask_about_it(
    lotse: Run, copied: Callable[[], Path]
) -> None:
    about = [
        (question.relevant[0], (one.name, question.id))
        for one in read_gate().sets
        for question in one.questions
        if len(question.relevant) == 1
    ]
    document, key = random.Random(0).choice(about)
    data_dir = copied()
    opened = open_engine(f"sqlite:///{data_dir / 'lotse.db'}")
    Registry(opened).apply(STARTER, removed=[document])
    opened.dispose()
    assert key in broken(lotse("eval", "gate", "--json", data=data_dir))["recall@5"]


def test_without_the_stemmer_questions_end_otherwise(lotse: Run, offline_env: dict[str, str], tmp_path: Path) -> None:
    path = f"{UNSTEMMED}:{offline_env['PYTHONPATH']}"
    named = broken(lotse("eval", "gate", "--json", data=tmp_path / "data", PYTHONPATH=path))
    assert named["outcome_accuracy"]


def test_a_threshold_of_zero_answers_what_cannot_be_answered(lotse: Run, copied: Callable[[], Path]) -> None:
    sure_of_all = {"LOTSE_ANSWER_THRESHOLD": "0", "LOTSE_PARTIAL_THRESHOLD": "0"}
    named = broken(lotse("eval", "gate", "--json", data=copied(), **sure_of_all))
    assert {name.partition("-")[0] for name, _ in named["false_answers"]} >= {"unanswerable", "english"}


def test_citations_shuffled_in_one_answer_no_longer_hold_the_statements(
    lotse: Run, harmed: Callable[[Callable[[Reply], Reply | None]], tuple[Path, Keys]]
) -> None:
    folder, key = harmed(rotated)
    assert broken(lotse("eval", "gate", str(folder), "--json"))["literal_support"] == key


def test_an_invented_sentence_in_one_answer_is_named_in_words(
    lotse: Run, harmed: Callable[[Callable[[Reply], Reply | None]], tuple[Path, Keys]]
) -> None:
    folder, [(name, question)] = harmed(invented)
    done = lotse("eval", "gate", str(folder))
    assert done.returncode == 1
    sentence = next(line for line in done.stdout.splitlines() if line.startswith("literal_support: "))
    assert sentence.endswith(f"statt mindestens 1,000: {name} {question}.")


def rotated(reply: Reply) -> Reply | None:
    """Return the reply with each statement citing what the one before it cited; None when all cite the same."""
    cited = [statement.citations for statement in reply.statements]
    if len(set(cited)) < 2:
        return None
    moved = zip(reply.statements, [cited[-1], *cited[:-1]], strict=True)
    return replace(reply, statements=tuple(replace(statement, citations=others) for statement, others in moved))


def invented(reply: Reply) -> Reply | None:
    """Return the reply with one sentence, which nobody wrote, under its first source; None when it states nothing."""
    if not reply.statements:
        return None
    return replace(reply, statements=(Statement(INVENTED, reply.statements[0].citations, "fact"),))
