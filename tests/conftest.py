"""What every test can ask for: no network, both databases, documents, and the starter corpus behind a search."""

import gc
import os
import pwd
import runpy
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from filelock import FileLock
from hypothesis import settings
from sqlalchemy import Engine

from ingest.read import markdown
from ingest.sync import sync_starter
from knowledge import places, vocabulary
from knowledge.documents import Document
from knowledge.follower import bring_up
from knowledge.indexes import Indexes
from knowledge.owner import ownership
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from knowledge.search import Search

OFFLINE = Path(__file__).parent / "offline"

# The same examples on every machine and in every run; an example takes as long as it takes.
settings.register_profile("lotse", deadline=None, derandomize=True)
settings.load_profile("lotse")
# What thousands of tests leave behind is large; to look through it as often as Python would takes a tenth of the time.
gc.set_threshold(50_000, 20, 20)


def pytest_xdist_auto_num_workers() -> int:
    """Return two processes more than there are cores: a third of the time, tests wait for servers and browsers."""
    return (os.cpu_count() or 1) + 2


_FIRST = ("api", "widget", "ingest")  # they start servers and browsers; short files are left for the end


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have the directories with long files start first, so that no worker is left alone with one."""
    rank = {Path(__file__).parent / name: at for at, name in enumerate(_FIRST)}
    items.sort(key=lambda item: min((rank[above] for above in item.path.parents if above in rank), default=len(rank)))


# --- no network ---

_outbound: list[str] = []
runpy.run_path(str(OFFLINE / "sitecustomize.py"))["forbid_outbound"](_outbound.append)


@pytest.fixture(scope="session", autouse=True)
def outbound() -> Iterator[list[str]]:
    """Every attempt of this process to leave the machine; none may be left when the tests end."""
    yield _outbound
    assert _outbound == []


@pytest.fixture(scope="session")
def offline_env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Give the environment of a subprocess: no LOTSE_ settings, and no way off this machine."""
    log = tmp_path_factory.mktemp("outbound") / "attempts"
    log.touch()
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("LOTSE_")}
    yield {**kept, "PYTHONPATH": str(OFFLINE), "OUTBOUND_LOG": str(log)}
    assert log.read_text() == ""


# --- both databases ---


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Run a PostgreSQL of our own and give the address of the server; skip where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("no PostgreSQL in /usr/lib/postgresql")
    pytest.importorskip("psycopg")
    can_step_down = shutil.which("runuser") and "postgres" in {user.pw_name for user in pwd.getpwall()}
    if os.geteuid() == 0 and not can_step_down:
        pytest.skip("PostgreSQL refuses to run as root, and there is no user postgres to run it as")
    with tempfile.TemporaryDirectory(prefix="lotse-postgres-", ignore_cleanup_errors=True) as folder:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = int(probe.getsockname()[1])
        as_user: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, "postgres")
            as_user = ["runuser", "-u", "postgres", "--"]
        data = f"{folder}/data"

        def run(program: str, *arguments: str) -> None:
            binary = str(found[-1].parent / program)
            subprocess.run([*as_user, binary, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)

        run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run("pg_ctl", "start", "-D", data, "-w", "-l", f"{folder}/log", "-o", options)
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "stop", "-D", data, "-w", "-m", "immediate")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty database, once of each kind that Lotse supports."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'database' / 'lotse.db'}"
        return
    server: str = request.getfixturevalue("postgres")
    name = f"test_{uuid.uuid4().hex}"
    _on(server, f"CREATE DATABASE {name}")
    yield f"{server}/{name}"
    _on(server, f"DROP DATABASE {name} WITH (FORCE)")


def _on(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server.replace("+psycopg", "") + "/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Open a SQLite database of its own."""
    opened = open_engine(f"sqlite:///{tmp_path / 'lotse.db'}")
    yield opened
    opened.dispose()


# --- documents ---


@pytest.fixture(scope="session")
def document() -> Callable[..., bytes]:
    """Write a Markdown document with a valid head; other fields of the head by name, `sources` also as a number."""

    def write(key: str = "seite", text: str = "Das Rathaus hat neu geöffnet.", **head: object) -> bytes:
        number = head.get("sources")
        if isinstance(number, int):
            head["sources"] = [
                {"title": f"Bericht {n}", "url": f"https://example.org/{key}/{n}", "publisher": "Musterkreis"}
                for n in range(1, number + 1)
            ]
        values = {"id": key, "kind": "page", "title": f"Seite {key}", "as_of": "2025-05-01", **head}
        return f"---\n{yaml.safe_dump(values, allow_unicode=True, sort_keys=False)}---\n\n{text}\n".encode()

    return write


@pytest.fixture(scope="session")
def read_document(document: Callable[..., bytes]) -> Callable[..., Document]:
    """Write a document as `document` does, and read it."""

    def read(key: str = "seite", *arguments: str, **head: object) -> Document:
        return markdown.read(f"{key}.md", document(key, *arguments, **head))

    return read


# --- the starter corpus ---


@pytest.fixture(scope="session")
def starter_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data directory with the starter corpus taken in and indexed, made once for all workers.

    Copy it to write to it.
    """
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    data_dir, done = root / "starter" / "data", root / "starter.done"
    with FileLock(root / "starter.lock"):
        if not done.exists():
            _fill(data_dir)
            done.touch()
    return data_dir


def _fill(data_dir: Path) -> None:
    with ownership(data_dir):
        opened = open_engine(f"sqlite:///{data_dir / 'lotse.db'}")
        registry = Registry(opened)
        sync_starter(registry, lambda _done, _total: None)
        indexes = Indexes(data_dir / "index")
        bring_up(registry, indexes)
        indexes.close()
        opened.dispose()


@pytest.fixture(scope="session")
def own_starter_dir(starter_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the copy of the starter directory that the session's search owns."""
    copy = Path(shutil.copytree(starter_dir, tmp_path_factory.mktemp("search") / "data"))
    with ownership(copy):
        yield copy


@pytest.fixture(scope="session")
def starter_registry(own_starter_dir: Path) -> Iterator[Registry]:
    opened = open_engine(f"sqlite:///{own_starter_dir / 'lotse.db'}")
    yield Registry(opened)
    opened.dispose()


@pytest.fixture(scope="session")
def starter_indexes(own_starter_dir: Path) -> Iterator[Indexes]:
    indexes = Indexes(own_starter_dir / "index")
    yield indexes
    indexes.close()


@pytest.fixture(scope="session")
def search_over() -> Callable[[Registry, Indexes], Search]:
    """Make a search with the vocabulary and places that ship with Lotse."""
    return lambda registry, indexes: Search(registry, indexes, vocabulary.starter(), places.starter())


@pytest.fixture(scope="session")
def starter_search(
    starter_registry: Registry, starter_indexes: Indexes, search_over: Callable[[Registry, Indexes], Search]
) -> Search:
    """Give a search over the starter corpus, opened once."""
    return search_over(starter_registry, starter_indexes)
