"""After kill -9 nothing that was acknowledged is lost, and the next start mends the rest."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from api.wiring import Lotse
from ingest.sync import sync_folder
from tests.api.zygote import Process

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[[Path], AbstractContextManager[Lotse]]
Launched = Callable[..., AbstractContextManager[Process]]
Served = Callable[[Path], AbstractContextManager[tuple[Process, str]]]
DOCUMENTS = 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, write_document: Callable[..., Path]) -> Path:
    """400 documents, each with a word of its own."""
    root = tmp_path_factory.mktemp("many")
    for n in range(DOCUMENTS):
        write_document(root, f"dok-{n:03}", f"Hier steht das Wort Sonderwort{n:03}x.")
    return root


def _kept(data_dir: Path) -> int:
    """Count the documents of the folder that the database holds."""
    with closing(sqlite3.connect(data_dir / "lotse.db")) as database:
        return int(database.execute("SELECT count(*) FROM documents WHERE source LIKE 'folder:%'").fetchone()[0])


@pytest.mark.parametrize("acknowledged", [100, 200, 300])
def test_a_killed_ingestion_keeps_what_it_acknowledged_and_the_next_one_does_the_rest(
    launched: Launched,
    start: Start,
    agrees: Callable[[Path], bool],
    data_dir: Path,
    folder: Path,
    acknowledged: int,
) -> None:
    with launched("ingest", str(folder), data=data_dir) as process:
        assert process.stderr is not None
        assert any(f"Gesichert: {acknowledged} von {DOCUMENTS}" in line for line in process.stderr)
        process.kill()
    kept = _kept(data_dir)
    assert kept >= acknowledged
    assert kept % 100 == 0
    with start(data_dir) as lotse:
        assert lotse.search("Sonderwort007x", 1)[0].meta.id == "dok-007"
    assert agrees(data_dir)
    with start(data_dir) as lotse:
        report = sync_folder(folder, lotse.registry, lambda _done, _total: None)
    assert (len(report.added), report.unchanged, report.problems) == (DOCUMENTS - kept, kept, [])


def test_an_ingestion_killed_while_it_indexes_is_finished_by_the_next_command(
    lotse: Run, launched: Launched, data_dir: Path, folder: Path
) -> None:
    with launched("ingest", str(folder), data=data_dir) as process:
        assert process.stderr is not None
        assert any("Stichwörter indexieren" in line for line in process.stderr)
        process.kill()
    assert _kept(data_dir) == DOCUMENTS
    hits = json.loads(lotse("search", "Sonderwort399x", "-k", "1", "--json", data=data_dir).stdout)["hits"]
    assert [hit["document_id"] for hit in hits] == ["dok-399"]
    assert json.loads(lotse("index", "verify", "--json", data=data_dir).stdout)["agrees"]


def test_a_killed_server_leaves_nothing_in_the_way(
    lotse: Run, served: Served, agrees: Callable[[Path], bool], data_dir: Path
) -> None:
    with served(data_dir) as (process, _):
        process.kill()
        process.wait(timeout=60)
    done = lotse("ask", "Was kostet ein Rufbus?", "--json", data=data_dir)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "answered"
    assert agrees(data_dir)
