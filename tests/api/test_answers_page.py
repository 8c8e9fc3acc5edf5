"""The page of answers in full: made by a command, from the example questions, for people who judge them."""

import json
import re

import pytest
import typer
from typer.testing import CliRunner

from api import cli_examples
from api.export.answers import Example, answers_page
from assistant.messages import GeneratedBy, HandoffEntry, Origin, Outcome, Reply, SourceEntry, Statement

ORIGIN = Origin("Blatt", "Kreis", "https://example.org/1")
SOURCE = SourceEntry(1, "a", "a~1", "page", "Seite", "Kosten", None, "Wir", "2019", True, "Es kostet.", (ORIGIN,))
ANSWER = Reply(
    "c", "m", Outcome.ANSWERED, statements=(Statement("Es kostet *viel*.", (1,), "fact"),), sources=(SOURCE,),
    confidence=0.9, generated_by=GeneratedBy(model="probe"),
)  # fmt: skip
HANDOFF = Reply(
    "c", "m", Outcome.HANDOFF_NO_EVIDENCE, message="Ihre Nummer ist L-1.", handoff=HandoffEntry("L-1", "x", "y")
)


def test_a_reply_is_shown_with_all_that_the_asker_gets() -> None:
    page = answers_page("Antworten", [Example("Was kostet es?", ANSWER)])
    assert "## 1. Was kostet es?" in page
    assert "Outcome `answered`, confidence 0.90, probe" in page
    assert r"Es kostet \*viel\*. [1]" in page
    assert "- [1] Seite › Kosten (Stand 2019, möglicherweise veraltet): Blatt (Kreis) <https://example.org/1>" in page


def test_a_number_that_differs_each_time_is_left_out() -> None:
    assert "Ihre Nummer ist …." in answers_page("Antworten", [Example("Hallo?", HANDOFF)])


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("examples")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        app = typer.Typer()
        app.command()(cli_examples.examples)
        done = CliRunner().invoke(app, ["answers.md"])
    assert done.exit_code == 0, done.output
    assert not (folder / "data").exists()  # asks in a place of its own
    return (folder / "answers.md").read_text()


def test_every_example_question_is_on_the_page(page: str) -> None:
    asked = [json.loads(line) for line in cli_examples.QUESTIONS.read_text().splitlines()]
    assert len(asked) == 20
    assert re.findall(r"^## \d+\. (.+)$", page, re.MULTILINE) == [line["question"] for line in asked]


def test_the_page_explains_every_number_it_cites(page: str) -> None:
    for part in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        answer = part.partition("### Fahrplan")[0]
        cited = {n for line in answer.splitlines() if not line.startswith("- ") for n in re.findall(r"\[(\d+)\]", line)}
        assert cited == set(re.findall(r"^- \[(\d+)\]", answer, re.MULTILINE))


def test_a_question_how_to_proceed_comes_with_its_plan(page: str) -> None:
    [how_to] = [part for part in page.split("\n## ") if part.startswith("2. ")]
    assert "### Fahrplan: LoRaWAN" in how_to
    assert "##### 1. Ziel und Kennzahlen" in how_to
