"""`lotse advisor`: accounts from the command line, with passwords that never stand on it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.passwords import fits
from api.store.advisors import StoredAdvisors
from knowledge.registry_tables import open_engine

PASSWORD = "ein Satz, den man behält"
PERSON = ("--name", "Kim Muster", "--email", "kim@example.org")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def advisor(offline_env: dict[str, str], tmp_path: Path) -> Run:
    """Run the command over a database of its own, with something on its standard input."""

    def run(*args: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).parent / "lotse"), "advisor", *args]
        env = {**offline_env, "LOTSE_DATA_DIR": str(tmp_path / "data")}
        return subprocess.run(command, env=env, cwd=tmp_path, input=typed, capture_output=True, text=True, check=False)

    return run


def test_an_account_is_made_changed_listed_and_closed(advisor: Run, tmp_path: Path) -> None:
    assert "noch kein Konto" in advisor("list").stdout
    added = advisor("add", "kim", *PERSON, "--role", "admin", "--password-stdin", typed=PASSWORD + "\n")
    assert (added.returncode, added.stdout.strip()) == (0, "Angelegt: kim (Verwaltung)")
    advisor("add", "alex", "--name", "Alex", "--email", "a@example.org", "--password-stdin", typed=PASSWORD)
    assert advisor("passwd", "kim", "--password-stdin", typed="ein ganz neuer Satz").returncode == 0
    assert advisor("disable", "alex").returncode == 0
    listed = json.loads(advisor("list", "--json").stdout)["advisors"]
    assert [(one["login"], one["role"], one["enabled"]) for one in listed] == [
        ("alex", "advisor", False),
        ("kim", "admin", True),
    ]
    engine = open_engine(f"sqlite:///{tmp_path / 'data' / 'lotse.db'}")
    account = StoredAdvisors(engine, lambda: pytest.fail("nothing is written")).by_login("kim")
    engine.dispose()
    assert account
    assert [fits(one, account.password) for one in ("ein ganz neuer Satz", PASSWORD)] == [True, False]


@pytest.mark.parametrize(
    ("args", "typed", "sentence"),
    [
        (("add", "kim", *PERSON, "--password-stdin"), "kurz", "mindestens 12 Zeichen"),
        (("add", "kim", *PERSON, "--password-stdin"), "kim und noch viel mehr", "den Anmeldenamen nicht enthalten"),
        (("add", "kim", *PERSON), PASSWORD, "--password-stdin"),
        (("add", "k m", *PERSON, "--password-stdin"), PASSWORD, "Anmeldename"),
        (("add", "kim", "--name", "Kim", "--email", "kim", "--password-stdin"), PASSWORD, "E-Mail-Adresse"),
        (("passwd", "niemand", "--password-stdin"), PASSWORD, "niemand gibt es nicht"),
        (("disable", "niemand"), "", "niemand gibt es nicht"),
        (("add", "kim", *PERSON, "--password", PASSWORD), "", "--password"),
    ],
)
def test_a_mistake_is_one_sentence_and_wrong_use(
    advisor: Run, args: tuple[str, ...], typed: str, sentence: str
) -> None:
    done = advisor(*args, typed=typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_last_admin_cannot_be_closed(advisor: Run) -> None:
    advisor("add", "kim", *PERSON, "--role", "admin", "--password-stdin", typed=PASSWORD)
    done = advisor("disable", "kim")
    assert done.returncode == 2
    assert "letzte offene Konto" in done.stderr
