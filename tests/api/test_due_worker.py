"""The service reads what is due by itself, in a thread of its own, and stops cleanly."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from api.ingesting import row_of
from api.wiring import Lotse
from ingest.runs import RunState

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
