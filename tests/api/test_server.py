"""A running `lotse serve`: commands go through it, documents reach it, and it ends cleanly."""

import json
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.api.zygote import Process

Run = Callable[..., subprocess.CompletedProcess[str]]
Fetch = Callable[..., tuple[int, Any]]
Served = Callable[[Path], AbstractContextManager[tuple[Process, str]]]
QUESTION = "Was kostet ein Rufbus auf dem Land?"


@pytest.fixture(scope="module")
def served_dir(copied: Callable[[], Path]) -> Path:
    return copied()


@pytest.fixture(scope="module")
def server(served: Served, served_dir: Path) -> Iterator[tuple[Process, str]]:
    with served(served_dir) as running:
        yield running


@pytest.fixture
def address(server: tuple[Process, str]) -> str:
    return server[1]


def test_a_question_on_the_command_line_goes_through_the_running_server(
    lotse: Run, fetch: Fetch, address: str, served_dir: Path
) -> None:
    done = lotse("ask", QUESTION, "--json", data=served_dir)
    _, reply = fetch(f"{address}/api/v1/chat", {"message": QUESTION})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["statements"] == reply["statements"] != []


def test_a_handoff_through_the_running_server_has_a_number(lotse: Run, address: str, served_dir: Path) -> None:
    done = lotse("ask", "Ich möchte mit einem Menschen sprechen", data=served_dir)
    assert address
    assert done.returncode == 0, done.stderr
    assert "Vorgangsnummer ist L-" in done.stdout


def test_a_search_on_the_command_line_goes_through_the_running_server(
    lotse: Run, address: str, served_dir: Path
) -> None:
    done = lotse("search", "Straßenbeleuchtung & Förderung?", "-k", "2", "--json", data=served_dir)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["hits"]) == 2


@pytest.mark.parametrize("command", ["verify", "rebuild"])
def test_nobody_else_touches_the_indexes_of_a_running_server(
    lotse: Run, server: tuple[Process, str], served_dir: Path, command: str
) -> None:
    done = lotse("index", command, data=served_dir)
    assert done.returncode == 3
    assert str(server[0].pid) in done.stderr


def test_a_second_server_on_the_same_data_stops_and_names_the_first(
    lotse: Run, server: tuple[Process, str], served_dir: Path, free_port: Callable[[], int]
) -> None:
    done = lotse("serve", "--port", str(free_port()), data=served_dir)
    assert done.returncode == 3
    [sentence] = done.stderr.strip().splitlines()
    assert str(server[0].pid) in sentence


def test_a_busy_port_is_named(lotse: Run, data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = lotse("serve", "--port", str(port), data=data_dir)
    assert done.returncode == 3
    [sentence] = done.stderr.strip().splitlines()
    assert f"127.0.0.1:{port}" in sentence


def test_doctor_sees_the_running_server(lotse: Run, server: tuple[Process, str], served_dir: Path) -> None:
    findings = json.loads(lotse("doctor", "--json", data=served_dir).stdout)["findings"]
    [service] = [finding["found"] for finding in findings if finding["what"] == "Dienst"]
    assert str(server[0].pid) in service
    assert server[1] in service


def test_a_document_taken_in_while_the_server_runs_is_found_and_once_deleted_is_not(
    lotse: Run,
    fetch: Fetch,
    wait_for: Callable[..., bool],
    write_document: Callable[..., Path],
    address: str,
    served_dir: Path,
    tmp_path: Path,
) -> None:
    def found() -> bool:
        _, answer = fetch(f"{address}/api/v1/search?k=100&q={quote('Zwiebelkuchenbeauftragter')}")
        return "neu" in {hit["document_id"] for hit in answer["hits"]}

    write_document(tmp_path, "bleibt")
    document = write_document(tmp_path, "neu", "Der Zwiebelkuchenbeauftragter hat einen Satz.")
    assert lotse("ingest", str(tmp_path), data=served_dir).returncode == 0
    assert wait_for(found)
    document.unlink()
    assert lotse("ingest", str(tmp_path), data=served_dir).returncode == 0
    assert wait_for(lambda: not found())
    assert fetch(f"{address}/api/v1/documents/neu")[0] == 404


def test_many_may_ask_at_once_and_get_the_same_answer(fetch: Fetch, address: str) -> None:
    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(fetch, f"{address}/api/v1/chat", {"message": QUESTION}) for _ in range(64)]
        answers = [future.result() for future in asked]
    assert {status for status, _ in answers} == {200}
    assert len({json.dumps(reply["statements"]) for _, reply in answers}) == 1


def test_questions_do_not_get_into_the_log(fetch: Fetch, address: str, served_dir: Path) -> None:
    fetch(f"{address}/api/v1/chat", {"message": "Was kostet ein Rufbus für Herrn Kanarienvogel?"})
    fetch(f"{address}/api/v1/search?q=Kanarienvogel")
    fetch(f"{address}/api/v1/chat", {"message": "Kanarienvogel" * 1000})
    log = (served_dir.parent / "server.log").read_text()
    assert "Lotse startet" in log
    assert "kanarienvogel" not in log.lower()


def test_a_server_told_to_stop_ends_cleanly(served: Served, agrees: Callable[[Path], bool], data_dir: Path) -> None:
    with served(data_dir) as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=120) in (0, -signal.SIGTERM)
    assert "Traceback" not in (data_dir.parent / "server.log").read_text()
    assert agrees(data_dir)
