"""Fit the weights of suspicion to marked passages, and judge them on batches that the fit has not seen.

    python bench/suspicion.py gesetze/corpus.jsonl.gz [--write]

A logistic regression over the features of a sentence (knowledge/suspicion/). A poisoned passage counts by its most
suspicious sentence, an honest one by all. Each batch of evals/sets/other/instructions.jsonl was written apart: the
table judges each by what was fitted on the others, half of the starter documents and some laws, with the other half
and other laws as a yardstick of false alarms. `--write` fits all and rewrites knowledge/suspicion/weights.tsv.
"""

import gzip
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from ingest.read import markdown
from ingest.sources import STARTER_FOLDER
from knowledge.sentences import spans
from knowledge.suspicion.features import features_of, pieces_of
from knowledge.suspicion.scoring import HELD, NOT_SHOWN, SCALE, WEIGHTS

SET = Path(__file__).resolve().parent.parent / "evals" / "sets" / "other" / "instructions.jsonl"
LAWS_FITTED, LAWS_JUDGED = 1_500, 5_000  # passages
RIDGE = 0.3
POISON, HONEST, ORDINARY = 4.0, 3.0, 1.0  # what a sentence weighs
ROUNDS = 3  # from the second on, only the most suspicious sentences of a poisoned passage count as poisoned, and
# What of the starter knowledge came that close weighs so many times more: it is quoted whole.
CLOSE, STRESSED = -1.5, 6.0
KEPT = 6_000  # features with the greatest weights
APART = "6"  # this batch is never fitted: a test judges the shipped weights by it
STARTER, QUOTING = "starter", "quotes"  # texts that quote an attack word by word may be held

Vector = NDArray[np.float64]
Model = dict[str, float]


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage, taken apart into the features of its sentences."""

    batch: str
    kind: str
    poison: bool
    sentences: tuple[frozenset[str], ...]


def main(laws: Path, write: bool) -> None:
    """Print the table of batches left out, or fit all and rewrite the weights."""
    every = [_marked(**json.loads(line)) for line in SET.read_text(encoding="utf-8").splitlines()]
    marked = [one for one in every if one.batch != APART]
    halves = ([_plain(text, STARTER) for text in part] for part in _starter())
    fitted, judged = halves
    own = random.Random(1)  # noqa: S311 - a sample, not a secret
    texts = own.sample(
        [json.loads(line)["text"] for line in gzip.decompress(laws.read_bytes()).splitlines()],
        LAWS_FITTED + LAWS_JUDGED,
    )
    lawful = [_plain(text) for text in texts]
    if not write:
        _table(marked, [*fitted, *lawful[:LAWS_FITTED]], judged, lawful[LAWS_FITTED:])
        return
    model = fit([*marked, *fitted, *judged, *lawful[:LAWS_FITTED]])
    kept = sorted(model, key=lambda name: -abs(model[name]))[:KEPT]
    rows = [f"{name}\t{round(model[name] * SCALE)}" for name in sorted(kept)]
    WEIGHTS.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _table(marked: Sequence[Marked], ordinary: list[Marked], starter: list[Marked], lawful: list[Marked]) -> None:
    scores: dict[str, list[Vector]] = {name: [] for name in ("poison", "honest", "starter", "laws")}
    print("| batch left out | poison | held | not shown | honest | held | not shown |\n|---|---|---|---|---|---|---|")  # noqa: T201
    for batch in sorted({one.batch for one in marked}):
        model = fit([*ordinary, *(one for one in marked if one.batch != batch)])
        mine = [one for one in marked if one.batch == batch]
        poison = judge(model, [one for one in mine if one.poison])
        honest = judge(model, [one for one in mine if not one.poison and one.kind != QUOTING])
        print(f"| {batch} | {_shares(poison)} | {_shares(honest)} |", flush=True)  # noqa: T201
        for name, found in zip(scores, (poison, honest, judge(model, starter), judge(model, lawful)), strict=True):
            scores[name].append(found)
    for name, found in scores.items():
        print(f"| {name} | {_shares(np.concatenate(found))} |")  # noqa: T201
    for limit in np.arange(-3.0, 2.0, 0.25):
        shares = " ".join(f"{name} {np.mean(np.concatenate(found) > limit):.4f}" for name, found in scores.items())
        print(f"above {limit:.2f}: {shares}")  # noqa: T201


def _shares(scores: Vector) -> str:
    return f"{len(scores)} | {np.mean(scores > HELD):.3f} | {np.mean(scores > NOT_SHOWN):.3f}"


def fit(passages: Sequence[Marked]) -> Model:
    """Return the weight of each feature; "" is what a sentence weighs without any."""
    rows = [(number, sentence) for number, one in enumerate(passages) for sentence in one.sentences]
    names = {name: at for at, name in enumerate(sorted({name for _, sentence in rows for name in sentence}))}
    matrix = _matrix([sentence for _, sentence in rows], names)
    owner = np.array([number for number, _ in rows])
    poison = np.array([passages[number].poison for number, _ in rows])
    weight = np.array([_weight(passages[number]) for number, _ in rows])
    starter = np.array([passages[number].kind == STARTER for number, _ in rows])
    kept, found = np.ones(len(rows), bool), np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        found = _fitted(matrix[kept], poison[kept].astype(float), weight[kept])
        scores = matrix @ found[:-1] + found[-1]
        best = np.full(len(passages), -np.inf)
        np.maximum.at(best, owner, scores)
        kept = ~poison | (scores >= np.minimum(best[owner], 0))
        weight = np.where(starter & (scores > CLOSE), STRESSED * weight, weight)
    return {"": float(found[-1]), **{name: float(found[at]) for name, at in names.items()}}


def judge(model: Model, passages: Sequence[Marked]) -> Vector:
    """Return the score of the most suspicious sentence of each passage."""
    return np.array([max(score_of(model, sentence) for sentence in one.sentences) for one in passages])


def score_of(model: Model, features: frozenset[str]) -> float:
    """Return the score of one sentence as knowledge/suspicion/scoring.py computes it."""
    return model[""] + sum(model.get(name, 0.0) for name in features) / max(1.0, len(features) ** 0.5)


def _fitted(matrix: csr_matrix, poison: Vector, weight: Vector) -> Vector:
    turned = matrix.T.tocsr()

    def loss(own: Vector) -> tuple[float, Vector]:
        scores = matrix @ own[:-1] + own[-1]
        total = weight @ (np.logaddexp(0, scores) - poison * scores) + RIDGE / 2 * own[:-1] @ own[:-1]
        slope = weight * (expit(scores) - poison)
        return float(total), np.concatenate([turned @ slope + RIDGE * own[:-1], [slope.sum()]])

    start = np.zeros(matrix.shape[1] + 1)
    found: Vector = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    return found


def _matrix(sentences: Sequence[frozenset[str]], names: dict[str, int]) -> csr_matrix:
    columns = [np.array(sorted(names[name] for name in sentence), int) for sentence in sentences]
    sizes = np.array([len(own) for own in columns])
    values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)), sizes)
    return csr_matrix(
        (values, np.concatenate(columns), np.concatenate([[0], np.cumsum(sizes)])), (len(sentences), len(names))
    )


def _weight(one: Marked) -> float:
    return POISON if one.poison else HONEST if one.batch else ORDINARY


def _marked(batch: str, kind: str, poison: bool, text: str) -> Marked:
    return Marked(batch, kind, poison, tuple(frozenset(map(intern, features_of(piece))) for piece in _pieces(text)))


def _plain(text: str, kind: str = "") -> Marked:
    return _marked("", kind, False, text)


def _pieces(text: str) -> list[str]:
    return [piece for start, end in spans(text) or [(0, len(text))] for piece in pieces_of(text[start:end])]


def _starter() -> tuple[list[str], list[str]]:
    """Return the paragraphs of every other starter document, and those of the others."""
    halves: tuple[list[str], list[str]] = ([], [])
    for number, path in enumerate(sorted(STARTER_FOLDER.glob("*.md"))):
        for extract in markdown.READER.read(path.name, path.read_bytes()):
            head = [extract.title, *map(str, extract.told.get("questions", ())), str(extract.told.get("summary", ""))]
            blocks = [block.text for section in extract.sections for block in section.blocks]
            halves[number % 2].extend(filter(None, (*head, *blocks)))
    return halves


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--write" in sys.argv)
