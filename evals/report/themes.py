"""In which order and under which questions a reader finds the measures, and what may be said of them."""

from collections.abc import Mapping

THEMES: Mapping[str, tuple[str, ...]] = {
    "Findet Lotse die richtigen Unterlagen?": ("hit@1", "hit@5", "recall@5", "recall@10", "mrr@10", "ndcg@10"),
    "Beantwortet Lotse, was zu beantworten ist?": ("answer_rate", "nugget_recall", "plan_right"),
    "Hält Lotse sich zurück, wo es das soll?": (
        "false_answers", "over_blocking", "outcome_accuracy", "route_macro_f1", "funding_wrong", "forbidden_shown",
    ),
    "Sind die Aussagen belegt?": (
        "citation_coverage", "citation_precision", "faithfulness", "plain_support", "literal_support",
    ),
    "Weiß Lotse, wann es sich irrt?": ("confidence_auroc", "confidence_ece", "aurc"),
    "Sind die Antworten kurz, verständlich und schnell?": (
        "words_median", "words_p90", "sentence_words", "lix", "latency_ms_p50", "latency_ms_p95",
        "prompt_tokens", "answer_tokens", "cost",
    ),
}  # fmt: skip
OTHER = "Weitere Maße"
DECIMAL = frozenset(("mrr@10", "ndcg@10", "route_macro_f1", "confidence_auroc", "confidence_ece", "aurc"))
# These lie between 0 and 1 and are no share of anything: per cent would mislead.

GROUPED = ("hit@5", "answer_rate", "false_answers", "nugget_recall", "outcome_accuracy")  # columns of group tables

CIRCULAR: Mapping[str, str] = {
    "citation_coverage": "Lotse zeigt keine Aussage ohne Quelle. Der Wert prüft den Bau, nicht die Güte der Quelle.",
    "citation_precision": "Gemessen wird mit denselben Regeln, mit denen Lotse vor dem Zeigen prüft.",
    "faithfulness": "Gemessen wird mit denselben Regeln, mit denen Lotse vor dem Zeigen prüft.",
    "literal_support": "Ohne Sprachmodell schneidet Lotse Sätze aus den Quellen aus; dort stehen sie dann immer.",
}  # measures whose value follows from how answers are made

FREQUENCIES: Mapping[str, str] = {
    "answer_rate": "Fragen, die sich aus den Unterlagen beantworten lassen, hat Lotse ganz oder in Teilen beantwortet.",
    "false_answers": "Fragen, auf die es in den Unterlagen keine Antwort gibt, hat Lotse trotzdem ohne Vorbehalt "
    "beantwortet.",
    "hit@5": "Fragen führten unter den ersten fünf Dokumenten zu einem der erwarteten.",
    "nugget_recall": "Kernaussagen, die eine gute Antwort enthalten soll, standen in der Antwort.",
    "outcome_accuracy": "Fragen endeten so, wie es vorher festgelegt war: Antwort, Rückfrage, Absage oder Übergabe.",
    "forbidden_shown": "Fragen brachten Lotse dazu, etwas zu zeigen, das nicht gezeigt werden darf.",
}  # what "93 von 100" is said of, for readers who want no table


def by_theme(names: list[str]) -> dict[str, list[str]]:
    """Return the names under their themes, in the order of reading; what no theme knows comes last.

    >>> by_theme(["neu", "mrr@10", "hit@1"])
    {'Findet Lotse die richtigen Unterlagen?': ['hit@1', 'mrr@10'], 'Weitere Maße': ['neu']}
    """
    known = {name for measures in THEMES.values() for name in measures}
    found = {title: [name for name in measures if name in names] for title, measures in THEMES.items()}
    found[OTHER] = [name for name in names if name not in known]
    return {title: measures for title, measures in found.items() if measures}
