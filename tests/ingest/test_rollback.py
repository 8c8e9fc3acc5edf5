"""A run that is taken back leaves everything as it was, and its bytes do not come back by themselves."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ingest.errors import NoSuchDocument, NoSuchRun, NotWithdrawn, RollbackRefused
from ingest.forgetting import forget
from ingest.history import History
from ingest.report import Report
from ingest.rollback import rollback
from ingest.runs import Runs
from ingest.sources import FolderOrigin
from ingest.sync import sync
from ingest.transaction import now
from ingest.withdrawing import readmit
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from tests.ingest.registry_contents import contents

Write = Callable[..., int]


@pytest.fixture
def registry(database_url: str) -> Iterator[Registry]:
    engine = open_engine(database_url)
    yield Registry(engine)
    engine.dispose()


@pytest.fixture
def write(tmp_path: Path, document: Callable[..., bytes]) -> Write:
    (tmp_path / "ordner").mkdir()
    return lambda key, text="Ein Satz.", name="": (tmp_path / "ordner" / f"{name or key}.md").write_bytes(
        document(key, text)
    )


@pytest.fixture
def run(tmp_path: Path, registry: Registry) -> Callable[[], Report]:
    return lambda: sync(FolderOrigin(tmp_path / "ordner"), registry, allow_empty=True)


def _id(report: Report) -> int:
    assert report.run is not None
    return report.run


def test_a_run_that_added_changed_removed_and_moved_is_taken_back_whole(
    tmp_path: Path, registry: Registry, write: Write, run: Callable[[], Report]
) -> None:
    for key in ("eins", "zwei", "drei", "vier"):
        write(key, f"Der Satz von {key}.")
    run()
    before = contents(registry)
    write("zwei", "Ein anderer Satz.")
    write("neu")
    (tmp_path / "ordner" / "drei.md").unlink()
    (tmp_path / "ordner" / "vier.md").rename(tmp_path / "ordner" / "viertens.md")
    second = run()
    after = contents(registry)
    assert (second.added, second.changed, second.removed) == (["neu"], ["zwei"], ["drei"])
    back = rollback(registry, _id(second))
    assert contents(registry) == before
    assert (back.added, back.removed, sorted(back.changed)) == (["drei"], ["neu"], ["vier", "zwei"])
    rollback(registry, _id(back))
    assert contents(registry) == after


def test_what_was_taken_back_stays_away_until_its_bytes_change(
    tmp_path: Path, registry: Registry, write: Write, run: Callable[[], Report]
) -> None:
    write("eins")
    write("drei")
    run()
    write("eins", "Vergiftet.")
    write("neu", "Auch vergiftet.")
    (tmp_path / "ordner" / "drei.md").unlink()
    rollback(registry, _id(run()))
    before = registry.known()
    report = run()
    assert registry.known() == before
    assert (report.changes - len(report.added), sorted(report.withdrawn)) == (0, ["drei", "eins"])
    assert report.quarantined == ["neu"]
    again = run()
    assert (again.changes, registry.known()) == (0, before)
    write("eins", "Geheilt.")
    write("neu", "Auch geheilt.")
    run()
    assert registry.known()["eins"].digest != before["eins"].digest
    assert "neu" in registry.known()


def test_a_document_is_let_in_again_on_request(registry: Registry, write: Write, run: Callable[[], Report]) -> None:
    write("eins")
    run()
    write("eins", "Ein anderer Satz.")
    rollback(registry, _id(run()))
    assert run().withdrawn == ["eins"]
    readmit(registry.engine, "eins")
    assert run().changed == ["eins"]
    with pytest.raises(NotWithdrawn):
        readmit(registry.engine, "eins")


def test_a_removal_that_was_taken_back_counts_again_once_the_file_has_been_there(
    tmp_path: Path, registry: Registry, write: Write, run: Callable[[], Report]
) -> None:
    write("eins")
    write("zwei")
    run()
    (tmp_path / "ordner" / "eins.md").unlink()
    rollback(registry, _id(run()))
    assert (run().removed, "eins" in registry.known()) == ([], True)
    write("eins")
    run()
    (tmp_path / "ordner" / "eins.md").unlink()
    assert run().removed == ["eins"]


def test_a_rollback_is_refused_while_later_runs_build_on_it_and_names_them(
    registry: Registry, write: Write, run: Callable[[], Report]
) -> None:
    write("eins")
    first = run()
    write("eins", "Ein anderer Satz.")
    second = run()
    write("zwei")
    third = run()
    before = contents(registry)
    with pytest.raises(RollbackRefused, match=rf": {second.run}\. .* Lauf {second.run} zurück"):
        rollback(registry, _id(first))
    assert contents(registry) == before
    rollback(registry, _id(third))
    rollback(registry, _id(second))
    with pytest.raises(RollbackRefused, match="schon zurückgenommen"):
        rollback(registry, _id(second))
    with pytest.raises(NoSuchRun):
        rollback(registry, 999)


def test_a_document_that_was_taken_over_goes_back_to_its_source(
    tmp_path: Path, registry: Registry, write: Write, run: Callable[[], Report], document: Callable[..., bytes]
) -> None:
    write("eins")
    run()
    before = contents(registry)
    (tmp_path / "anderer").mkdir()
    (tmp_path / "anderer" / "eins.md").write_bytes(document("eins", "Vom anderen."))
    taken = sync(FolderOrigin(tmp_path / "anderer"), registry)
    assert taken.adopted == ["eins"]
    rollback(registry, _id(taken))
    assert contents(registry) == before


def test_an_erased_document_leaves_nothing_and_does_not_come_back(
    registry: Registry, write: Write, run: Callable[[], Report]
) -> None:
    write("geheim", "Das Wort Quittenmus steht hier.")
    first = run()
    write("geheim", "Das Wort Quittenbrot steht hier.")
    run()
    assert forget(registry, "geheim").removed == ["geheim"]
    assert run().withdrawn == ["geheim"]
    assert "geheim" not in registry.known()
    with registry.engine.connect() as connection:
        from ingest.tables import METADATA
        from knowledge.registry_tables import METADATA as KNOWN

        told = [row for m in (METADATA, KNOWN) for t in m.sorted_tables for row in connection.execute(t.select())]
    assert not [row for row in told if "Quitten" in repr(row)]
    with pytest.raises(RollbackRefused):
        rollback(registry, _id(first))
    with pytest.raises(NoSuchDocument):
        forget(registry, "nirgends")


def test_the_history_ends_after_its_time(registry: Registry, write: Write, run: Callable[[], Report]) -> None:
    write("eins")
    first = run()
    history = History(registry.engine)
    assert history.documents(_id(first)) == ["eins"]
    assert history.expire(now() - timedelta(days=1)) == 0
    assert history.expire(now() + timedelta(seconds=1)) == 1
    with pytest.raises(RollbackRefused, match="LOTSE_ROLLBACK_DAYS"):
        rollback(registry, _id(first))
    assert Runs(registry.engine).of(_id(first)).report["added"] == 1
