"""`lotse ingest`: exactly what is new, changed or gone; one broken file spoils nothing."""

import json
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from api.wiring import Lotse

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[[Path], AbstractContextManager[Lotse]]


@dataclass
class Story:
    """One folder through its life: what each run said, and what is found after the last change."""

    data: Path
    runs: dict[str, subprocess.CompletedProcess[str]] = field(default_factory=dict)
    found: dict[str, list[str]] = field(default_factory=dict)
    agreed: bool = False

    def report(self, run: str) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.runs[run].stdout)
        return said


@pytest.fixture(scope="module")
def story(
    lotse: Run,
    start: Start,
    agrees: Callable[[Path], bool],
    copied: Callable[[], Path],
    write_document: Callable[..., Path],
) -> Story:
    story = Story(copied())
    folder = story.data.parent / "folder"
    for key in ("eins", "zwei", "drei"):
        write_document(folder, key, f"Das Wort {key}fach steht nur hier.")
    story.runs["first"] = lotse("ingest", str(folder), "--json", data=story.data)
    (folder / "kaputt.md").write_text("---\nid: kaputt\nkind: unsinn\n---\nText")
    (folder / "bytes.md").write_bytes(b"\xff\xfe\x00")
    (folder / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    story.runs["again"] = lotse("ingest", str(folder), data=story.data)
    write_document(folder, "eins", "Hier steht jetzt Quittenbrot.")
    (folder / "zwei.md").unlink()
    write_document(folder, "vier")
    story.runs["later"] = lotse("ingest", str(folder), "--json", data=story.data)
    story.agreed = agrees(story.data)
    with start(story.data) as opened:
        for word in ("Quittenbrot", "zweifach"):
            story.found[word] = [hit.meta.id for hit in opened.search(word, 100)]
    for path in [*folder.iterdir()]:
        path.unlink()
    story.runs["emptied"] = lotse("ingest", str(folder), data=story.data)
    story.runs["meant"] = lotse("ingest", str(folder), "--allow-empty", data=story.data)
    return story


def test_new_documents_are_taken_in(story: Story) -> None:
    assert story.runs["first"].returncode == 0
    assert sorted(story.report("first")["added"]) == ["drei", "eins", "zwei"]
    assert story.report("first")["searchable"]


def test_a_second_run_has_nothing_to_do(story: Story) -> None:
    assert "Nichts zu tun: alle 3 Dokumente" in story.runs["again"].stdout


def test_new_changed_and_deleted_documents_are_told_apart(story: Story) -> None:
    report = story.report("later")
    assert (report["added"], report["changed"], report["removed"]) == (["vier"], ["eins"], ["zwei"])
    assert report["unchanged"] == 1


def test_broken_files_are_named_and_spoil_nothing(story: Story) -> None:
    problems = story.report("later")["problems"]
    assert story.runs["later"].returncode == 1
    assert {problem["file"] for problem in problems} == {"kaputt.md", "bytes.md"}
    assert {skipped["file"] for skipped in story.report("later")["skipped"]} == {"bild.png"}
    assert all(problem["field"] and problem["reason"] for problem in problems)


def test_what_changed_is_found_first(story: Story) -> None:
    assert story.found["Quittenbrot"][0] == "eins"


def test_what_was_deleted_is_found_no_more(story: Story) -> None:
    assert "zwei" not in story.found["zweifach"]


def test_registry_and_indexes_agree_afterwards(story: Story) -> None:
    assert story.agreed


def test_an_emptied_folder_removes_nothing_unasked(story: Story) -> None:
    assert story.runs["emptied"].returncode == 2
    [sentence] = story.runs["emptied"].stderr.strip().splitlines()
    assert "--allow-empty" in sentence


def test_an_emptied_folder_removes_everything_when_that_is_meant(story: Story) -> None:
    assert story.runs["meant"].returncode == 0
    assert "3 entfernt" in story.runs["meant"].stdout


def test_people_read_what_was_left_out_and_why(story: Story) -> None:
    told = story.runs["again"].stderr
    assert "Nicht aufgenommen: kaputt.md: kind: " in told
    assert "Nicht aufgenommen: bytes.md: Datei: " in told
    assert "Übergangen: bild.png: Datei: " in told
