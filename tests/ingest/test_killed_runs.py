"""Killed at any moment, crashed at any commit, in any order: the end is the same."""

import json
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from ingest.errors import SourceBusy
from ingest.holding import break_off_dead, holding
from ingest.items import Item
from ingest.report import Report
from ingest.rollback import rollback
from ingest.runs import Runs, RunState
from ingest.sources import FolderOrigin
from ingest.sync import sync
from knowledge.follower import bring_up
from knowledge.index_digest import digest_of
from knowledge.indexes import Indexes
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from tests.ingest.registry_contents import Contents, contents

ROOT = Path(__file__).parents[2]
SEED = 20_261_127
KILLS = 5
BLOCK = (
    "\n\n## Aktuell\n\nAbonnieren Sie unseren Newsletter und lesen Sie jeden Monat, was in der Stadt Neues geschieht."
)


def _lines(start: int, count: int) -> str:
    rows = [{"_id": f"r{n}", "title": f"Satzung {n}", "text": f"Absatz {n} regelt die Abgabe."} for n in range(count)]
    return "\n".join(json.dumps(row) for row in rows[start:])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, document: Callable[..., bytes]) -> Path:
    """Files of one document and of many, with a passage that repeats, two that tell the same id, and a broken one."""
    root = tmp_path_factory.mktemp("wissen")
    for n in range(60):
        (root / f"seite-{n:03}.md").write_bytes(document(f"seite-{n:03}", f"Auf Seite {n} steht ein Satz.{BLOCK}"))
    (root / "aaa.md").write_bytes(document("seite-030", "Der kleinere Name behält die Kennung."))
    (root / "kaputt.md").write_text("---\nid: [\n---\nText\n")
    (root / "satzungen.jsonl").write_text(_lines(0, 150))
    return root


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[str], Engine]]:
    engines: list[Engine] = []

    def open_one(name: str) -> Engine:
        engines.append(open_engine(f"sqlite:///{tmp_path / name / 'lotse.db'}"))
        return engines[-1]

    yield open_one
    for engine in engines:
        engine.dispose()


class Shuffled(FolderOrigin):
    """The same files in another order."""

    def items(self) -> Iterator[Item]:
        found = list(super().items())
        random.Random(SEED).shuffle(found)
        yield from found


def _whole(folder: Path, engine: Engine, origin: type[FolderOrigin] = FolderOrigin) -> tuple[Contents, str]:
    """Bring the folder in and index it; return what the registry says and the digest of the indexes."""
    registry = Registry(engine)
    sync(origin(folder), registry, batch=20)
    indexes = Indexes(Path(str(engine.url.database)).parent / "index")
    bring_up(registry, indexes)
    digest = digest_of(indexes)
    indexes.close()
    return contents(registry), digest


def test_killed_five_times_and_in_another_order_registry_and_indexes_are_the_same(
    folder: Path, opened: Callable[[str], Engine], offline_env: dict[str, str]
) -> None:
    expected = _whole(folder, opened("in-ruhe"))
    assert len(expected[0]["quarantine"]) == 58  # of 59 pages, seite-030 is another one, each with the same passage
    assert _whole(folder, opened("anders"), Shuffled) == expected
    engine, chance = opened("abgebrochen"), random.Random(SEED)
    for _ in range(KILLS):
        _run_and_kill(folder, str(engine.url), offline_env, chance.randint(0, 4))
    runs = Runs(engine)
    assert break_off_dead(engine, runs) == 1
    assert [run.state for run in runs.listed()] == [RunState.BROKEN] * len(runs.listed())
    assert _whole(folder, engine) == expected


def _run_and_kill(folder: Path, database: str, env: dict[str, str], batches: int) -> None:
    """Kill a run once it has said so many batches, in whatever it is doing by then."""
    command = [sys.executable, "-m", "tests.ingest.syncing", str(folder), database]
    path = f"{ROOT}:{env['PYTHONPATH']}"
    with subprocess.Popen(command, cwd=ROOT, env=env | {"PYTHONPATH": path}, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(batches + 1):
            assert process.stdout.readline().strip().isdigit()
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


class PulledPlug(BaseException):
    """The machine stops."""


def _stop_at(engine: Engine, commit: int) -> Callable[[], int]:
    """Let the machine stop just before commit number `commit`, from 1; return how many there have been."""
    count = 0

    def before_commit(_connection: object) -> None:
        nonlocal count
        count += 1
        if count == commit:
            raise PulledPlug

    event.listen(engine, "commit", before_commit)
    return lambda: count


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory, document: Callable[..., bytes]) -> tuple[Path, Path]:
    """A database of a folder as it was, and that folder as it is: documents added, changed and removed.

    One passage stands in all of them, and with those that are added often enough to be held.
    """
    root = tmp_path_factory.mktemp("gewachsen")
    files = root / "ordner"
    files.mkdir()
    for n in range(9):
        (files / f"{n}.md").write_bytes(document(f"seite-{n}", f"Der Satz {n}.{BLOCK}"))
    engine = open_engine(f"sqlite:///{root / 'vorher' / 'lotse.db'}")
    sync(FolderOrigin(files), Registry(engine), batch=6)
    engine.dispose()
    for n in (1, 2, 9, 10):
        (files / f"{n}.md").write_bytes(document(f"seite-{n}", f"Der neue Satz {n}.{BLOCK}"))
    (files / "0.md").unlink()
    return files, root / "vorher"


def _each_commit(
    before: Path, tmp_path: Path, act: Callable[[Registry], object]
) -> Iterator[tuple[Contents, list[Contents], Contents]]:
    """Yield, for a stop at each commit of `act`: what was there then, all that may be, and what is there at last."""
    allowed: list[Contents] = []
    commit = 0
    while True:
        place = Path(shutil.copytree(before, tmp_path / str(commit)))
        engine = open_engine(f"sqlite:///{place / 'lotse.db'}")
        registry = Registry(engine)
        if commit == 0:  # in peace, to see all states that there are between two commits
            allowed.append(contents(registry))
            event.listen(engine, "commit", lambda _connection: None)
            _record(engine, registry, allowed)
            act(registry)
            allowed.append(contents(registry))
            engine.dispose()
            commit = 1
            continue
        count = _stop_at(engine, commit)
        try:
            act(registry)
        except PulledPlug:
            stopped = contents(registry)
            act(registry)
            yield stopped, allowed, contents(registry)
        finally:
            engine.dispose()
        if count() < commit:
            return
        commit += 1


def _record(engine: Engine, registry: Registry, states: list[Contents]) -> None:
    other = open_engine(str(engine.url))
    event.listen(engine, "commit", lambda _connection: states.append(contents(Registry(other))))


def test_a_run_that_stops_at_any_commit_leaves_a_state_between_batches_and_the_next_ends_as_it_would(
    grown: tuple[Path, Path], tmp_path: Path
) -> None:
    files, before = grown
    stops = 0
    for stopped, allowed, final in _each_commit(
        before, tmp_path, lambda registry: sync(FolderOrigin(files), registry, batch=6)
    ):
        stops += 1
        assert stopped in allowed
        assert final == allowed[-1]
        assert len(final["quarantine"]) == 9
    assert stops > 5


def test_a_rollback_that_stops_at_any_commit_has_happened_or_not(grown: tuple[Path, Path], tmp_path: Path) -> None:
    files, earlier = grown
    before = Path(shutil.copytree(earlier, tmp_path / "vorher"))
    engine = open_engine(f"sqlite:///{before / 'lotse.db'}")
    was = contents(Registry(engine))
    run = sync(FolderOrigin(files), Registry(engine), batch=6).run or 0
    now = contents(Registry(engine))
    engine.dispose()
    stops = 0
    for stopped, _, final in _each_commit(before, tmp_path / "halte", lambda registry: _back(registry, run)):
        stops += 1
        assert stopped in (was, now)
        assert final == was
    assert stops > 2


def _back(registry: Registry, run: int) -> Report | None:
    return None if Runs(registry.engine).of(run).undone_by else rollback(registry, run)


def test_who_finds_a_source_busy_is_told_and_another_source_is_free(database_url: str, tmp_path: Path) -> None:
    engine = open_engine(database_url)
    registry = Registry(engine)
    for name in ("eins", "zwei"):
        (tmp_path / name).mkdir()
    busy, free = FolderOrigin(tmp_path / "eins"), FolderOrigin(tmp_path / "zwei")
    with holding(engine, busy.source):
        with pytest.raises(SourceBusy, match="ein anderer Lauf"):
            sync(busy, registry, wait_s=0)
        assert sync(free, registry).run == 1
    assert sync(busy, registry).run == 2
    engine.dispose()
