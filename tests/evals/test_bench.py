"""`lotse bench` measures every size a corpus reaches and draws what it found. Nothing here depends on how fast."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.apart import ApartFailed, apart
from evals.bench import Figures, drawn, measure_growth
from evals.memory import resident_mb, watched
from evals.workbench import take_in


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "corpus.jsonl"
    rows = ({"_id": str(n), "title": f"Satzung {n}", "text": f"Der Beitrag beträgt {n} Euro."} for n in range(40))
    file.write_text("\n".join(map(json.dumps, rows)))
    return file


def test_a_small_corpus_is_measured_once_and_whole(corpus: Path) -> None:
    told: list[tuple[str, int, int]] = []
    (figures,) = measure_growth(corpus, 7, lambda *how_far: told.append(how_far))
    assert (figures.documents, figures.passages, figures.questions) == (40, 40, 20)
    assert 0 < figures.ms_p50 <= figures.ms_p95
    assert min(figures.index_seconds, figures.registry_mb, figures.vectors_mb) > 0
    assert min(figures.index_peak_mb, figures.resident_mb) > 50
    assert told[-1] == ("1.000: Fragen", 40, 40)


def test_the_plot_shows_each_size_in_four_charts() -> None:
    figures = [Figures(n, n, 1, n, 300, 300, 2.0, 3.0, 200, 1, 2, 3) for n in (1_000, 10_000)]
    root = ElementTree.fromstring(drawn(figures))
    titles = [element.text for element in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[1:] == ["Indexieren", "Antwortzeit der Suche", "Arbeitsspeicher", "Platz auf dem Datenträger"]


def test_work_apart_tells_how_far_it_is_and_returns_what_it_found(corpus: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    own = apart(take_in, corpus, tmp_path / "apart", progress=lambda *how_far: told.append(how_far))
    assert (len(own), told) == (40, [("Dokumente aufnehmen", 40, 40)])


def test_an_error_apart_comes_back_as_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(ApartFailed, match="nirgends"):
        apart(take_in, tmp_path / "nirgends.jsonl", tmp_path, progress=lambda *_: None)


def test_a_process_that_dies_is_no_endless_waiting() -> None:
    with pytest.raises(ApartFailed, match="brach ab"):
        apart(os.abort, progress=lambda *_: None)  # called with one argument too many


def test_memory_is_watched_with_its_peak() -> None:
    before = resident_mb()
    with watched() as peak:
        large = bytearray(60_000_000)
        large[::4096] = b"x" * len(large[::4096])
        peak.look()
        del large
    assert peak.mb > before + 50
