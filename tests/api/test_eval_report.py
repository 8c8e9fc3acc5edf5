"""`lotse eval report` makes a page and tables of the folder that a run left, and says what it wrote."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from evals.kept import ANSWERS, RUN, Run, about_as_json, line_of
from tests.evals.report.runs import mixed, run_of

Lotse = Callable[..., subprocess.CompletedProcess[str]]


def kept(run: Run, folder: Path) -> Path:
    folder.mkdir()
    (folder / RUN).write_bytes(about_as_json(run.about))
    (folder / ANSWERS).write_bytes(b"".join(map(line_of, run.answered)))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return kept(run_of(*mixed()), tmp_path / "lauf")


def test_without_more_words_the_page_lies_beside_the_answers(lotse: Lotse, folder: Path, tmp_path: Path) -> None:
    done = lotse("eval", "report", str(folder), data=tmp_path / "data")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Geschrieben: {folder / 'report.html'}\n"
    assert "Wie gut antwortet Lotse?" in (folder / "report.html").read_text(encoding="utf-8")
    assert not (tmp_path / "data").exists(), "a report needs no data directory"


def test_page_and_tables_can_be_put_elsewhere_with_the_change_to_an_earlier_run(
    lotse: Lotse, folder: Path, tmp_path: Path
) -> None:
    before = kept(run_of(*mixed()[:20]), tmp_path / "vorher")
    html, tables = tmp_path / "bericht.html", tmp_path / "quality.md"
    files = ("--html", str(html), "--markdown", str(tables))
    done = lotse("eval", "report", str(folder), "--baseline", str(before), *files, data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Womit verglichen wurde" in html.read_text(encoding="utf-8")
    assert "| change |" in tables.read_text(encoding="utf-8")
    assert not (folder / "report.html").exists()


def test_the_same_run_gives_the_same_files(lotse: Lotse, folder: Path, tmp_path: Path) -> None:
    made = []
    for n in range(2):
        html, tables = tmp_path / f"{n}.html", tmp_path / f"{n}.md"
        lotse("eval", "report", str(folder), "--html", str(html), "--markdown", str(tables), data=tmp_path)
        made.append((html.read_bytes(), tables.read_bytes()))
    assert made[0] == made[1]


@pytest.mark.parametrize("more", [(), ("--baseline", "nirgends")])
def test_where_there_is_no_run_it_is_said_what_to_do(lotse: Lotse, tmp_path: Path, more: Sequence[str]) -> None:
    run = kept(run_of(*mixed()[:3]), tmp_path / "lauf") if more else tmp_path / "nirgends"
    done = lotse("eval", "report", str(run), *more, data=tmp_path)
    assert done.returncode == 2
    assert "nirgends gibt es nicht" in done.stderr
    assert "Traceback" not in done.stderr
