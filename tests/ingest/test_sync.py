"""Bringing a folder in applies exactly what changed, and loses nothing."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.errors import SourceEmpty, SourceUnreadable
from ingest.passing import BATCH
from ingest.report import Report
from ingest.sync import sync_folder, sync_starter
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine

NOBODY = 65_534
BROKEN = "---\nid: [\n---\nText\n"


@pytest.fixture
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('database') / 'lotse.db'}")
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
    (folder / "zwei.md").write_text(BROKEN)
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


def test_a_change_keeps_what_did_not_change(folder: Path, registry: Registry) -> None:
    _sync(folder, registry)
    before = registry.passage_ids()
    _write(folder, "zwei", "Ein anderer Satz.")
    _sync(folder, registry)
    gone = before - registry.passage_ids()
    assert {key.partition("~")[0] for key in gone} == {"zwei"}
    assert len(gone) == 1


def test_a_broken_file_keeps_its_earlier_version_even_after_it_was_renamed(folder: Path, registry: Registry) -> None:
    _sync(folder, registry)
    (folder / "zwei.md").rename(folder / "zweitens.md")
    assert _sync(folder, registry).changes == 0
    (folder / "zweitens.md").write_text(BROKEN)
    report = _sync(folder, registry)
    assert ([problem.file for problem in report.problems], report.removed) == (["zweitens.md"], [])
    assert "zwei" in registry.known()


def test_a_document_that_takes_the_id_of_another_costs_no_earlier_version(folder: Path, registry: Registry) -> None:
    _sync(folder, registry)
    (folder / "zwei.md").write_text((folder / "eins.md").read_text())
    report = _sync(folder, registry)
    assert [(problem.file, problem.reason) for problem in report.problems] == [
        ("zwei.md", "eins steht schon in eins.md")
    ]
    assert (report.removed, set(registry.known())) == ([], {"eins", "zwei", "drei"})


def test_files_in_subfolders_count_and_hidden_ones_do_not(folder: Path, registry: Registry) -> None:
    (folder / "unter" / "tief").mkdir(parents=True)
    (folder / ".git").mkdir()
    _write(folder / "unter" / "tief", "vier")
    (folder / ".eins.md").write_text("Entwurf")
    (folder / ".git" / "fuenf.md").write_text("Entwurf")
    (folder / "~$Bericht.docx").write_bytes(b"Sperre")
    report = _sync(folder, registry)
    assert (sorted(report.added), report.problems) == (["drei", "eins", "vier", "zwei"], [])
    assert registry.known()["vier"].path == "unter/tief/vier.md"


def test_one_file_alone_can_be_taken_in(folder: Path, registry: Registry) -> None:
    assert _sync(folder / "zwei.md", registry).added == ["zwei"]


def test_two_folders_do_not_remove_each_other_s_documents(folder: Path, tmp_path: Path, registry: Registry) -> None:
    _sync(folder, registry)
    (tmp_path / "andere").mkdir()
    _write(tmp_path / "andere", "vier")
    assert _sync(tmp_path / "andere", registry).removed == []
    assert _sync(folder, registry).changes == 0
    assert set(registry.known()) == {"eins", "zwei", "drei", "vier"}


def test_an_empty_folder_is_fine_where_nothing_was_before(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "leer").mkdir()
    assert _sync(tmp_path / "leer", registry).changes == 0


def test_what_is_acknowledged_is_safe(tmp_path: Path, registry: Registry) -> None:
    count = 2 * BATCH + 50
    for n in range(count):
        _write(tmp_path, f"seite-{n:03}")
    (tmp_path / "seite-000.md").write_text(BROKEN)
    acknowledged = list[tuple[int, int]]()

    def acknowledge(done: int, total: int) -> None:
        acknowledged.append((done, total))
        assert registry.counts()[0] >= done - 1  # all but the broken one

    sync_folder(tmp_path, registry, acknowledge)
    assert acknowledged == [(BATCH, count), (2 * BATCH, count), (count, count)]


def test_an_interrupted_run_keeps_what_was_acknowledged_and_the_next_one_does_the_rest(
    tmp_path: Path, registry: Registry
) -> None:
    for n in range(BATCH + 50):
        _write(tmp_path, f"seite-{n:03}")

    def pull_the_plug(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync_folder(tmp_path, registry, pull_the_plug)
    assert registry.counts()[0] == BATCH
    report = _sync(tmp_path, registry)
    assert (len(report.added), report.unchanged, registry.counts()[0]) == (50, BATCH, BATCH + 50)


def test_a_newer_starter_corpus_leaves_what_a_folder_took_over(tmp_path: Path, registry: Registry) -> None:
    sync_starter(registry, lambda _done, _total: None)
    _write(tmp_path, "fall-soest-buergerwolke", "Unser eigener Text.")
    assert _sync(tmp_path, registry).adopted == ["fall-soest-buergerwolke"]
    registry.note_source("starter", "0" * 64)  # as if the corpus had been another one
    report = sync_starter(registry, lambda _done, _total: None)
    assert report is not None
    assert report.changes == 0
    (passage,) = registry.passages_of(["fall-soest-buergerwolke"])["fall-soest-buergerwolke"]
    assert passage.text == "Unser eigener Text."


def test_an_adopted_document_that_is_deleted_stays_deleted(tmp_path: Path, registry: Registry) -> None:
    sync_starter(registry, lambda _done, _total: None)
    _write(tmp_path, "fall-soest-buergerwolke")
    _sync(tmp_path, registry)
    (tmp_path / "fall-soest-buergerwolke.md").unlink()
    _sync(tmp_path, registry, allow_empty=True)
    assert sync_starter(registry, lambda _done, _total: None) is None
    assert "fall-soest-buergerwolke" not in registry.known()


def test_a_path_that_no_folder_can_have_is_said(tmp_path: Path, registry: Registry) -> None:
    with pytest.raises(SourceUnreadable):
        _sync(tmp_path / ("lang" * 100), registry)


# --- rights: root may read everything, so these tests become someone else ---


@contextmanager
def _without_privileges() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder with a document and a subfolder with another, where rights count for this process."""
    with tempfile.TemporaryDirectory(prefix="lotse-rights-") as name:
        path = Path(name)
        (path / "unter").mkdir()
        _write(path, "offen")
        _write(path / "unter", "tiefer")
        if os.geteuid() == 0:
            for each in (path, *path.rglob("*")):
                shutil.chown(each, NOBODY)
        yield path
        path.chmod(0o700)
        (path / "unter").chmod(0o700)


@pytest.fixture
def known_before(shared: Path) -> Iterator[Registry]:
    """A registry in memory that has taken the folder in while all of it was readable."""
    engine = open_engine("sqlite://")
    registry = Registry(engine)
    _sync(shared, registry)
    yield registry
    engine.dispose()


def test_a_file_that_cannot_be_read_is_named_and_its_earlier_version_stays(
    shared: Path, known_before: Registry
) -> None:
    (shared / "offen.md").chmod(0)
    with _without_privileges():
        report = _sync(shared, known_before)
    assert [(problem.file, problem.field) for problem in report.problems] == [("offen.md", "Datei")]
    assert set(known_before.known()) == {"offen", "tiefer"}


@pytest.mark.parametrize("unreadable", [".", "unter"])
def test_a_folder_that_cannot_be_read_is_said_and_nothing_is_removed(
    unreadable: str, shared: Path, known_before: Registry
) -> None:
    (shared / unreadable).chmod(0)
    with _without_privileges(), pytest.raises(SourceUnreadable):
        _sync(shared, known_before)
    assert set(known_before.known()) == {"offen", "tiefer"}


def test_a_folder_below_one_that_cannot_be_entered_is_said(shared: Path, known_before: Registry) -> None:
    shared.chmod(0)
    with _without_privileges(), pytest.raises(SourceUnreadable):
        _sync(shared / "unter", known_before)
