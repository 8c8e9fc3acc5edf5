"""Bringing a folder in applies exactly what changed, and loses nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import SourceEmpty, SourceUnreadable
from ingest.sync import Report, sync_folder, sync_starter
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    engine = open_engine(f"sqlite:///{tmp_path / 'lotse.db'}")
    yield Registry(engine)
    engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "dokumente"
    path.mkdir()
    for name in ("eins", "zwei", "drei"):
        _write(path, name)
    return path


def _write(folder: Path, name: str, text: str = "Ein Satz.") -> None:
    (folder / f"{name}.md").write_text(f"---\nid: {name}\nkind: page\ntitle: {name}\n---\n\n{text}\n")


def _sync(folder: Path, registry: Registry, *, allow_empty: bool = False) -> Report:
    return sync_folder(folder, registry, lambda _done, _total: None, allow_empty=allow_empty)


def test_the_second_run_changes_nothing(folder: Path, registry: Registry) -> None:
    assert sorted(_sync(folder, registry).added) == ["drei", "eins", "zwei"]
    before = registry.revision()
    again = _sync(folder, registry)
    assert (again.changes, again.unchanged, registry.revision()) == (0, 3, before)


def test_exactly_the_new_the_changed_and_the_deleted_are_applied(folder: Path, registry: Registry) -> None:
    _sync(folder, registry)
    _write(folder, "vier")
    _write(folder, "zwei", "Ein anderer Satz.")
    (folder / "drei.md").unlink()
    report = _sync(folder, registry)
    assert (report.added, report.changed, report.removed, report.unchanged) == (["vier"], ["zwei"], ["drei"], 1)
    assert set(registry.known()) == {"eins", "zwei", "vier"}


def test_a_broken_file_costs_no_other_and_its_earlier_version_stays(folder: Path, registry: Registry) -> None:
    _sync(folder, registry)
    (folder / "zwei.md").write_text("kaputt")
    _write(folder, "vier")
    report = _sync(folder, registry)
    assert [problem.file for problem in report.problems] == ["zwei.md"]
    assert set(registry.known()) == {"eins", "zwei", "drei", "vier"}


def test_the_same_id_twice_is_named(folder: Path, registry: Registry) -> None:
    (folder / "zzz.md").write_text((folder / "eins.md").read_text())
    [problem] = _sync(folder, registry).problems
    assert (problem.file, problem.field) == ("zzz.md", "id")


def test_an_emptied_folder_is_taken_for_a_lost_mount_unless_meant(folder: Path, registry: Registry) -> None:
    _sync(folder, registry)
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(SourceEmpty):
        _sync(folder, registry)
    assert len(registry.known()) == 3
    assert len(_sync(folder, registry, allow_empty=True).removed) == 3


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, registry: Registry) -> None:
    with pytest.raises(SourceUnreadable):
        _sync(tmp_path / "nirgends", registry)


def test_the_starter_comes_once_and_leaves_what_a_folder_took_over(tmp_path: Path, registry: Registry) -> None:
    assert sync_starter(registry, lambda _done, _total: None) is not None
    assert sync_starter(registry, lambda _done, _total: None) is None
    own = tmp_path / "eigene"
    own.mkdir()
    _write(own, "fall-soest-buergerwolke")
    assert _sync(own, registry).adopted == ["fall-soest-buergerwolke"]
    _write(own, "anderes")
    (own / "fall-soest-buergerwolke.md").unlink()
    assert _sync(own, registry).removed == ["fall-soest-buergerwolke"]
