"""`lotse contact`: a consent is recorded, shown while it holds, and withdrawn with all personal data."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def filled(
    lotse: Run,
    copied: Callable[[], Path],
    write_document: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Give a data directory with a case that nobody has consented to."""
    folder, data_dir = tmp_path_factory.mktemp("docs"), copied()
    write_document(folder, "fall-a")
    assert lotse("ingest", str(folder), data=data_dir).returncode == 0
    return data_dir


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "data"))


def add(lotse: Run, data: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    values = {"municipality": "Musterstadt", "person": "Kim Muster", "email": "kim@musterstadt.example"}
    values |= {"until": "2999-12-31", "by": "eva"}
    document = changed.pop("document", "fall-a")
    options = [part for name, value in (values | changed).items() for part in (f"--{name}", value)]
    return lotse("contact", "add", document, *options, data=data)


def shown(lotse: Run, data: Path) -> list[str]:
    done = lotse("contact", "show", "fall-a", "--json", data=data)
    return [contact["person"] for contact in json.loads(done.stdout)["contacts"]]


def test_a_consent_is_recorded_shown_and_withdrawn(lotse: Run, data: Path) -> None:
    assert "ist festgehalten" in add(lotse, data).stdout
    assert shown(lotse, data) == ["Kim Muster"]
    assert "Angaben zur Person sind gelöscht" in lotse("contact", "withdraw", "1", data=data).stdout
    assert shown(lotse, data) == []
    again = lotse("contact", "withdraw", "1", data=data)
    assert (again.returncode, "schon widerrufen" in again.stderr) == (2, True)
    assert "darf gerade niemand" in lotse("contact", "show", "fall-a", data=data).stdout


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"email": "kim"}, "--email"),
        ({"phone": "ruf an"}, "--phone"),
        ({"until": "2020-01-01"}, "--until"),
        ({"document": "fall-b"}, "fall-b"),
    ],
)
def test_what_cannot_be_recorded_is_named(lotse: Run, data: Path, changed: dict[str, str], named: str) -> None:
    done = add(lotse, data, **changed)
    assert (done.returncode, done.stdout) == (2, "")
    assert named in done.stderr
    assert shown(lotse, data) == []
