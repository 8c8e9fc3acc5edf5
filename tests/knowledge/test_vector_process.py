"""A new collection of vectors is whole or not there, whichever process wrote it."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import Vectors
from knowledge.errors import IndexUnavailable
from knowledge.vector_process import MANY, building
from knowledge.vectors import Chroma

IDS = [f"seite~{n}" for n in range(600)]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    drawn = np.random.default_rng(7).standard_normal((len(IDS), 16), dtype=np.float32)
    unit: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.mark.parametrize("expected", [len(IDS), MANY], ids=["in this process", "in another"])
def test_what_was_written_is_found(tmp_path: Path, vectors: Vectors, expected: int) -> None:
    place = tmp_path / "lsa-16"
    with building(place, expected) as write:
        for start in range(0, len(IDS), 250):
            write(IDS[start : start + 250], vectors[start : start + 250])
        assert not place.exists()
    assert list(tmp_path.iterdir()) == [place]
    with closing(Chroma(place)) as chroma:
        assert (chroma.count(), set(chroma.ids())) == (len(IDS), {*IDS})
        assert [chroma.rank(vectors[n], 1)[0][0] for n in (0, 300, 599)] == ["seite~0", "seite~300", "seite~599"]


@pytest.mark.parametrize("expected", [len(IDS), MANY], ids=["in this process", "in another"])
def test_nothing_stands_there_when_embedding_fails_half_way(tmp_path: Path, vectors: Vectors, expected: int) -> None:
    with pytest.raises(ZeroDivisionError), building(tmp_path / "lsa-16", expected) as write:  # noqa: PT012
        write(IDS[:10], vectors[:10])
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("expected", [len(IDS), MANY], ids=["in this process", "in another"])
def test_vectors_that_cannot_be_written_are_refused_in_german(tmp_path: Path, vectors: Vectors, expected: int) -> None:
    with pytest.raises(IndexUnavailable, match="lotse index rebuild"), building(tmp_path / "x", expected) as write:  # noqa: PT012
        write(IDS[:10], vectors[:10])
        write(IDS[10:20], vectors[10:20, :8])
    assert list(tmp_path.iterdir()) == []


def test_a_writing_process_that_is_killed_is_named(tmp_path: Path, vectors: Vectors) -> None:
    with pytest.raises(IndexUnavailable, match="Prozess beendet"), building(tmp_path / "x", MANY) as write:  # noqa: PT012
        write(IDS, vectors)
        for process in _started_here():
            os.kill(process, signal.SIGKILL)
        for _ in range(20):
            write(IDS, vectors)
    assert list(tmp_path.iterdir()) == []


def _started_here() -> list[int]:
    found = subprocess.run(
        ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=True,
    )
    return [int(line.split()[0]) for line in found.stdout.splitlines() if "knowledge.process" in line]


def test_a_script_needs_no_guard_to_build_in_another_process(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys; sys.path[:] = sys.argv[2:]\n"
        "from pathlib import Path\n"
        "import numpy as np\n"
        "from knowledge.vector_process import MANY, building\n"
        "with building(Path(sys.argv[1]), MANY) as write:\n"
        "    write(['a~1'], np.ones((1, 4), np.float32) / 2)\n"
        "print('once')\n"
    )
    command = [sys.executable, str(script), str(tmp_path / "lsa-4"), *sys.path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("once\n", 0), done.stderr
