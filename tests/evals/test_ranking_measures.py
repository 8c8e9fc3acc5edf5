"""Our ranking measures say what a reference implementation says, on any ranking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measures import hit, ndcg, recall, reciprocal_rank

IDS = [f"d{n}" for n in range(20)]
RANKINGS = st.lists(st.sampled_from(IDS), unique=True, min_size=1)
RELEVANT = st.sets(st.sampled_from(IDS), min_size=1)


@given(RANKINGS, RELEVANT, st.sampled_from([1, 5, 10]))
def test_they_agree_with_ir_measures(ranking: list[str], relevant: set[str], k: int) -> None:
    ir_measures = pytest.importorskip("ir_measures")
    theirs = {
        ir_measures.Success @ k: hit, ir_measures.R @ k: recall, ir_measures.RR @ k: reciprocal_rank,
        ir_measures.nDCG @ k: ndcg,
    }  # fmt: skip
    qrels = [ir_measures.Qrel("q", key, 1) for key in relevant]
    run = [ir_measures.ScoredDoc("q", key, float(len(ranking) - n)) for n, key in enumerate(ranking)]  # no ties
    expected = ir_measures.calc_aggregate(theirs, qrels, run)
    assert {m: ours(ranking, relevant, k) for m, ours in theirs.items()} == pytest.approx(expected)


@given(RANKINGS, RELEVANT)
def test_they_lie_between_nothing_found_and_all_found_first(ranking: list[str], relevant: set[str]) -> None:
    first = [*relevant, *(key for key in ranking if key not in relevant)]
    for measure in (hit, reciprocal_rank, ndcg):
        assert 0.0 <= measure(ranking, relevant, 10) <= measure(first, relevant, 10) == 1.0
    assert 0.0 <= recall(ranking, relevant, 10) <= recall(first, relevant, 10) <= 1.0
    assert recall(ranking, relevant, 5) <= recall(ranking, relevant, 10)
