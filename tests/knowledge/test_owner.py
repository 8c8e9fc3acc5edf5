"""One process owns the indexes; everyone else learns who."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.errors import IndexOwned, IndexUnavailable
from knowledge.owner import Owner, current_owner, ownership

HOLD = """
import sys, pathlib
from knowledge.owner import ownership
with ownership(pathlib.Path(sys.argv[1]), "http://127.0.0.1:8080"):
    print("owned", flush=True)
    sys.stdin.read()
"""


def test_a_second_owner_is_told_who_is_the_first(tmp_path: Path) -> None:
    with ownership(tmp_path, "http://127.0.0.1:8080"), pytest.raises(IndexOwned, match=str(os.getpid())) as caught:
        ownership(tmp_path).__enter__()
    assert "http://127.0.0.1:8080" in str(caught.value)


def test_everyone_can_ask_who_the_owner_is(tmp_path: Path) -> None:
    assert current_owner(tmp_path) is None
    with ownership(tmp_path, "http://127.0.0.1:8080"):
        assert current_owner(tmp_path) == Owner(os.getpid(), "http://127.0.0.1:8080")
    assert current_owner(tmp_path) is None


def test_ownership_ends_with_the_block_even_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), ownership(tmp_path):
        raise ZeroDivisionError
    with ownership(tmp_path):
        assert current_owner(tmp_path) == Owner(os.getpid(), "")


def test_two_data_directories_have_two_owners(tmp_path: Path) -> None:
    with ownership(tmp_path / "a", "a"), ownership(tmp_path / "b", "b"):
        assert current_owner(tmp_path / "a") == Owner(os.getpid(), "a")
        assert current_owner(tmp_path / "b") == Owner(os.getpid(), "b")


def test_a_killed_owner_leaves_the_indexes_to_the_next(tmp_path: Path, offline_env: dict[str, str]) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, env=offline_env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "owned\n"
        with pytest.raises(IndexOwned, match=rf"\b{other.pid}\b"):
            ownership(tmp_path).__enter__()
        other.send_signal(signal.SIGKILL)
        assert other.wait() == -signal.SIGKILL
        with ownership(tmp_path, timeout_s=10):
            assert current_owner(tmp_path) == Owner(os.getpid(), "")


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexUnavailable, match=re.escape(str(tmp_path / "file" / "data"))):
        ownership(tmp_path / "file" / "data").__enter__()


def test_an_owner_that_has_not_written_its_name_yet_still_counts(tmp_path: Path) -> None:
    with ownership(tmp_path):
        (tmp_path / "owner.json").unlink()
        assert current_owner(tmp_path) == Owner(0, "")
