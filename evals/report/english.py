"""What each measure means in English, for developers and operators who read the Markdown."""

from collections.abc import Mapping

MEANINGS: Mapping[str, str] = {
    "hit@1": "a relevant document comes first",
    "hit@5": "a relevant document is among the first five",
    "recall@5": "share of the relevant documents among the first five",
    "recall@10": "share of the relevant documents among the first ten",
    "mrr@10": "mean of 1 / rank of the first relevant document",
    "ndcg@10": "quality of the ranking, binary relevance",
    "answer_rate": "answerable questions answered in full or in part",
    "false_answers": "unanswerable questions answered without reserve",
    "nugget_recall": "facts of a good answer that the answers hold, by the rule in `evals/nuggets.py`",
    "outcome_accuracy": "ended as expected",
    "route_macro_f1": "routes told apart, mean F1",
    "over_blocking": "questions of the field turned away without a look",
    "funding_wrong": "programmes shown with a wrong status on that day",
    "plan_right": "a step plan from the right guidance where one was asked for, and only there",
    "forbidden_shown": "shows a text that must not be shown",
    "citation_coverage": "statements whose sources all exist (circular: nothing else is shown)",
    "citation_precision": "citations that support their statement (circular: the product's own rules)",
    "faithfulness": "statements that their sources support (circular: the product's own rules)",
    "plain_support": "statements whose figures and words stand in their sources, by a second rule",
    "literal_support": "statements that stand word for word in a source (circular without a model)",
    "confidence_auroc": "the confidence tells answerable from unanswerable",
    "confidence_ece": "distance of the confidence from the share that was answerable",
    "aurc": "wrong answers among the most confident, mean over all thresholds",
    "words_median": "words per answer, median",
    "words_p90": "words per answer, 90th percentile",
    "sentence_words": "words per sentence",
    "lix": "readability index LIX",
    "prompt_tokens": "tokens per prompt",
    "answer_tokens": "tokens per answer of a model",
    "cost": "cost per answer of a model",
    "latency_ms_p50": "milliseconds, median",
    "latency_ms_p95": "milliseconds, 95th percentile",
}
FITTED: Mapping[str, str] = {
    "untuned": "not fitted to these",
    "partly": "partly, or figures were watched",
    "tuned": "fitted to these",
    "unknown": "not recorded",
}
KINDS: Mapping[str, str] = {"per_set": "set", "per_class": "class", "per_state": "state", "per_size": "inhabitants"}
SIZES: Mapping[str, str] = {
    "unter 5.000": "below 5,000",
    "5.000 bis 19.999": "5,000 to 19,999",
    "20.000 bis 99.999": "20,000 to 99,999",
    "ab 100.000": "100,000 and more",
}
