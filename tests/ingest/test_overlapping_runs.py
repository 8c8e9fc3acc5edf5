"""Runs that overlap: of different sources they do not harm each other, of one source only one works."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine

from ingest.batch import Batch
from ingest.errors import SourceBusy
from ingest.quarantine import Quarantine
from ingest.report import Advance, Report
from ingest.rollback import rollback
from ingest.runs import Runs, RunState
from ingest.saving import Saving
from ingest.settling import settle
from ingest.sources import FolderOrigin
from ingest.sync import sync
from knowledge.documents import Document
from knowledge.registry import Registry
from knowledge.registry_rows import FiledDocument
from knowledge.registry_tables import open_engine
from tests.ingest.registry_contents import contents

SOURCES, PAGES, BATCH = ("ahausen", "bedorf", "cestadt"), 8, 4
COMMON = (
    "Die Gemeinde {place} hat im Jahr 2023 einen Bürgerbus eingeführt, der ihre Ortsteile viermal am Tag mit dem "
    "Bahnhof verbindet. Ehrenamtliche fahren ihn, der Verein zählt 41 Mitglieder. Die Fahrt kostet 2 Euro, Kinder "
    "fahren frei. Gefahren wird montags bis freitags von 7 bis 19 Uhr. Wer mitfahren will, ruft im Rathaus an oder "
    "steigt an einer der elf Haltestellen ein. Im ersten Jahr zählte der Verein 3.900 Fahrgäste, die meisten davon "
    "waren älter als 60."
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, document: Callable[..., bytes]) -> list[Path]:
    """Give three folders with pages of their own; one page of each is nearly that of the others."""
    found = []
    for name in SOURCES:
        found.append(tmp_path_factory.mktemp(name) / "ordner")
        found[-1].mkdir()
        for n in range(PAGES):
            text = f"In {name} kostet der Ausweis Nummer {n} genau {n + 3} Euro."
            (found[-1] / f"{n:02}.md").write_bytes(document(f"{name}-{n:02}", text))
        (found[-1] / "bus.md").write_bytes(document(f"{name}-bus", COMMON.format(place=name.title()), title="Bus"))
    return found


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


def test_runs_of_different_sources_overlap_and_end_as_if_one_had_come_after_the_other(
    folders: list[Path], engine: Engine, tmp_path: Path
) -> None:
    at_once = Barrier(len(folders))

    def together(_advance: Advance) -> None:
        """Have all runs write their next batch, and at last settle, at the same moment."""
        at_once.wait(timeout=60)

    def bring_in(folder: Path) -> Report:
        return sync(FolderOrigin(folder), Registry(engine), together, batch=BATCH)

    Registry(engine)
    with ThreadPoolExecutor(len(folders)) as threads:
        reports = list(threads.map(bring_in, folders))
    assert [len(report.added) for report in reports] == [PAGES + 1] * len(folders)
    assert {run.state for run in Runs(engine).listed()} == {RunState.DONE}
    in_turn = open_engine(f"sqlite:///{tmp_path / 'nacheinander' / 'lotse.db'}")
    for folder in reversed(folders):
        sync(FolderOrigin(folder), Registry(in_turn))
    assert contents(Registry(engine)) == contents(Registry(in_turn))
    assert len(Quarantine(engine).held()) == len(folders) - 1
    in_turn.dispose()


def test_a_run_that_ends_after_a_later_one_still_settles_what_both_have_brought(
    folders: list[Path], engine: Engine
) -> None:
    registry, slow, once = Registry(engine), FolderOrigin(folders[0]), [FolderOrigin(folders[1])]

    def overtaken(_advance: Advance) -> None:
        if once:
            sync(once.pop(), registry)

    report = sync(slow, registry, overtaken, batch=BATCH)
    assert [(held.passage.document_id, held.reasons[0].code) for held in Quarantine(engine).held()] == [
        ("bedorf-bus", "duplicate")
    ]
    assert report.quarantined == ["bedorf-bus"]
    later = Runs(engine).listed()[0]
    assert (later.source, later.id) == (FolderOrigin(folders[1]).source, 2)
    rollback(registry, later.id)
    assert {key.partition("-")[0] for key in registry.known()} == {SOURCES[0]}


def test_what_another_run_writes_while_duplicates_are_settled_is_not_put_back(
    engine: Engine, read_document: Callable[..., Document]
) -> None:
    registry = Registry(engine)
    Quarantine(engine)
    filed = [FiledDocument(read_document(key, COMMON, title="Bus"), f"{key}.md") for key in ("bus-a", "bus-b")]
    newer = FiledDocument(read_document("bus-b", "Der Bus fährt nicht mehr.", title="Bus"), "bus-b.md")
    registry.apply("ordner", filed)

    def meanwhile(source: str, run: int, batch: Batch) -> frozenset[str]:
        registry.apply(source, [newer])
        return Saving(registry, source, run, "").save(batch)

    assert settle(registry, 1, meanwhile) == []
    assert registry.known()["bus-b"].digest == newer.document.digest
    assert registry.passages_of(["bus-b"])["bus-b"] == newer.document.passages
    assert settle(registry, 2, meanwhile) == []  # it has looked again, and finds nothing to do
    assert registry.revision() == 2


def test_the_second_run_of_a_source_is_refused_in_words_or_waits_and_finds_nothing_to_do(
    folders: list[Path], engine: Engine
) -> None:
    registry, folder = Registry(engine), folders[0]
    refused: list[str] = []
    with ThreadPoolExecutor(1) as thread:
        waiting: list[Future[Report]] = []

        def meanwhile(_advance: Advance) -> None:
            if waiting:
                return
            with pytest.raises(SourceBusy) as busy:
                sync(FolderOrigin(folder), Registry(engine), wait_s=0)
            refused.append(str(busy.value))
            waiting.append(thread.submit(sync, FolderOrigin(folder), Registry(engine), wait_s=60))

        first = sync(FolderOrigin(folder), registry, meanwhile, batch=BATCH)
        second = waiting[0].result(timeout=60)
    assert (len(first.added), second.changes, second.unchanged) == (PAGES + 1, 0, PAGES + 1)
    assert [(run.id, run.state) for run in Runs(engine).listed()] == [(2, RunState.DONE), (1, RunState.DONE)]
    assert refused[0].startswith(f"An der Quelle folder:{folder} arbeitet gerade ein anderer Lauf. Warten Sie")
