"""`lotse bench`: figures for programs and people, and a plot."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "corpus.jsonl"
    rows = ({"_id": str(n), "title": f"Satzung {n}", "text": f"Der Beitrag beträgt {n} Euro."} for n in range(12))
    file.write_text("\n".join(map(json.dumps, rows)))
    return file


def test_bench_gives_programs_every_figure_and_draws_them(lotse: Run, corpus: Path, tmp_path: Path) -> None:
    done = lotse("bench", str(tmp_path), "--json", "--plot", str(tmp_path / "plot.svg"), data=tmp_path / "data")
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)["sizes"]
    assert (row["documents"], row["passages"]) == (12, 12)
    assert {"passages_per_second", "ms_p50", "ms_p95", "index_peak_mb", "resident_mb", "keywords_mb"} <= row.keys()
    assert ElementTree.parse(tmp_path / "plot.svg").getroot().tag.endswith("svg")
    assert "1.000: Dokumente" not in done.stderr
    assert "1.000: Fragen: 12 von 12" in done.stderr
    assert not (tmp_path / "data" / "lotse.db").exists()  # what Lotse knows stays as it is


def test_bench_of_a_place_that_does_not_exist_is_refused_in_german(lotse: Run, tmp_path: Path) -> None:
    done = lotse("bench", str(tmp_path / "nirgends"), data=tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert "gibt es nicht" in done.stderr
    assert "Traceback" not in done.stderr
