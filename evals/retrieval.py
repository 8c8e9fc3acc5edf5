"""Measures retrieval on a corpus in BEIR form, document by document, one query at a time."""

import time
from pathlib import Path
from statistics import fmean
from typing import Any

from evals.beir import asked, corpus_of
from evals.measures import hit, ndcg, percentile, recall, reciprocal_rank
from evals.workbench import indexed
from knowledge.indexes import Progress

DEPTH = 10
WARM_UP = 10  # queries asked before the clock counts


def measure_retrieval(folder: Path, progress: Progress) -> dict[str, Any]:
    """Return hit@1, recall@5, recall@10, mrr@10, ndcg@10 (means), ms_p50, ms_p95, the number of queries, and `runs`.

    `runs` holds per query the ids found, best first, and the milliseconds. Raises CorpusUnreadable.
    """
    queries = asked(folder)
    with indexed(corpus_of(folder), progress) as bench:
        for query in queries[:WARM_UP]:
            bench.search(query.text, DEPTH)
        runs: dict[str, dict[str, Any]] = {}
        for done, query in enumerate(queries, start=1):
            start = time.perf_counter()
            found = bench.search(query.text, DEPTH)
            spent_ms = (time.perf_counter() - start) * 1000
            runs[query.id] = {"ids": [bench.own_ids[h.meta.id] for h in found], "ms": round(spent_ms, 3)}
            if done % 100 == 0 or done == len(queries):
                progress("Fragen", done, len(queries))
        size = {"documents": len(bench.own_ids), "passages": bench.passages}
        seconds = bench.seconds
    pairs = [(runs[query.id]["ids"], query.relevant) for query in queries]
    times = [run["ms"] for run in runs.values()]
    return {
        "hit@1": round(fmean(hit(r, relevant, 1) for r, relevant in pairs), 4),
        "recall@5": round(fmean(recall(r, relevant, 5) for r, relevant in pairs), 4),
        "recall@10": round(fmean(recall(r, relevant, 10) for r, relevant in pairs), 4),
        "mrr@10": round(fmean(reciprocal_rank(r, relevant, 10) for r, relevant in pairs), 4),
        "ndcg@10": round(fmean(ndcg(r, relevant, 10) for r, relevant in pairs), 4),
        "ms_p50": round(percentile(times, 0.5), 2),
        "ms_p95": round(percentile(times, 0.95), 2),
        "queries": len(queries),
        **size,
        "index_seconds": round(seconds, 1),
        "runs": runs,
    }
