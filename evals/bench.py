"""Measures how indexing, answer times, memory and disk grow with a corpus: each size in fresh processes."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.apart import apart
from evals.axes import number
from evals.charts import line_chart, side_by_side
from evals.corpora import questions_of
from evals.measures import percentile
from evals.memory import resident_mb, watched
from evals.workbench import opened, take_in
from knowledge.indexes import Progress

SIZES = (1_000, 10_000, 100_000)  # passages; then the whole corpus
QUESTIONS = 300
WARM_UP = 20  # questions asked before the clock counts
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """What one size of a corpus took; memory and disk in MB (10^6 bytes), times in ms as one client sees them."""

    documents: int
    passages: int
    index_seconds: float
    passages_per_second: float
    index_peak_mb: float
    questions: int
    ms_p50: float
    ms_p95: float
    resident_mb: float
    registry_mb: float
    keywords_mb: float
    vectors_mb: float


def measure_growth(corpus: Path, seed: int, progress: Progress) -> Iterator[Figures]:
    """Yield the figures of each of SIZES that the corpus reaches, then those of all of it. Raises ApartFailed."""
    for size in (*SIZES, None):
        figures = _measure(corpus, size, seed, progress)
        yield figures
        if size is not None and figures.passages < size:
            return


def _measure(corpus: Path, size: int | None, seed: int, progress: Progress) -> Figures:
    shown = "Alles" if size is None else number(size)

    def step(what: str, done: int, total: int) -> None:
        progress(f"{shown}: {what}", done, total)

    with tempfile.TemporaryDirectory(prefix="lotse-bench-") as name:
        folder = Path(name)
        built = apart(_build, corpus, folder, size, progress=step)
        asked = apart(_ask, corpus, folder, seed, progress=step)
        index = folder / "index"
        return Figures(
            **built,
            **asked,
            registry_mb=_disk_mb(*folder.glob("lotse.db*")),
            keywords_mb=_disk_mb(index / "passages", index / "documents"),
            vectors_mb=_disk_mb(index / "vectors", index / "embedder"),
        )


def _build(corpus: Path, folder: Path, size: int | None, progress: Progress) -> dict[str, Any]:
    with watched() as peak:
        start = time.perf_counter()
        take_in(corpus, folder, progress, size)
        with opened(folder, progress) as (registry, _):
            seconds = time.perf_counter() - start
            documents, passages = registry.counts()
    return {
        "documents": documents,
        "passages": passages,
        "index_seconds": round(seconds, 2),
        "passages_per_second": round(passages / seconds, 1),
        "index_peak_mb": round(peak.mb, 1),
    }


def _ask(corpus: Path, folder: Path, seed: int, progress: Progress) -> dict[str, Any]:
    with opened(folder) as (registry, search):
        questions = questions_of(corpus, registry, QUESTIONS + WARM_UP, seed)
        times = []
        for done, question in enumerate(questions, start=1):
            start = time.perf_counter()
            search(question, DEPTH)
            times.append((time.perf_counter() - start) * 1000)
            if done % 50 == 0 or done == len(questions):
                progress("Fragen", done, len(questions))
        counted = times[WARM_UP:] or times
        return {
            "questions": len(counted),
            "ms_p50": round(percentile(counted, 0.5), 2),
            "ms_p95": round(percentile(counted, 0.95), 2),
            "resident_mb": round(resident_mb(), 1),
        }


def _disk_mb(*places: Path) -> float:
    files = (file for place in places for file in (place, *place.rglob("*")) if file.is_file())
    return round(sum(file.stat().st_size for file in files) / 1e6, 1)


def drawn(figures: list[Figures]) -> str:
    """Return the figures as four line charts over the number of passages, as SVG."""

    def line(*names: str) -> dict[str, list[tuple[float, float]]]:
        return {_SHOWN[name]: [(f.passages, float(getattr(f, name))) for f in figures] for name in names}

    charts = [
        line_chart(title, line(*names), "Abschnitte", unit, log_x=True)
        for title, unit, names in (
            ("Indexieren", "Abschnitte je Sekunde", ("passages_per_second",)),
            ("Antwortzeit der Suche", "Millisekunden", ("ms_p50", "ms_p95")),
            ("Arbeitsspeicher", "MB", ("index_peak_mb", "resident_mb")),
            ("Platz auf dem Datenträger", "MB", ("registry_mb", "keywords_mb", "vectors_mb")),
        )
    ]
    return side_by_side("Lotse nach Größe des Korpus", charts)


_SHOWN = {
    "passages_per_second": "Tempo",
    "ms_p50": "p50",
    "ms_p95": "p95",
    "index_peak_mb": "Indexieren",
    "resident_mb": "Suchen",
    "registry_mb": "Registry",
    "keywords_mb": "Stichwörter",
    "vectors_mb": "Vektoren",
}
