"""JSON lines are read piece by piece: memory does not grow with the file; one that changes meanwhile is noticed."""

import gzip
import hashlib
import json
import tracemalloc
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.items import Item
from ingest.read.apart import Apart
from ingest.read.large import Large
from ingest.read.readers import reader_of
from ingest.report import Advance
from ingest.sources import FolderOrigin
from ingest.sync import sync
from knowledge.registry import Registry


def lines(count: int, text: str = "Der Bus fährt. ") -> bytes:
    rows = ({"_id": f"r{n}", "title": f"Satz {n}", "text": text} for n in range(count))
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def item_of(path: Path) -> Item:
    (item,) = FolderOrigin(path).items()
    return item


def large_of(path: Path) -> Large:
    item = item_of(path)
    assert (item.data, item.content) == (None, item.large)
    assert item.large is not None
    return item.large


@pytest.mark.parametrize("name", ["gross.jsonl", "gross.jsonl.gz"])
def test_a_file_of_many_lines_takes_the_memory_of_some_of_them(tmp_path: Path, name: str) -> None:
    data = lines(60, "Der Bus fährt. " * 5_000)
    (tmp_path / name).write_bytes(gzip.compress(data, 1) if name.endswith(".gz") else data)
    size = len(data)
    del data
    with Apart() as apart:
        first = apart.read(name, large_of(tmp_path / name)).extracts
        assert next(first).title == "Satz 0"  # what reading needs is imported
        tracemalloc.start()
        try:
            assert sum(1 for _ in apart.read(name, large_of(tmp_path / name)).extracts) == 60
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < size / 2


def test_it_is_read_as_from_memory_and_named_by_the_same_digests(tmp_path: Path) -> None:
    data, mapping = lines(3), b"columns:\n  title: publisher\n"
    (tmp_path / "daten.jsonl").write_bytes(data)
    (tmp_path / "daten.jsonl.mapping.yaml").write_bytes(mapping)
    item = item_of(tmp_path / "daten.jsonl")
    with Apart() as apart:
        read = apart.read("daten.jsonl", large_of(tmp_path / "daten.jsonl"), None, item.mapping)
        assert list(read.extracts) == list(reader_of("daten.jsonl", data, None, mapping).read("daten.jsonl", data))
        assert read.version == reader_of("daten.jsonl", data, None, mapping).version
    assert item.digest == hashlib.sha256(data + b"\0" + mapping).hexdigest()


def test_what_only_has_such_a_name_is_read_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "text.jsonl").write_text("Der Bus fährt jede Stunde durch das Dorf.\n")
    with Apart() as apart:
        (extract,) = apart.read("text.jsonl", large_of(tmp_path / "text.jsonl")).extracts
    assert "passt nicht zum Inhalt" in extract.notes[0]


def test_a_file_that_changes_while_it_is_read_is_named_and_read_again_by_the_next_run(
    tmp_path: Path, engine: Engine
) -> None:
    registry, path = Registry(engine), tmp_path / "daten.jsonl"
    path.write_bytes(lines(60, "Der Bus fährt. " * 600))  # more than is read ahead

    def change(_advance: Advance) -> None:
        with path.open("ab") as file:
            file.write(b'{"_id": "neu", "title": "Neu", "text": "Es ist etwas dazugekommen."}\n')

    report = sync(FolderOrigin(path), registry, change, batch=20)
    assert [problem.reason for problem in report.problems] == [
        "wurde geändert, während sie gelesen wurde: Der nächste Lauf liest sie neu"
    ]
    assert report.removed == []
    again = sync(FolderOrigin(path), registry)
    assert (again.problems, again.removed, len(registry.known())) == ([], [], again.seen)
    assert sync(FolderOrigin(path), registry).changes == 0
