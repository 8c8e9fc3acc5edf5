"""A folder of files as offices have them is brought in: each is read or named, and memory stays bounded."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ingest.many_files import READ, write_into

MB = 1_000_000
ENGLISH = re.compile(r"\b(error|invalid|file|failed|unexpected|not found|cannot|exception|Traceback)\b", re.IGNORECASE)
GERMAN = re.compile(r"\b(ist|hat|enthält|wird|ohne|lässt|öffnet|gibt|sind)\b")
BROUGHT_IN = """
import json, re, resource, sys
from pathlib import Path
from ingest.sync import sync_folder
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine

engine = open_engine(f"sqlite:///{sys.argv[2]}")
registry = Registry(engine)
peak = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
before = peak()
report = sync_folder(Path(sys.argv[1]), registry, lambda done, total: None)
print(json.dumps({
    "documents": [known.path for known in registry.known().values()],
    "told": [[p.file, p.field, p.reason] for p in (*report.problems, *report.skipped)],
    "notes": [[p.file, p.reason] for p in report.notes],
    "here_kb": peak() - before,
    "apart_kb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
}))
engine.dispose()
"""


@dataclass(frozen=True)
class BroughtIn:
    """What became of each file, and the peak of memory: what was added here, and that of the reading process."""

    expected: dict[str, str]
    documents: list[str]
    told: dict[str, list[str]]
    notes: dict[str, str]
    here_bytes: int
    apart_bytes: int


@pytest.fixture(scope="module")
def brought_in(tmp_path_factory: pytest.TempPathFactory, offline_env: dict[str, str]) -> BroughtIn:
    """Bring the folder in once, in a process of its own: its peak of memory is that of this folder."""
    place = tmp_path_factory.mktemp("many")
    folder = place / "ordner"
    folder.mkdir()
    expected = write_into(folder)
    command = [sys.executable, "-c", BROUGHT_IN, str(folder), str(place / "lotse.db")]
    root = Path(__file__).parent.parent.parent
    done = subprocess.run(command, env=offline_env, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    told: dict[str, list[str]] = {}
    for name, field, reason in found["told"]:
        told.setdefault(name, []).append(f"{field}: {reason}")
    return BroughtIn(
        expected, found["documents"], told, dict(found["notes"]), found["here_kb"] * 1_024, found["apart_kb"] * 1_024
    )


def test_more_than_sixty_files_end_as_read_or_as_named_problem(brought_in: BroughtIn) -> None:
    assert len(brought_in.expected) > 60
    read, named = set(brought_in.documents), set(brought_in.told)
    assert read | named == set(brought_in.expected)
    assert read & named == set()


def test_each_file_ends_as_a_person_would_expect(brought_in: BroughtIn) -> None:
    read = {name for name, reason in brought_in.expected.items() if reason == READ}
    assert set(brought_in.documents) == read
    misnamed = {
        name: brought_in.told[name]
        for name, reason in brought_in.expected.items()
        if reason != READ and not any(reason in said for said in brought_in.told[name])
    }
    assert misnamed == {}


def test_every_reason_is_a_german_sentence(brought_in: BroughtIn) -> None:
    reasons = [reason for several in brought_in.told.values() for reason in several]
    assert [reason for reason in reasons if ENGLISH.search(reason) or not GERMAN.search(reason)] == []


def test_a_wrong_name_macros_and_attachments_are_noted(brought_in: BroughtIn) -> None:
    assert "gelesen als DOCX" in brought_in.notes["word-als.pdf"]
    assert "Makros" in brought_in.notes["makros.docm"]
    assert "leitfaden.docx" in brought_in.notes["mit-anhang.eml"]


def test_memory_stays_bounded_whatever_the_files_hold(brought_in: BroughtIn) -> None:
    """The folder holds 200 MB of text and bombs of 300 MB; of them nothing may be held."""
    assert brought_in.here_bytes < 60 * MB
    assert brought_in.apart_bytes < 400 * MB
