"""Cross-validate the search's weights on a question set over the starter corpus, and leave each part out once.

    python bench/weights.py QUESTIONS.jsonl

Every setting of a small grid ranks every question once. A fold takes the setting that did best on the other nine tenths
(smooth loss: how far the best relevant document is ahead of the best other one) and is judged on its own tenth.
"""

import itertools
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import exp, log1p
from pathlib import Path
from statistics import fmean
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rich.progress import track

from evals.measures import hit, ndcg, reciprocal_rank
from ingest.sync import sync_starter
from knowledge import places, vocabulary
from knowledge.follower import bring_up
from knowledge.indexes import Indexes
from knowledge.profile import Profile
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from knowledge.search import Search, Weights

GRID: Mapping[str, Sequence[float]] = {
    "gram": (0.3, 0.4, 0.5), "document": (0.5, 1.0), "question": (1.0, 1.5, 2.0), "coverage": (1.0, 1.5, 2.0)
}  # fmt: skip
LEFT_OUT = (
    "gram", "document", "summary", "question", "vector", "concept", "coverage", "closeness", "topic", "fit", "steps",
    "not_funding",
)  # fmt: skip
FOLDS, SEEDS = 10, (1, 2, 3)
SHARPNESS = 20.0  # of the smooth loss, in best scores


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one setting did on one question."""

    figures: tuple[float, float, float, float]  # hit@1, hit@5, MRR@10, nDCG@10
    loss: float


def main(path: Path) -> None:
    """Print the cross-validated figures and the table of parts left out."""
    questions = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    shipped = Weights()
    with _starter() as (registry, indexes):

        def tried(weights: Weights) -> list[Outcome]:
            search = Search(registry, indexes, vocabulary.starter(), places.starter(), weights)
            return [_outcome(search, question) for question in questions]

        grid = [
            replace(shipped, **dict(zip(GRID, values, strict=True))) for values in itertools.product(*GRID.values())
        ]
        runs = [tried(weights) for weights in track(grid, "settings")]
        _row("shipped", tried(shipped), questions)
        for seed in SEEDS:
            _row(f"cross-validated, seed {seed}", _cross_validated(runs, seed), questions)
        for name in track(LEFT_OUT, "parts left out"):
            _row(f"without {name}", tried(replace(shipped, **{name: 0.0})), questions)


def _cross_validated(runs: Sequence[Sequence[Outcome]], seed: int) -> list[Outcome]:
    """Return each question's outcome under the setting that was chosen without it."""
    order = list(range(len(runs[0])))
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, not secrets
    found: dict[int, Outcome] = {}
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        others = [i for i in order if i not in held]
        best = min(runs, key=lambda run: fmean(run[i].loss for i in others))
        found.update((i, best[i]) for i in held)
    return [found[i] for i in range(len(order))]


def _outcome(search: Search, question: Mapping[str, Any]) -> Outcome:
    hits = search(question["question"], 30, profile=Profile(**(question.get("profile") or {})))
    ranking, relevant = [h.meta.id for h in hits], set(question["relevant"])
    best = max((h.score for h in hits), default=1.0)
    good = max((h.score / best for h in hits if h.meta.id in relevant), default=0.0)
    bad = max((h.score / best for h in hits if h.meta.id not in relevant), default=0.0)
    figures = (
        hit(ranking, relevant, 1), hit(ranking, relevant, 5), reciprocal_rank(ranking, relevant, 10),
        ndcg(ranking, relevant, 10),
    )  # fmt: skip
    return Outcome(figures, log1p(exp(SHARPNESS * (bad - good))))


def _row(name: str, outcomes: Sequence[Outcome], questions: Sequence[Mapping[str, Any]]) -> None:
    figures = [fmean(outcome.figures[at] for outcome in outcomes) for at in range(4)]
    told = [o.figures[0] for o, q in zip(outcomes, questions, strict=True) if q.get("style") == "situation"]
    figures += [fmean(told)] if told else []
    print(f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |", flush=True)  # noqa: T201


@contextmanager
def _starter() -> Iterator[tuple[Registry, Indexes]]:
    with tempfile.TemporaryDirectory(prefix="lotse-") as name:
        engine = open_engine(f"sqlite:///{Path(name) / 'lotse.db'}")
        registry = Registry(engine)
        sync_starter(registry, lambda _done, _total: None)
        indexes = Indexes(Path(name) / "index")
        try:
            bring_up(registry, indexes)
            yield registry, indexes
        finally:
            indexes.close()
            engine.dispose()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
