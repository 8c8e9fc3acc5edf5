"""What the evidence speaks about: its words, and whether they name a concept of the question in any wording. Pure."""

from collections.abc import Sequence
from functools import lru_cache

from knowledge.analysis import passage_text
from knowledge.documents import FrontMatter, Passage
from knowledge.matching import Term, Words, mention, words_of
from knowledge.search import Hit
from knowledge.vocabulary import Concept, Stems

OTHER_WORDING = 0.9  # of an exact mention

Named = Sequence[tuple[Concept, Stems]]  # what Vocabulary.named_in returns


def names(concept: Concept, text: Words) -> bool:
    """Return whether a text holds one of the concept's wordings.

    >>> attack = Concept("Cyberangriff", (("cyberangriff",), ("hackerangriff",)))
    >>> names(attack, Words(frozenset({"hackerangriff"}), ""))
    True
    """
    return any(text.stems.issuperset(wording) for wording in concept.wordings)


def spoken_by(term: Term, text: Words, named: Named) -> float:
    """Return how clearly a text speaks about a term, 0 to 1: by its own word, or by the concept it helps to name."""
    said = mention(term, text)
    concepts = (concept for concept, wording in named if any(term.stem.startswith(part) for part in wording))
    return max(said, OTHER_WORDING) if any(names(concept, text) for concept in concepts) else said


def words_said(hits: Sequence[Hit]) -> Words:
    """Return the words of one document's found passages, its head, summary and lay questions."""
    return _together(hits[0].meta, tuple([hit.passage for hit in hits]))


@lru_cache(maxsize=64)  # the documents of a few questions: confidence, gaps and options ask for the same ones in turn
def _together(meta: FrontMatter, passages: tuple[Passage, ...]) -> Words:
    head = "\n".join([meta.summary, *meta.questions])
    said = [kept_words(head), *(_passage_words(passage, meta) for passage in passages)]
    return Words(frozenset().union(*(w.stems for w in said)), " ".join(w.marked for w in said))


@lru_cache(maxsize=1_500)  # some 60 MB when full; the same ones are found again and again
def _passage_words(passage: Passage, meta: FrontMatter) -> Words:
    return words_of(passage_text(passage, meta))


@lru_cache(maxsize=1_500)  # a few MB: heads, titles and lay questions
def kept_words(text: str) -> Words:
    """Return the words of a short text of a document, kept for the next question."""
    return words_of(text)


def by_document(hits: Sequence[Hit]) -> list[list[Hit]]:
    """Return the hits of each document, documents and hits best first."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.meta.id, []).append(hit)
    return list(found.values())
