"""Finds the passages that speak to a question: fused rankings, grouped by document, best passages first."""

import logging
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

from knowledge.asked import wanted
from knowledge.document_words import DocumentWords
from knowledge.documents import TOPIC_NAMES, FrontMatter, Passage, document_of
from knowledge.errors import KnowledgeError
from knowledge.freshness import has_ended, is_superseded, written
from knowledge.fusion import Ranking, best_first, fuse
from knowledge.german import stems_of
from knowledge.indexes import Indexes
from knowledge.keywords import Alternatives
from knowledge.matching import coverage, terms_of
from knowledge.places import Gazetteer
from knowledge.profile import Profile, fit
from knowledge.query import Query, read_query
from knowledge.registry import Registry
from knowledge.reranking import agreement, closeness, on_topic, pairs_of, pairs_within
from knowledge.vocabulary import Vocabulary

log = logging.getLogger(__name__)
Lift = Callable[[FrontMatter], tuple[float, tuple[str, ...]]]  # share of the score to add, and reasons to show
DEPTH = 150  # passages and documents taken from each ranking
SAME_TOPIC = 0.4  # from which the agreement of the best documents is worth a word
RERANKED = 8  # documents whose coverage of the question is looked at closely


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of the search counts beside a stem in a passage (1). Learned: docs/log.md."""

    gram: float = 0.4  # a 5-gram's BM25
    document: float = 0.5  # the whole document
    summary: float = 1.0  # the document's summary
    question: float = 1.5  # the document's lay questions
    vector: float = 10.0  # a cosine of 1
    concept: float = 0.2  # another wording of a concept that the question names
    foreign: float = 1.5  # the same when the corpus knows the question's own wording not at all, as with English
    coverage: float = 1.5  # the rarity of the question's words that the document mentions at all
    closeness: float = 1.0  # the rarity of neighbouring words of the question that stand close together
    own: float = 1.0  # words that only tell who asks
    fit: float = 0.2  # share of the score that a document fitting the asker perfectly gains
    topic: float = 0.3  # share of the score that a document on the topic of the best ones gains
    steps: float = 0.3  # share of the score that guidance gains when the question asks how to proceed
    not_funding: float = 0.1  # share of the score that a programme loses when the question is not about funding
    ended: float = 0.5  # share of the score that a document loses which holds no more: not learned, no corpus has any


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question: its score, the parts that sum to it, and reasons in plain words."""

    passage: Passage
    meta: FrontMatter
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lifted:
    """A passage's id, or a document's, on its way to becoming a hit."""

    key: str
    meta: FrontMatter
    score: float
    parts: Mapping[str, float]
    reasons: tuple[str, ...]


class Search:
    """Search over the registry's passages through the indexes that this process owns."""

    def __init__(
        self,
        registry: Registry,
        indexes: Indexes,
        vocabulary: Vocabulary,
        places: Gazetteer,
        weights: Weights = Weights(),
        today: Callable[[], date] = date.today,
    ) -> None:
        self._registry, self._indexes, self._today = registry, indexes, today
        self._vocabulary, self._places, self._weights = vocabulary, places, weights
        self._words = DocumentWords(registry, indexes)
        self._beside = ThreadPoolExecutor(2, "ranking")  # tantivy and Chroma let go of Python's lock while they search

    def __call__(
        self, question: str, limit: int = 10, *, per_passage: bool = False, profile: Profile = Profile()
    ) -> list[Hit]:
        """Return up to `limit` hits, best first: the best passage of each document, or every passage.

        Raises IndexUnavailable, RegistryUnavailable; a failing vector index only costs its share.
        """
        query = self.read(question, profile)
        whole, near = self._beside.submit(self._documents, query), self._beside.submit(self._nearest, question)
        passages = fuse(
            {"passage": self._passages(query), "vector": near.result()},
            {"passage": 1.0, "vector": self._weights.vector},
        )
        documents = fuse({"document": whole.result()}, {"document": 1.0})
        for key, parts in passages.items():
            parts.update(documents.get(document_of(key), {}))
        spoken_for = {document_of(key) for key in passages}
        # A document found only as a whole stands under its own id until its first passage is looked up.
        found = passages | {key: parts for key, parts in documents.items() if key not in spoken_for}
        agreed = self._look_closely(question, found)
        return self._hits(found, self._lift_of(question, query.profile, agreed), limit, per_passage)

    def read(self, question: str, profile: Profile = Profile()) -> Query:
        """Return what is searched for."""
        return read_query(question, profile, self._vocabulary, self._places, self._weights.own)

    def rarity(self, stems: Iterable[str]) -> dict[str, float]:
        """Return the inverse document frequency (BM25's, natural log) of each stem over the passages."""
        total = self._indexes.passages.count()
        return {
            stem: math.log(1 + (total - n + 0.5) / (n + 0.5))
            for stem in stems
            for n in [self._indexes.passages.frequency("stems", stem)]
        }

    def _passages(self, query: Query) -> Ranking:
        weights = self._weights
        wanted = {"stems": query.stems, "grams": _times(query.grams, weights.gram)}
        return self._indexes.passages.rank(wanted, DEPTH, self._others(query, {"stems": 1.0}))

    def _documents(self, query: Query) -> Ranking:
        weights = self._weights
        fields = (("", weights.document), ("summary_", weights.summary), ("question_", weights.question))
        wanted = {f"{name}stems": _times(query.stems, weight) for name, weight in fields}
        wanted |= {f"{name}grams": _times(query.grams, weight * weights.gram) for name, weight in fields}
        others = self._others(query, {f"{name}stems": weight for name, weight in fields})
        return self._indexes.documents.rank(wanted, DEPTH, others)

    def _others(self, query: Query, fields: Mapping[str, float]) -> list[Alternatives]:
        """Return the other wordings of the question's concepts, for each field with its weight."""
        found = []
        for concept, said in query.concepts:
            known = all(self._indexes.passages.frequency("stems", stem) for stem in said)
            weight = self._weights.concept if known else self._weights.foreign
            found += [Alternatives(name, concept.wordings, weight * own) for name, own in fields.items() if own]
        return found if self._weights.concept else []

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

    def _look_closely(self, question: str, found: dict[str, dict[str, float]]) -> Mapping[str, float]:
        """Add to the passages of the best documents how much of the question they speak about, and how close together.

        Returns how far these documents agree on each topic.
        """
        best = _first_documents(best_first(found))
        rarity = self.rarity(stems_of(question))
        terms, pairs = terms_of(question, rarity), pairs_of(question, rarity)
        total = sum(term.weight for term in terms)
        spoken = self._words.of(best)
        covered = {key: self._weights.coverage * total * coverage(terms, said.words) for key, said in spoken.items()}
        reached = dict.fromkeys(spoken, 0.0)
        of_pairs = sum(weight for _, _, weight in pairs)
        within = {key: pairs_within(pairs, said.words.stems) for key, said in spoken.items()}
        for key, parts in found.items():
            if (document := document_of(key)) in spoken:
                parts["coverage"] = covered[document]
                if near := closeness(within[document], spoken[document].passages.get(key, ()), of_pairs):
                    parts["closeness"] = self._weights.closeness * total * near
                reached[document] = max(reached[document], sum(parts.values()))
        return agreement([(reached[key], said.topics) for key, said in spoken.items()])

    def _lift_of(self, question: str, profile: Profile, agreed: Mapping[str, float]) -> Lift:
        kinds, weights, today = wanted(question), self._weights, self._today()

        def lift(meta: FrontMatter) -> tuple[float, tuple[str, ...]]:
            fitting, reasons = fit(meta, profile)
            shared = on_topic(meta.topics, agreed)
            share = weights.fit * fitting + weights.topic * shared
            if shared >= SAME_TOPIC:
                reasons += (f"zum Thema {TOPIC_NAMES[max(meta.topics, key=lambda t: agreed.get(t, 0.0))]}",)
            if meta.kind == "guidance" and "steps" in kinds:
                share += weights.steps
                reasons += ("Leitfaden zum Vorgehen, nach dem gefragt ist",)
            if meta.kind == "funding" and "funding" not in kinds:
                share -= weights.not_funding
                reasons += ("Förderprogramm, aber nach Förderung ist nicht gefragt",)
            if meta.valid_until and has_ended(meta, today):
                share -= weights.ended
                reasons += (f"galt bis {written(meta.valid_until.isoformat())}",)
            return share, reasons

        return lift

    def _hits(self, found: dict[str, dict[str, float]], lift: Lift, limit: int, per_passage: bool) -> list[Hit]:
        """Return the best hits, lifted by how well they fit. What is deleted never answers: the registry has it not."""
        lifted = self._lifted(found, lift, limit, per_passage)
        hits: list[Hit] = []
        seen: set[str] = set()
        at = 0
        while at < len(lifted) and len(hits) < limit:
            part: list[_Lifted] = []
            while at < len(lifted) and len(part) < limit - len(hits):
                one, at = lifted[at], at + 1
                if per_passage or one.meta.id not in seen | {other.meta.id for other in part}:
                    part.append(one)
            shown = self._shown(part)
            hits += shown
            seen.update(hit.meta.id for hit in shown)
        return hits

    def _lifted(
        self, found: Mapping[str, dict[str, float]], lift: Lift, limit: int, per_passage: bool
    ) -> list[_Lifted]:
        """Return what was found, lifted and best first; twice as many are looked at as can be shown.

        A document whose successor is there is left out.
        """
        order = best_first(found)
        lifted: list[_Lifted] = []
        for start in range(0, len(order), 4 * limit):
            keys = order[start : start + 4 * limit]
            heads = self._registry.heads(sorted({document_of(key) for key in keys}))
            for key in keys:
                meta = heads.get(document_of(key))
                if meta and not is_superseded(meta, self._head):
                    share, reasons = lift(meta)
                    parts = {**found[key], "lift": share * sum(found[key].values())} if share else found[key]
                    lifted.append(_Lifted(key, meta, sum(parts.values()), parts, reasons))
            if len(lifted if per_passage else {one.meta.id for one in lifted}) >= 2 * limit:
                break
        return sorted(lifted, key=lambda one: (-one.score, one.key))

    def _head(self, document: str) -> FrontMatter | None:
        return self._registry.heads([document]).get(document)

    def _shown(self, lifted: Sequence[_Lifted]) -> list[Hit]:
        """Return the hits of those that the registry still has; a document found only as a whole shows its first."""
        passages = self._registry.passages([one.key for one in lifted if "~" in one.key])
        whole = self._registry.passages_of([one.key for one in lifted if "~" not in one.key])
        passages |= {key: own[0] for key, own in whole.items()}
        return [
            Hit(passages[one.key], one.meta, one.score, one.parts, one.reasons) for one in lifted if one.key in passages
        ]


def _first_documents(order: Sequence[str]) -> list[str]:
    """Return the documents of the best passages, RERANKED at most."""
    found: dict[str, None] = {}
    for key in order:
        if len(found) == RERANKED:
            break
        found[document_of(key)] = None
    return list(found)


def _times(terms: Mapping[str, float], weight: float) -> dict[str, float]:
    return {term: own * weight for term, own in terms.items()} if weight else {}
