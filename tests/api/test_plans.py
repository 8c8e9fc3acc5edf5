"""Step plans as programs and clerks ask for them: over HTTP and on the command line."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import docx
import pytest
import typer
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api import cli_plan
from api.export.formats import FORMATS, read_plan
from api.plans import NO_PLAN

PLANS = "/api/v1/plans"
WISH = "Wie führen wir in einem kleinen Rathaus die E-Akte ein?"
GUIDANCE = "leit-e-akte-dms-einfuehren"
NOWHERE = "Wie gehen wir bei der Sanierung unseres Freibads vor?"


def ask(client: TestClient, **body: object) -> Any:
    return client.post(PLANS, json={"message": WISH, **body})


# --- HTTP ---


def test_a_plan_is_given_as_json(client: TestClient) -> None:
    answer = ask(client)
    assert answer.status_code == 200
    plan = read_plan(answer.json())
    assert plan.document_ids[0] == GUIDANCE
    assert len(plan.steps) >= 8


def test_a_topic_is_enough(client: TestClient) -> None:
    assert ask(client, message="LoRaWAN-Netz aufbauen").json()["document_ids"][0] == "leit-lorawan-netz-start"


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json"}))
def test_other_formats_come_as_files(client: TestClient, name: str) -> None:
    answer = ask(client, format=name)
    form = FORMATS[name]  # type: ignore[index]
    assert answer.status_code == 200
    assert answer.headers["content-type"] == form.media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="fahrplan.{form.ending}"'
    assert answer.content


def test_a_start_dates_the_calendar(client: TestClient) -> None:
    assert "DTSTART;VALUE=DATE:20270111" in ask(client, format="ics", start="2027-01-11").text
    assert "DTSTART" not in ask(client, format="ics").text


@pytest.mark.parametrize("message", [NOWHERE, "Wie weisen wir ein neues Gewerbegebiet aus?"])
def test_without_a_fitting_guidance_there_is_no_plan(client: TestClient, message: str) -> None:
    answer = ask(client, message=message)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == NO_PLAN


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"message": " "}, "message"),
        ({"format": "pdf"}, "format"),
        ({"start": "bald"}, "start"),
        ({"start": 1}, "start"),
        ({"start": "9999-12-31"}, "start"),
        ({"profile": {"state": "XX"}}, "profile.state"),
    ],
)
def test_a_wrong_field_is_named(client: TestClient, wrong: dict[str, object], field: str) -> None:
    answer = ask(client, **wrong)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


# --- command line ---


@pytest.fixture(scope="module")
def plan_dir(copied: Callable[[], Path]) -> Path:
    return copied()


@pytest.fixture
def run(plan_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `lotse plan` in this process, away from any .env file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOTSE_DATA_DIR", str(plan_dir))
    app = typer.Typer()
    app.command("plan")(cli_plan.plan)
    return lambda *args: CliRunner().invoke(app, args)


def test_the_command_prints_a_plan_for_reading(run: Callable[..., Result]) -> None:
    done = run(WISH)
    assert done.exit_code == 0
    assert done.stdout.startswith("# Fahrplan: ")


def test_the_command_writes_a_word_document(run: Callable[..., Result], tmp_path: Path) -> None:
    done = run(WISH, "--format", "docx", "-o", "plan.docx")
    assert done.exit_code == 0
    assert done.stdout.endswith("Geschrieben: plan.docx\n")
    assert docx.Document(str(tmp_path / "plan.docx")).paragraphs


def test_the_command_dates_the_calendar(run: Callable[..., Result]) -> None:
    assert "DTSTART;VALUE=DATE:20270111" in run(WISH, "--format", "ics", "--start", "2027-01-11").stdout


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        ([NOWHERE], 1, NO_PLAN),
        ([WISH, "--format", "docx"], 2, "Ein Word-Dokument braucht eine Datei: "),
        ([WISH, "--start", "9999-12-31"], 2, "Bitte geben Sie einen Beginn zwischen 2000 und 2099 an."),
        ([WISH, "-o", "gibt/es/nicht.md"], 2, "Die Datei gibt/es/nicht.md lässt sich nicht schreiben."),
    ],
)
def test_the_command_says_what_is_wrong(run: Callable[..., Result], args: list[str], code: int, sentence: str) -> None:
    done = run(*args)
    assert done.exit_code == code
    assert sentence in done.stderr
    assert done.stdout == ""


def test_a_running_lotse_gives_the_same_plan(
    run: Callable[..., Result],
    served: Callable[..., AbstractContextManager[Any]],
    plan_dir: Path,
) -> None:
    alone = run(WISH).stdout
    with served(plan_dir):
        assert run(WISH).stdout == alone
        assert run(NOWHERE).exit_code == 1
