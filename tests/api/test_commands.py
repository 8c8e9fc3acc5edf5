"""The command line as people and scripts meet it: each command a process of its own."""

import json
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from api.wiring import Lotse

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[[Path], AbstractContextManager[Lotse]]
CONTRACT = set(
    "conversation_id message_id outcome statements sources cases funding clarification handoff confidence language "
    "generated_by trace".split()
)
HELP = "Hilfe: lotse --help"


@pytest.fixture(scope="module")
def shared_dir(copied: Callable[[], Path]) -> Path:
    return copied()


@pytest.fixture(scope="module")
def reply(lotse: Run, shared_dir: Path) -> dict[str, Any]:
    done = lotse("ask", "Was kostet ein Rufbus?", "--json", "--state", "by", "--population", "8000", data=shared_dir)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_ask_gives_scripts_a_whole_reply(reply: dict[str, Any]) -> None:
    assert reply.keys() >= CONTRACT


def test_ask_answers_with_citations_that_exist(reply: dict[str, Any]) -> None:
    numbers = {source["n"] for source in reply["sources"]}
    assert reply["outcome"] == "answered"
    assert all(set(statement["citations"]) <= numbers for statement in reply["statements"])


def test_ask_shows_people_statements_and_sources(lotse: Run, shared_dir: Path, reply: dict[str, Any]) -> None:
    done = lotse("ask", "Was kostet ein Rufbus?", "--state", "BY", "--population", "8000", data=shared_dir)
    assert done.returncode == 0
    assert all(f"{said['text']} [{said['citations'][0]}]" in done.stdout for said in reply["statements"])
    assert "Quellen" in done.stdout


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["ask", " "], "Bitte geben Sie eine Frage ein."),
        (["ask", "\u200b"], "Bitte geben Sie eine Frage ein."),
        (["ask", "a" * 4001], "Ihre Frage ist länger als 4000 Zeichen. Bitte kürzen Sie sie."),
        (["ask", b"Stra\xdfe"], "Ihre Frage enthält Zeichen, die sich nicht lesen lassen. Bitte tippen Sie sie neu."),
        (["ask", "Rufbus", "--state", "XX"], "Bitte geben Sie das Land als Kürzel an: BW, BY, "),
        (["ask", "Rufbus", "--population", "99999999"], "Bitte geben Sie die Zahl der Einwohner als ganze Zahl an"),
        (["ask", "Rufbus", "--type", "dorf"], "Bitte geben Sie die Art der Kommune so an: grossstadt, mittelstadt, "),
        (["search", "Rufbus", "--phase", "ende"], "Bitte geben Sie die Phase so an: orientierung, strategie, "),
        (["ingest", "/gibt/es/nicht"], "Den Ordner /gibt/es/nicht gibt es nicht."),
    ],
)
def test_a_wrong_value_ends_with_one_sentence(lotse: Run, args: list[str | bytes], sentence: str) -> None:
    done = lotse(*args)
    assert done.returncode == 2
    assert sentence in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["ask", "Rufbus", "--jason"], "Die Option --jason gibt es nicht."),
        (["ask"], "Es fehlt eine Angabe: QUESTION."),
        (["search", "Rufbus", "-k", "0"], "Die Angabe zu -k passt nicht."),
        (["ask", "Rufbus", "--population", "viele"], "Die Angabe zu --population passt nicht."),
        (["ask", "Rufbus", "--state"], "Die Option --state braucht einen Wert."),
        (["frage", "Rufbus"], "lässt sich der Befehl nicht aufrufen."),
    ],
)
def test_a_wrong_call_is_explained_in_german(lotse: Run, args: list[str], sentence: str) -> None:
    done = lotse(*args)
    assert done.returncode == 2
    [line] = done.stderr.strip().splitlines()
    assert sentence.lower() in line.lower()
    assert line.endswith(HELP)


@pytest.mark.parametrize("args", [[], ["--help"]])
def test_help_lists_every_command(lotse: Run, args: list[str]) -> None:
    done = lotse(*args)
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("serve", "ask", "search", "ingest", "doctor", "index"))


@pytest.mark.parametrize("command", [[], ["search"], ["index"]])
def test_help_speaks_german(lotse: Run, command: list[str]) -> None:
    shown = lotse(*command, "--help").stdout
    assert "Optionen ─" in shown
    assert not [word for word in ("Show this message", "Options ─", "Commands ─", "Arguments ─") if word in shown]


def test_a_search_for_a_municipality_of_one_kind_in_one_phase_says_what_fits(lotse: Run, shared_dir: Path) -> None:
    done = lotse(
        "search", "Rufbus", "--type", "Landkreis", "--phase", "BETRIEB", "--explain", "--json", data=shared_dir
    )
    hits = json.loads(done.stdout)["hits"]
    assert any({"ebenfalls Landkreis", "gleiche Phase: Betrieb"} <= set(hit["reasons"]) for hit in hits)


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "Rufbus"],
        ["serve", "--port", "1"],
        ["ingest", "."],
        ["index", "verify"],
    ],
)
def test_a_data_directory_that_cannot_exist_ends_with_one_sentence(lotse: Run, tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "file").write_text("")
    done = lotse(*args, data=tmp_path / "file" / "data")
    assert done.returncode == 3
    [sentence] = done.stderr.strip().splitlines()
    assert "LOTSE_DATA_DIR" in sentence


def test_doctor_names_a_data_directory_that_cannot_exist(lotse: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = lotse("doctor", "--json", data=tmp_path / "file" / "data")
    assert done.returncode == 3
    assert "Datenverzeichnis" in [f["what"] for f in json.loads(done.stdout)["findings"] if f["state"] == "fehlt"]


@pytest.mark.parametrize("url", ["unsinn", "mysterium://server/lotse", "sqlite:////dev/null/lotse.db"])
def test_a_database_that_cannot_be_opened_ends_with_one_sentence(lotse: Run, url: str) -> None:
    done = lotse("search", "Rufbus", LOTSE_DATABASE_URL=url)
    assert done.returncode in (2, 3)
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_database_that_is_none_ends_with_one_sentence(lotse: Run, tmp_path: Path) -> None:
    (tmp_path / "lotse.db").write_text("Das ist keine Datenbank. " * 100)
    done = lotse("search", "Rufbus", data=tmp_path)
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1


def test_doctor_finds_nothing_missing_in_a_sound_installation(lotse: Run, shared_dir: Path) -> None:
    done = lotse("doctor", "--json", data=shared_dir)
    findings = json.loads(done.stdout)["findings"]
    assert done.returncode == 0
    assert {"Python", "Datenverzeichnis", "Registry", "Indexe", "Dienst"} <= {finding["what"] for finding in findings}
    assert [finding for finding in findings if finding["state"] == "fehlt"] == []


def test_doctor_says_what_is_wrong_with_a_setting(lotse: Run) -> None:
    done = lotse("doctor", LOTSE_PROT="1")
    assert done.returncode == 3
    assert "LOTSE_PROT" in done.stdout
    assert "docs/operations.md" in done.stdout


def test_verify_falls_short_when_the_indexes_are_gone_and_the_next_start_mends_them(
    lotse: Run, start: Start, agrees: Callable[[Path], bool], data_dir: Path
) -> None:
    (data_dir / "index" / "state.json").unlink()
    found = lotse("index", "verify", "--json", data=data_dir)
    assert (found.returncode, json.loads(found.stdout)["agrees"]) == (1, False)
    with start(data_dir):
        pass
    assert agrees(data_dir)


def test_a_lost_vector_model_is_explained_or_replaced(lotse: Run, data_dir: Path) -> None:
    for model in (data_dir / "index" / "embedder").glob("*.npz"):
        model.unlink()
    done = lotse("search", "Rufbus", data=data_dir)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or "lotse index rebuild" in done.stderr


def test_a_garbled_index_is_explained_or_replaced(lotse: Run, data_dir: Path) -> None:
    for part in (data_dir / "index" / "passages").iterdir():
        part.write_bytes(b"Unsinn")
    done = lotse("search", "Rufbus", data=data_dir)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or "lotse index rebuild" in done.stderr


def test_a_rebuild_mends_a_garbled_index_and_verify_confirms_it(lotse: Run, data_dir: Path) -> None:
    for part in (data_dir / "index" / "documents").iterdir():
        part.write_bytes(b"Unsinn")
    rebuilt = lotse("index", "rebuild", data=data_dir)
    verified = lotse("index", "verify", "--json", data=data_dir)
    found = json.loads(verified.stdout)
    assert (rebuilt.returncode, verified.returncode, found["agrees"]) == (0, 0, True)
    assert str(found["passages"]) in rebuilt.stdout
    assert found["passages"] == found["keyword_passages"] == found["vectors"]
