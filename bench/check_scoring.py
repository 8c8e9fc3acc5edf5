"""The same figures by ir-measures and trec_eval: JSON with `ranked` and `relevant` in, figures out."""

import json
import sys

import ir_measures
from ir_measures import RR, R, Success, nDCG

MEASURES = {"ndcg@10": nDCG @ 10, "mrr@10": RR @ 10, "hit@1": Success @ 1, "recall@5": R @ 5, "recall@10": R @ 10}


def main() -> None:
    """Read standard input, write standard output."""
    given = json.load(sys.stdin)
    run = {query: {doc: -float(rank) for rank, doc in enumerate(ids)} for query, ids in given["ranked"].items()}
    qrels = {query: dict.fromkeys(docs, 1) for query, docs in given["relevant"].items()}
    found = ir_measures.calc_aggregate(MEASURES.values(), qrels, run)
    sys.stdout.write(json.dumps({name: found[measure] for name, measure in MEASURES.items()}))


if __name__ == "__main__":
    main()
