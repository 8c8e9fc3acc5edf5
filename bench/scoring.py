"""The figures of the comparison, computed here and nowhere else, with binary relevance.

For a query with relevant documents R and ranks counted from 1, each figure is the mean over all judged queries of

- hit@1: 1 if the first result is in R, else 0 (`success_1` of trec_eval);
- recall@k: |R among the first k| / |R| (`recall_k` of trec_eval);
- mrr@10: 1 / rank of the first result in R among ten, else 0 (Voorhees, TREC-8 Question Answering Track Report, 1999);
- ndcg@10: sum of 1 / log2(rank + 1) over the results in R among ten, divided by the same sum for min(|R|, 10) results
  at the top (Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, ACM TOIS 20(4), 2002, with the
  discount used by `ndcg_cut_10` of trec_eval and by BEIR).

A query without results counts as 0. bench/check_scoring.py compares these with trec_eval's own implementation.
"""

from collections.abc import Mapping, Sequence, Set
from math import log2
from statistics import fmean, quantiles

FIGURES = ("ndcg@10", "mrr@10", "hit@1", "recall@5", "recall@10")


def scores(ranked: Mapping[str, Sequence[str]], relevant: Mapping[str, Set[str]]) -> dict[str, float]:
    """Return the mean of each figure over the judged queries.

    >>> found = scores({"q": ["x", "a", "y"]}, {"q": {"a", "b"}})
    >>> found["mrr@10"], found["recall@5"], found["hit@1"], round(found["ndcg@10"], 4)
    (0.5, 0.5, 0.0, 0.3869)
    """
    each = [_of_query(list(dict.fromkeys(ranked.get(query, ()))), wanted) for query, wanted in relevant.items()]
    return {name: fmean(one[name] for one in each) for name in FIGURES}


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """Return median and 95th percentile, interpolated.

    >>> percentiles([1.0, 2.0, 3.0])
    {'ms_p50': 2.0, 'ms_p95': 2.9}
    """
    cuts = quantiles(milliseconds, n=100, method="inclusive")
    return {"ms_p50": cuts[49], "ms_p95": cuts[94]}


def _of_query(ids: Sequence[str], wanted: Set[str]) -> dict[str, float]:
    ranks = [rank for rank, found in enumerate(ids[:10], start=1) if found in wanted]
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(len(wanted), 10) + 1))
    return {
        "ndcg@10": sum(1 / log2(rank + 1) for rank in ranks) / ideal,
        "mrr@10": 1 / ranks[0] if ranks else 0.0,
        "hit@1": float(1 in ranks),
        "recall@5": sum(rank <= 5 for rank in ranks) / len(wanted),
        "recall@10": len(ranks) / len(wanted),
    }
