"""What must not stand in the repository, and what must stand in the handbook."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from api.settings import known_names

ROOT = Path(__file__).parents[2]
LOCAL = re.compile(r"/simple/|--(?:extra-)?index-url\b|(?<![\w.~/-])/(?:work|root|home|Users)/")


def _tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    found = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in found.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_package_index_or_a_path_of_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in _tracked()
        if "tests" not in path.relative_to(ROOT).parts
        for match in LOCAL.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("name", sorted(known_names()))
def test_every_setting_is_explained_in_the_handbook(name: str) -> None:
    assert re.search(rf"\b{name}\b", (ROOT / "docs" / "operations.md").read_text())


def test_the_handbook_explains_no_setting_that_does_not_exist() -> None:
    named = re.findall(r"\bLOTSE_[A-Z_]+[A-Z]\b", (ROOT / "docs" / "operations.md").read_text())
    assert set(named) <= known_names()
