"""The service reads what is due by itself, in a thread of its own, and stops cleanly."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from api.ingesting import ingestion_of, row_of
from api.settings import Settings
from api.wiring import Lotse
from ingest.runs import RunState
from knowledge.registry import Registry

Start = Callable[[Path], AbstractContextManager[Lotse]]


def test_what_is_due_is_read_once_and_its_documents_can_go_with_the_source(
    data_dir: Path, start: Start, tmp_path: Path, write_document: Callable[..., Path], wait_for: Callable[..., bool]
) -> None:
    write_document(tmp_path / "ordner", "neu")
    row = row_of(str(tmp_path / "ordner"))
    with start(data_dir) as lotse:
        ingestion = lotse.ingestion
        ingestion.origins.add(row.source, row.kind, row.place, schedule="täglich")
        assert lotse.due.look() == 1
        assert wait_for(lambda: [run.state for run in ingestion.runs.listed(row.source)] == [RunState.DONE])
        assert "neu" in lotse.registry.known()
        assert wait_for(lambda: lotse.due.look() == 0)
        report = ingestion.remove(row.place, documents=True)
        assert report is not None
        assert report.removed == ["neu"]
        assert (ingestion.origins.listed(), "neu" in lotse.registry.known()) == ((), False)


def test_a_source_whose_run_died_is_read_again_unless_that_kills_its_process_again_and_again(
    engine: Engine, tmp_path: Path, settings_of: Callable[[Path], Settings]
) -> None:
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    ingestion = ingestion_of(Registry(engine), settings_of(tmp_path), lambda: at, at.date)
    ingestion.origins.add("upload", "upload", "/uploads")
    ingestion.runs.begin("folder:/not-kept", "folder")
    deaths = []
    for _ in range(4):  # a run begins and never ends: nobody holds its source
        ingestion.runs.begin("upload", "upload")
        deaths.append([row.source for row in ingestion.due(asked=True)])
        for row in ingestion.due():
            ingestion.origins.begun(row)
    assert deaths == [["upload"], ["upload"], [], []]
    assert {run.state for run in ingestion.last_runs()} == {RunState.BROKEN}
