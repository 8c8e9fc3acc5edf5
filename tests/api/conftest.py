"""Lotse in every shape the tests need: in this process, as a command, and as a running server."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.index_upkeep import verify_indexes
from api.serving import Serving
from api.settings import ApiSettings, Settings
from api.wiring import Lotse, opened
from assistant.settings import AssistantSettings
from knowledge.owner import ownership
from knowledge.settings import KnowledgeSettings
from tests.api.zygote import Process, Zygote

LOTSE = Path(sys.executable).parent / "lotse"
DOCUMENT = """---
id: {id}
kind: page
title: "{title}"
as_of: 2025-05-01
sources:
  - {{title: Bericht, url: "https://example.org/{id}", publisher: Musterkreis}}
---

## {title}

{text} [1]
"""


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait_for(true: Callable[[], bool], seconds: float = 120.0) -> bool:
    until = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


@pytest.fixture(scope="session")
def wait_for() -> Callable[..., bool]:
    """Return whether something becomes true within some seconds."""
    return _wait_for


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    return _free_port


@pytest.fixture(scope="session")
def copied(starter_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Give a data directory of its own with the starter corpus indexed."""
    return lambda: Path(shutil.copytree(starter_dir, tmp_path_factory.mktemp("lotse") / "data"))


@pytest.fixture
def data_dir(copied: Callable[[], Path]) -> Path:
    return copied()


@pytest.fixture(scope="session")
def write_document() -> Callable[..., Path]:
    """Write one valid document; its words stand in a sentence of their own."""

    def write(folder: Path, key: str, text: str = "Ein Satz über nichts Besonderes.") -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{key}.md"
        path.write_text(DOCUMENT.format(id=key, title=f"Seite {key}", text=text))
        return path

    return write


@pytest.fixture(scope="session")
def settings_of() -> Callable[[Path], Settings]:
    """Give the settings of a Lotse that keeps its data in a folder."""
    return lambda folder: Settings(KnowledgeSettings(data_dir=folder), AssistantSettings(), ApiSettings())


@pytest.fixture(scope="session")
def start(settings_of: Callable[[Path], Settings]) -> Callable[[Path], AbstractContextManager[Lotse]]:
    """Open a Lotse in this process, exactly as each command does."""

    @contextmanager
    def opening(folder: Path) -> Iterator[Lotse]:
        with ownership(folder), opened(settings_of(folder)) as lotse:
            yield lotse

    return opening


@pytest.fixture(scope="session")
def agrees(settings_of: Callable[[Path], Settings]) -> Callable[[Path], bool]:
    """Say whether registry and indexes agree, as `lotse index verify` does."""
    return lambda folder: bool(verify_indexes(settings_of(folder))["agrees"])


@pytest.fixture(scope="session")
def ready_client(settings_of: Callable[[Path], Settings]) -> Callable[[Path], AbstractContextManager[TestClient]]:
    """Open the application in this process over a data directory and wait until it is ready."""

    @contextmanager
    def open_client(folder: Path) -> Iterator[TestClient]:
        app = create_app(Serving(lambda: opened(settings_of(folder))))
        with ownership(folder), TestClient(app, raise_server_exceptions=False) as client:
            assert _wait_for(lambda: client.get("/readyz").status_code == 200)
            yield client

    return open_client


@pytest.fixture(scope="session")
def client(
    copied: Callable[[], Path], ready_client: Callable[[Path], AbstractContextManager[TestClient]]
) -> Iterator[TestClient]:
    """Ask an application that is ready; tests that share it leave it as it was."""
    with ready_client(copied()) as opened_client:
        yield opened_client


@pytest.fixture(scope="session")
def zygote(offline_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    """Fork commands; see zygote.py."""
    forking = Zygote(offline_env, tmp_path_factory.mktemp("zygote"))
    yield forking
    forking.close()


@pytest.fixture(scope="session")
def lotse(
    zygote: Zygote, offline_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command line in a process of its own, away from any .env file."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def run(*args: str | bytes, data: Path | None = None, **own: str) -> subprocess.CompletedProcess[str]:
        env = {**offline_env, "LOTSE_DATA_DIR": str(data or elsewhere / "data"), **own}
        if not any(name.startswith("PYTHON") for name in own):
            return zygote.run([os.fsdecode(arg) for arg in args], env, elsewhere)
        return subprocess.run(
            [LOTSE, *args], env=env, cwd=elsewhere, capture_output=True, text=True, encoding="utf-8", timeout=300,
            check=False,
        )  # fmt: skip

    return run


@pytest.fixture(scope="session")
def launched(
    zygote: Zygote, offline_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., AbstractContextManager[Process]]:
    """Start a command with settings of its own, its messages in a pipe or a file; it does not outlive the test."""
    elsewhere = tmp_path_factory.mktemp("launched")

    @contextmanager
    def launch(*args: str, data: Path, log: Path | None = None, **set_up: str) -> Iterator[Process]:
        env = {**offline_env, "LOTSE_DATA_DIR": str(data), **set_up}
        with closing(zygote.start(args, env, elsewhere, log)) as process:
            yield process

    return launch


@pytest.fixture(scope="session")
def fetch() -> Callable[..., tuple[int, Any]]:
    """Send a request to a running server; give status and JSON, (0, None) when nobody answers."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def send(address: str, body: object = None) -> tuple[int, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
        try:
            with direct.open(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)
        except OSError:
            return 0, None

    return send


@pytest.fixture(scope="session")
def served_at(
    launched: Callable[..., AbstractContextManager[Process]], fetch: Callable[..., tuple[int, Any]]
) -> Callable[..., AbstractContextManager[Process]]:
    """Run `lotse serve` over a data directory at a port, with settings of its own; give the process once it is ready.

    One that ends instead of becoming ready fails the test with its last words.
    """

    @contextmanager
    def start(data: Path, port: int, **set_up: str) -> Iterator[Process]:
        log = data.parent / "server.log"
        with launched("serve", "--port", str(port), data=data, log=log, **set_up) as process:
            ready = f"http://127.0.0.1:{port}/readyz"
            assert _wait_for(lambda: process.poll() is not None or fetch(ready)[0] == 200), log.read_text()[-2000:]
            assert process.poll() is None, log.read_text()[-2000:]
            yield process

    return start


@pytest.fixture(scope="session")
def served(
    served_at: Callable[..., AbstractContextManager[Process]],
) -> Callable[..., AbstractContextManager[tuple[Process, str]]]:
    """Run `lotse serve` over a data directory; give the process and its address once it is ready."""

    @contextmanager
    def serve(data: Path, **set_up: str) -> Iterator[tuple[Process, str]]:
        port = _free_port()
        with served_at(data, port, **set_up) as process:
            yield process, f"http://127.0.0.1:{port}"

    return serve
