"""Fit the confidence to labelled questions, and judge it on questions that the fit has not seen.

    python bench/confidence.py XQUAD-DE DEV.jsonl

XQuAD is asked with half of its articles hidden, split as `lotse eval answers` does it, once per seed: a question counts
as known when its article is indexed. The starter corpus is asked the development questions and the sets of evals/sets;
near misses are left out, for assistant/gaps.py answers for those. Ten folds, XQuAD's by article, so that no article is
both fitted and judged. Every XQuAD half weighs alike, the starter corpus as much as all of them, either class half.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from scipy.optimize import minimize
from scipy.special import expit

from assistant.confidence import FOREIGN, OWN, Signals, raised
from assistant.language import language_of
from assistant.retrieval import retrieve
from evals.answers import hidden_ids
from evals.beir import asked, corpus_of, documents
from evals.measures import auroc, ece
from evals.questions import read_sets
from evals.workbench import indexed
from ingest.sync import sync_starter
from knowledge import places, vocabulary
from knowledge.follower import bring_up
from knowledge.indexes import Indexes
from knowledge.profile import Profile
from knowledge.registry import Registry
from knowledge.registry_tables import open_engine
from knowledge.search import Search

SETS = Path(__file__).resolve().parent.parent / "evals" / "sets"
GERMAN, ENGLISH = ("short", "unanswerable", "unanswerable-2"), ("english", "english-unanswerable")
FITTED, JUDGED = (1, 2, 3), (7, 8)  # seeds of the hidden halves
STARTER = "starter"
FOLDS = 10
THRESHOLD = 0.65  # LOTSE_ANSWER_THRESHOLD as shipped
RIDGE, RIDGE_ENGLISH = 1e-4, 5e-3  # on signals of unit variance; 50 English questions do not carry more

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question: where it was asked, whether the answer is known there, its fold, and whether it may be fitted."""

    corpus: str
    known: bool
    fold: int
    fitted: bool
    signals: Signals


def main(xquad: Path, dev: Path) -> None:
    """Print the coefficients, and for each corpus how well held-out confidences tell known from unknown."""
    halves = [case for seed in track((*FITTED, *JUDGED), "XQuAD-de") for case in _half(xquad, seed)]
    with _starter() as search:
        german = list(_asked(search, [dev, *(SETS / f"{name}.jsonl" for name in GERMAN)]))
        english = list(_asked(search, [SETS / f"{name}.jsonl" for name in ENGLISH]))
    _report([*halves, *german], tuple(OWN), RIDGE)
    _report(english, tuple(FOREIGN), RIDGE_ENGLISH)


def _report(cases: Sequence[Case], names: Sequence[str], ridge: float) -> None:
    weights = _fit([case for case in cases if case.fitted], names, ridge)
    _say("\n" + ", ".join(f'"{name}": {w:.2f}' for name, w in zip((*names, "intercept"), weights, strict=True)) + "\n")
    columns = ("held out", "known", "unknown", "AUROC", "ECE", "known answered", "unknown answered")
    _say(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
    estimates = _cross_validated(cases, names, ridge)
    for corpus in dict.fromkeys(case.corpus for case in cases):
        own = [(p, case) for p, case in zip(estimates, cases, strict=True) if case.corpus == corpus]
        _say(_row(corpus, own))
        untouched = [(p, case) for p, case in own if case.known or not case.fitted]
        if len({case.fitted for _, case in own}) > 1:
            _say(_row(f"{corpus}, unknown ones never fitted", untouched))


def _row(name: str, judged: Sequence[tuple[float, Case]]) -> str:
    confidences, known = [p for p, _ in judged], [case.known for _, case in judged]
    from_threshold = Counter(case.known for p, case in judged if p >= THRESHOLD)
    shares = [from_threshold[is_known] / max(1, known.count(is_known)) for is_known in (True, False)]
    figures = (auroc(confidences, known), ece(confidences, known), *shares)
    cells = [name, str(known.count(True)), str(known.count(False)), *(f"{figure:.3f}" for figure in figures)]
    return f"| {' | '.join(cells)} |"


def _cross_validated(cases: Sequence[Case], names: Sequence[str], ridge: float) -> list[float]:
    """Return each case's confidence under the weights that were fitted without its fold."""
    weights = [_fit([c for c in cases if c.fitted and c.fold != fold], names, ridge) for fold in range(FOLDS)]
    return [_estimate(case.signals, names, weights[case.fold]) for case in cases]


def _estimate(signals: Signals, names: Sequence[str], weights: Vector) -> float:
    values = [getattr(signals, name) for name in names]
    estimate = float(expit(values @ weights[:-1] + weights[-1]))
    return raised(estimate, signals)


def _fit(cases: Sequence[Case], names: Sequence[str], ridge: float) -> Vector:
    """Return the weights of `names` and the intercept of a logistic regression."""
    rows = np.array([[getattr(case.signals, name) for name in names] for case in cases])
    sign = np.where([case.known for case in cases], 1.0, -1.0)
    share = _shares(cases)
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])

    def loss(weights: Vector) -> tuple[float, Vector]:
        margin = sign * (scaled @ weights)
        pull = np.append(ridge * weights[:-1], 0.0)
        slope = pull - (share * sign * expit(-margin)) @ scaled
        return float(share @ np.logaddexp(0.0, -margin) + weights @ pull / 2), slope

    fitted: Vector = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    weights = fitted[:-1] / spread
    return np.append(weights, fitted[-1] - weights @ middle)


def _shares(cases: Sequence[Case]) -> Vector:
    """Return how much each case counts; all of them sum to 1."""
    counted = Counter((case.corpus, case.known) for case in cases)
    worth = [len(FITTED) if case.corpus == STARTER else 1 for case in cases]
    share = np.array([own / counted[case.corpus, case.known] for own, case in zip(worth, cases, strict=True)])
    return share / share.sum()


def _half(folder: Path, seed: int) -> Iterator[Case]:
    """Yield the questions of XQuAD with half of its articles hidden."""
    corpus = corpus_of(folder)
    hidden = hidden_ids([own for own, _ in documents(corpus)], 0.5, seed)
    queries = asked(folder)
    articles = sorted({min(query.relevant).rpartition("-")[0] for query in queries})
    with indexed(corpus, lambda *_: None, leave_out=hidden) as bench:
        for query in queries:
            fold = articles.index(min(query.relevant).rpartition("-")[0]) % FOLDS
            signals = retrieve(query.text, Profile(), bench.search).signals
            yield Case(f"XQuAD-de, seed {seed}", bool(query.relevant - hidden), fold, seed in FITTED, signals)


def _asked(search: Search, files: Sequence[Path]) -> Iterator[Case]:
    """Yield the questions of some sets over the starter corpus; those marked as not tuned on are only judged."""
    found = [question for one in read_sets(files) for question in one.questions if question.kind != "near_miss"]
    for n, question in enumerate(found):
        language = language_of(question.question)
        evidence = retrieve(
            question.question, question.asker, search, language=language, vocabulary=vocabulary.starter()
        )
        yield Case(STARTER, question.expected == "answered", n % FOLDS, question.tuned is not False, evidence.signals)


@contextmanager
def _starter() -> Iterator[Search]:
    with tempfile.TemporaryDirectory(prefix="lotse-") as name:
        engine = open_engine(f"sqlite:///{Path(name) / 'lotse.db'}")
        registry = Registry(engine)
        sync_starter(registry, lambda _done, _total: None)
        indexes = Indexes(Path(name) / "index")
        try:
            bring_up(registry, indexes)
            yield Search(registry, indexes, vocabulary.starter(), places.starter())
        finally:
            indexes.close()
            engine.dispose()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
