"""Finds the passages that speak to a question: fused rankings, grouped by document, best passages first."""

import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.analysis import question_terms
from knowledge.documents import FrontMatter, Passage, document_of
from knowledge.errors import KnowledgeError
from knowledge.fusion import Ranking, best_first, fuse
from knowledge.indexes import Indexes
from knowledge.registry import Registry

log = logging.getLogger(__name__)

# Learned on the development questions with cross-validation: docs/log.md.
GRAM_WEIGHT = 0.3  # of a 5-gram's BM25 beside a stem's
DOCUMENT_WEIGHT = 0.5  # of the whole document beside its passage
QUESTION_WEIGHT = 1.5  # of the document's lay questions
VECTOR_WEIGHT = 20.0  # of a cosine of 1
WEIGHTS = {"passage": 1.0, "document": 1.0, "vector": VECTOR_WEIGHT}
DEPTH = 200  # passages and documents taken from each ranking


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question: its score, the parts that sum to it, and reasons in plain words."""

    passage: Passage
    meta: FrontMatter
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


class Search:
    """Search over the registry's passages through the indexes that this process owns."""

    def __init__(self, registry: Registry, indexes: Indexes) -> None:
        self._registry, self._indexes = registry, indexes

    def __call__(self, question: str, limit: int = 10, *, per_passage: bool = False) -> list[Hit]:
        """Return up to `limit` hits, best first: the best passage of each document, or every passage.

        Raises IndexUnavailable, RegistryUnavailable; a failing vector index only costs its share.
        """
        terms = question_terms(question)
        passages = fuse({"passage": self._keyword_passages(terms), "vector": self._nearest(question)}, WEIGHTS)
        documents = fuse({"document": self._keyword_documents(terms)}, WEIGHTS)
        for key, parts in passages.items():
            parts.update(documents.get(document_of(key), {}))
        spoken_for = {document_of(key) for key in passages}
        # A document found only as a whole stands under its own id until its first passage is looked up.
        found = passages | {key: parts for key, parts in documents.items() if key not in spoken_for}
        return self._hits(found, limit, per_passage)

    def weights_of(self, terms: Mapping[str, Sequence[str]]) -> dict[str, float]:
        """Return the inverse document frequency (BM25's, natural log) of each stem over the passages."""
        total = self._indexes.passages.count()
        return {
            stem: math.log(1 + (total - n + 0.5) / (n + 0.5))
            for stem in terms["stems"]
            for n in [self._indexes.passages.frequency("stems", stem)]
        }

    def _keyword_passages(self, terms: Mapping[str, Sequence[str]]) -> Ranking:
        return self._indexes.passages.rank(
            {"stems": dict.fromkeys(terms["stems"], 1.0), "grams": dict.fromkeys(terms["grams"], GRAM_WEIGHT)}, DEPTH
        )

    def _keyword_documents(self, terms: Mapping[str, Sequence[str]]) -> Ranking:
        return self._indexes.documents.rank(
            {
                "stems": dict.fromkeys(terms["stems"], DOCUMENT_WEIGHT),
                "grams": dict.fromkeys(terms["grams"], DOCUMENT_WEIGHT * GRAM_WEIGHT),
                "question_stems": dict.fromkeys(terms["stems"], QUESTION_WEIGHT),
                "question_grams": dict.fromkeys(terms["grams"], QUESTION_WEIGHT * GRAM_WEIGHT),
            },
            DEPTH,
        )

    def _nearest(self, question: str) -> Ranking:
        embedder = self._indexes.embedder
        if embedder is None:
            return []
        try:
            vector = embedder.embed([question])[0]
            return self._indexes.vectors.rank(vector, DEPTH) if vector.any() else []
        except KnowledgeError as error:
            log.error("vector search left out: %s", error.code)
            return []

    def _hits(self, found: Mapping[str, Mapping[str, float]], limit: int, per_passage: bool) -> list[Hit]:
        hits: list[Hit] = []
        seen: set[str] = set()
        order = best_first(found)
        for start in range(0, len(order), 4 * limit):
            part = order[start : start + 4 * limit]
            passages = self._registry.passages([key for key in part if "~" in key])
            whole = self._registry.passages_of([key for key in part if "~" not in key])
            passages |= {key: found_there[0] for key, found_there in whole.items()}
            heads = self._registry.heads(sorted({p.document_id for p in passages.values()}))
            for key in part:
                document = document_of(key)
                # An id that is no longer in the registry is dropped: what is deleted never answers.
                if key not in passages or document not in heads or (document in seen and not per_passage):
                    continue
                seen.add(document)
                hits.append(Hit(passages[key], heads[document], sum(found[key].values()), found[key]))
                if len(hits) == limit:
                    return hits
        return hits
        return hits
