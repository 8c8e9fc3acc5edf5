"""Compare ways of cutting documents into passages, by questions about the starter corpus and by XQuAD-de.

    python bench/chunking.py OUT XQUAD QUESTIONS.jsonl …

OUT keeps what each question came to, so that an interrupted run goes on; delete it to begin anew. XQUAD is a folder in
BEIR form; its paragraphs are documents once by themselves, and once five or so together, as articles. Each set of
questions is halved by the SHA-256 of what a question is about (its id without the last number; of XQuAD the article):
one half to choose by, the other to see whether the choice holds. A set whose ids tell nothing of that is only for the
latter. Each way runs in a process of its own.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from chunking_runs import Counts, came_to
from chunking_ways import WAYS

from evals.apart import apart
from evals.intervals import ratio_of
from evals.pairing import Side, paired_interval
from knowledge.follower import quiet

MEASURES = ("hit@1", "recall@5", "ndcg@10", "nugget_recall", "answer@1", "answer@3")
HALVES = ("to choose by", "kept apart")


def main(out: Path, xquad: Path, files: Sequence[Path]) -> None:
    """Run every way that is not in `out` yet, and print a table per set and half."""
    out.mkdir(parents=True, exist_ok=True)
    for way in WAYS:
        kept = out / f"{way.name}.json"
        if not kept.exists():
            kept.write_text(json.dumps(apart(came_to, way, xquad, files, progress=quiet)))
            print(f"done: {way.name}", file=sys.stderr, flush=True)  # noqa: T201
    runs = {way: json.loads((out / f"{way.name}.json").read_text()) for way in WAYS}
    for name in runs[WAYS[0]]:
        _print(name, {way.name: run[name] for way, run in runs.items() if name in run})


def half_of(key: str) -> str:
    """Return the half that a question is in."""
    about = key.rpartition("-")[0]
    return HALVES[hashlib.sha256(about.encode()).digest()[0] % 2 if len(about) > 1 else 1]


def _print(name: str, runs: dict[str, Counts]) -> None:
    shipped = runs[WAYS[0].name]
    measures = [measure for measure in MEASURES if any(measure in one for one in shipped.values())]
    for half in HALVES:
        keys = [key for key in shipped if half_of(key) == half]
        if not keys:
            continue
        print(f"\n{name}, {len(keys)} questions {half}\n\n| way | {' | '.join(measures)} |")  # noqa: T201
        print("|---" * (len(measures) + 1) + "|")  # noqa: T201
        for way, counts in runs.items():
            cells = [_cell(measure, keys, shipped, counts) for measure in measures]
            print(f"| {way} | {' | '.join(cells)} |", flush=True)  # noqa: T201


def _cell(measure: str, keys: Sequence[str], shipped: Counts, counts: Counts) -> str:
    """Return the value of a measure, and how far it is from the shipped way's, with the 95 % interval."""
    before, after = _side(measure, keys, shipped), _side(measure, keys, counts)
    if before is None or after is None:
        return "–"
    if counts is shipped:
        return f"{after.value:.3f}"
    low, high = paired_interval(len(keys), before, after)
    return f"{after.value:.3f} ({after.value - before.value:+.3f}, {low:+.3f} to {high:+.3f})"


def _side(measure: str, keys: Sequence[str], counts: Counts) -> Side | None:
    told = [(at, counts[key][measure]) for at, key in enumerate(keys) if measure in counts[key]]
    if not told:
        return None
    pairs = [(part, whole) for _, (part, whole) in told]
    return Side(sum(p for p, _ in pairs) / sum(w for _, w in pairs), [at for at, _ in told], ratio_of(pairs))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(file) for file in sys.argv[3:]])
