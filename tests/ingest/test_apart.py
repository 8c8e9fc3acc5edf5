"""The reading process: what a file does to it stays with that file, and nothing of it is left behind."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ingest.read.apart import Apart
from knowledge.errors import DocumentInvalid
from tests.ingest.office_files import docx, repacked, xlsx

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    with Apart() as opened:
        yield opened


def titles(apart: Apart, name: str, data: bytes) -> list[str]:
    return [extract.title for extract in apart.read(name, data).extracts]


def processes() -> list[int]:
    """Give the reading processes that this one has started and not waited for."""
    command = ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(os.getpid())]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in found.splitlines() if "knowledge.process" in line]


def test_files_are_read_one_after_another_in_one_process(apart: Apart) -> None:
    assert titles(apart, "a.docx", docx()) == ["Leitfaden Rufbus"]
    before = processes()
    assert titles(apart, "b.docx", docx()) == ["Leitfaden Rufbus"]
    assert processes() == before


def test_a_problem_found_there_is_told_here(apart: Apart) -> None:
    with pytest.raises(DocumentInvalid, match=r"a\.docx: Datei: ist beschädigt"):
        apart.read("a.docx", docx()[:5_000])


def test_small_texts_need_no_process() -> None:
    with Apart() as apart:
        before = processes()
        assert titles(apart, "a.txt", b"Der Rufbus.") == ["a"]
        assert processes() == before


def test_a_file_that_takes_too_long_is_named_and_the_next_one_read() -> None:
    cells = "".join(f'<c t="inlineStr"><is><t>{column} Fahrten</t></is></c>' for column in range(15))
    rows = "".join(f'<row r="{row}">{cells}</row>' for row in range(1, 20_000)).encode()
    long = repacked(xlsx(), {SHEET: lambda old: re.sub(rb"<row.*</row>", lambda _: rows, old)})
    with Apart(seconds=2.0) as apart:
        with pytest.raises(DocumentInvalid, match=r"lang\.xlsx: Datei: ließ sich in 2 Sekunden nicht lesen"):
            apart.read("lang.xlsx", long)
        assert titles(apart, "kurz.xlsx", xlsx()) == ["kurz: Soest", "kurz: Lippstadt"]


def test_a_process_that_stands_still_is_ended() -> None:
    others = set(processes())
    with Apart(wall_seconds=1.0) as apart:
        while not (started := set(processes()) - others):  # on a busy machine the first file may come too late
            with suppress(DocumentInvalid):
                apart.read("a.docx", docx())
        os.kill(started.pop(), signal.SIGSTOP)
        with pytest.raises(DocumentInvalid, match=r"b\.docx: Datei: ließ sich in 1 Sekunden nicht lesen"):
            apart.read("b.docx", docx())
        assert set(processes()) == others


def test_a_file_that_needs_too_much_memory_is_named_and_the_next_one_read() -> None:
    paragraphs = b"<w:p><w:r><w:t>Der Rufbus.</w:t></w:r></w:p>" * 500_000
    large = repacked(docx(), {"word/document.xml": lambda old: old.replace(b"<w:body>", b"<w:body>" + paragraphs)})
    with Apart(address_space=400_000_000) as apart:
        with pytest.raises(DocumentInvalid, match=r"gross\.docx: Datei: "):
            apart.read("gross.docx", large)
        assert titles(apart, "klein.docx", docx()) == ["Leitfaden Rufbus"]


def test_a_process_that_the_system_has_killed_is_replaced(apart: Apart) -> None:
    titles(apart, "a.docx", docx())
    (process,) = processes()
    os.kill(process, signal.SIGKILL)
    assert titles(apart, "b.docx", docx()) == ["Leitfaden Rufbus"]
    assert process not in processes()


def test_no_process_is_left_when_it_is_closed() -> None:
    with Apart() as apart:
        before = set(processes())
        titles(apart, "a.docx", docx())
        (process,) = set(processes()) - before
    assert not Path(f"/proc/{process}").exists()
    apart.close()


def test_no_reader_reaches_the_network(apart: Apart) -> None:
    from knowledge.process import started
    from tests.ingest.reaching_out import reach_out

    with started(reach_out) as line:
        assert line.receive() == "PermissionError"
