"""The command line starts without the heavy parts."""

import json
import subprocess
import sys

import pytest

HEAVY = [
    "chromadb",
    "tantivy",
    "fastapi",
    "sqlalchemy",
    "numpy",
    "scipy",
    "uvicorn",
    "rich",
    "langchain_core",
    "openai",
]


@pytest.fixture(scope="module")
def imported(offline_env: dict[str, str]) -> set[str]:
    """Name every module that is there once the command line is imported."""
    code = "import json, sys; import api.cli; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], env=offline_env, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("module", HEAVY)
def test_the_command_line_starts_without(module: str, imported: set[str]) -> None:
    assert module not in imported


def test_the_command_line_itself_is_what_was_looked_at(imported: set[str]) -> None:
    assert {"api.cli", "typer"} <= imported
