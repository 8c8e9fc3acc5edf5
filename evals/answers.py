"""Measures extractive answers on a corpus in BEIR form whose queries carry gold answers, and the confidence in them.

The rule: a gold answer stands in a sentence when it occurs there as whole words, after case folding, with every run
of white space as one blank and thousands written without marks ("1.200" is 1200). What counts are the sentences of
the statements' own text in reading order, however they are grouped, without the lead that names their document.
"""

import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from assistant.composing.draft import Composer, Draft
from assistant.retrieval import Evidence, retrieve
from evals.beir import Asked, asked, corpus_of, documents
from evals.measures import auroc, ece, percentile
from evals.workbench import Workbench, indexed
from knowledge.indexes import Progress
from knowledge.profile import Profile
from knowledge.sentences import spans

WARM_UP = 10  # queries asked before the clock counts
_THOUSANDS = re.compile(r"(?<=\d)[. ](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class _Run:
    """One question put to the product's path: where a gold answer stands, the confidence, and the time."""

    sentence: int | None  # index of the first sentence that holds a gold answer
    confidence: float
    known: bool  # the gold document is indexed
    ms: float


def stands_in(answer: str, sentence: str) -> bool:
    """Return whether a gold answer stands in a sentence, by the rule above.

    >>> stands_in("1200  Euro", "Das kostet 1.200 Euro."), stands_in("3", "Das war 2013.")
    (True, False)
    """
    return bool(re.search(rf"(?<!\w){re.escape(_plain(answer))}(?!\w)", _plain(sentence)))


def measure_answers(
    folder: Path, compose: Composer, progress: Progress, hide: float = 0.0, seed: int = 7
) -> dict[str, Any]:
    """Return answer@1, answer@3, ms_p50, ms_p95 (retrieving and composing) and the number of queries.

    With `hide`, that share of the corpus's documents (by article, see `hidden_ids`) is left out of the index, and auroc
    and ece of the confidence for "a gold document is indexed" are added; answer@k is then over questions whose
    document is indexed. Raises CorpusUnreadable.
    """
    queries = asked(folder)
    corpus = corpus_of(folder)
    hidden = hidden_ids([own for own, _ in documents(corpus)], hide, seed) if hide else frozenset()
    with indexed(corpus, progress, leave_out=hidden) as bench:
        runs = list(_runs(queries, hidden, bench, compose, progress))
    return _summary(runs, hidden=len(hidden) if hide else None)


def hidden_ids(ids: Sequence[str], share: float, seed: int) -> frozenset[str]:
    """Return the ids to hide: a share of the articles, where ids read <article>-<paragraph>, else of the documents.

    Ids name articles when each has a "-" and there are fewer beginnings (before the last "-") than ids.

    >>> sorted(hidden_ids(["a-0", "a-1", "b-0", "b-1"], 0.5, seed=7)) in (["a-0", "a-1"], ["b-0", "b-1"])
    True
    """
    articles = [key.rpartition("-")[0] for key in ids]
    groups = articles if all(articles) and len(set(articles)) < len(ids) else list(ids)
    names = sorted(set(groups))
    chosen = set(random.Random(seed).sample(names, round(share * len(names))))  # noqa: S311 - a sample, not a secret
    return frozenset(key for key, group in zip(ids, groups, strict=True) if group in chosen)


def _runs(
    queries: Sequence[Asked], hidden: frozenset[str], bench: Workbench, compose: Composer, progress: Progress
) -> Iterator[_Run]:
    def answer(text: str) -> tuple[Evidence, Draft]:
        evidence = retrieve(text, Profile(), bench.search)
        return evidence, compose(text, evidence)

    for query in queries[:WARM_UP]:
        answer(query.text)
    for done, query in enumerate(queries, start=1):
        start = time.perf_counter()
        evidence, draft = answer(query.text)
        spent_ms = (time.perf_counter() - start) * 1000
        yield _Run(_first_holding(query, draft), evidence.confidence, bool(query.relevant - hidden), spent_ms)
        if done % 100 == 0 or done == len(queries):
            progress("Fragen", done, len(queries))


def _first_holding(query: Asked, draft: Draft) -> int | None:
    said = [s.text[start:end] for s in draft.statements for start, end in spans(s.text)]
    holding = (n for n, sentence in enumerate(said) if any(stands_in(gold, sentence) for gold in query.answers))
    return next(holding, None)


def _summary(runs: Sequence[_Run], hidden: int | None) -> dict[str, Any]:
    known = [run for run in runs if run.known]
    times = [run.ms for run in runs]
    found: dict[str, Any] = {
        f"answer@{k}": round(fmean(run.sentence is not None and run.sentence < k for run in known), 4) if known else 0.0
        for k in (1, 3)
    }
    if hidden is not None:
        confidences, indexed_too = [run.confidence for run in runs], [run.known for run in runs]
        found["auroc"] = round(auroc(confidences, indexed_too), 4)
        found["ece"] = round(ece(confidences, indexed_too), 4)
        found["hidden_documents"] = hidden
    found["queries"] = len(runs)
    found |= {f"ms_p{share}": round(percentile(times, share / 100), 2) for share in (50, 95)}
    return found


def _plain(text: str) -> str:
    return _THOUSANDS.sub("", " ".join(text.casefold().split()))
