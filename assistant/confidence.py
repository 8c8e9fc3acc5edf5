"""How sure we are that the evidence answers the question: 0 to 1, from a few signals of the search.

Rarity (inverse document frequency) is measured in units of a word that no passage holds, so that the signals mean
the same in a corpus of a few hundred passages and in one of a few hundred thousand. Knows nothing of topics.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.speaking import Named, by_document, kept_words, names, words_said
from knowledge.asked import wanted
from knowledge.german import content_words, stem
from knowledge.matching import Term, Words, coverage, mention
from knowledge.search import Hit

NEAR_NOTHING = 0.05  # added before the logarithm of a strength, so that no hit at all stays finite
TITLED = 0.8  # a document whose title names everything asked about is on the subject, however short the question
EXAMPLE = 0.7  # who asks for examples of a thing of the field is answered by a municipality that has it
_NAMED = re.compile(r"[A-ZÄÖÜ][\w-]+|\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Signals:
    """What confidence is computed from; a unit is the rarity of a word that no passage holds."""

    strength: float = math.log(NEAR_NOTHING)  # natural logarithm of the best score in units
    unsaid: float = 0.0  # logarithm of 1 + the units that even the best document leaves unsaid
    named: float = 0.0  # share of the rarity of nouns, names and figures that one document speaks about
    anywhere: float = 0.0  # share of the squared rarity that any of the evidence speaks about
    lay: float = 0.0  # share of the rarity in one lay question of the best document, which lifts the score by itself
    close: float = (
        0.0  # rarity of neighbouring words that stand close together in a passage, per rarity of the question
    )
    peak: float = 0.0  # share of its score that the best passage has over the mean of the others
    titled: float = 0.0  # share of the rarity in the title of one of the best three hits
    concepts: float = 0.0  # logarithm of 1 + the question's concepts that one document speaks about
    example: bool = False  # examples of a concept are asked for, and a sentence of a case study names it


# Logistic regressions, fitted by bench/confidence.py: docs/log.md. A question in another language than the documents
# shares few words with them: only the strength and the concepts of the vocabulary speak for its evidence.
OWN: Mapping[str, float] = {
    "strength": 4.74, "unsaid": -1.89, "named": 4.08, "anywhere": 0.66, "lay": -5.47, "close": 4.14, "peak": 1.39
}  # fmt: skip
OWN_INTERCEPT = -13.17
FOREIGN: Mapping[str, float] = {"strength": 3.11, "concepts": 2.94}
FOREIGN_INTERCEPT = -8.43


def signals_of(
    question: str, terms: tuple[Term, ...], hits: Sequence[Hit], unit: float, concepts: Named = ()
) -> Signals:
    """Return the signals of a search; `hits` best first, several of one document allowed."""
    total = sum(term.weight for term in terms)
    if not hits or not total or unit <= 0:
        return Signals()
    documents = [words_said(found) for found in by_document(hits)]
    capital = _capital(question, terms)
    return Signals(
        strength=math.log(max(0.0, hits[0].score) / unit + NEAR_NOTHING),
        unsaid=math.log1p(total / unit * (1.0 - max(coverage(terms, words) for words in documents))),
        named=max(coverage(capital, words) for words in documents),
        anywhere=_anywhere(terms, documents),
        lay=max((coverage(terms, kept_words(asked)) for asked in hits[0].meta.questions), default=0.0),
        close=max(hit.parts.get("closeness", 0.0) for hit in hits) / total,
        peak=_peak([hit.score for hit in hits]),
        titled=max(coverage(terms, kept_words(hit.meta.title)) for hit in hits[:3]),
        concepts=math.log1p(max(sum(names(concept, words) for concept, _ in concepts) for words in documents[:3])),
        example=_is_example(question, terms, hits, concepts),
    )


def confidence(signals: Signals, *, foreign: bool = False) -> float:
    """Return the estimated probability that the evidence answers the question; `foreign`: asked in English.

    >>> confidence(Signals()) < 0.001
    True
    """
    weights, total = (FOREIGN, FOREIGN_INTERCEPT) if foreign else (OWN, OWN_INTERCEPT)
    total += sum(weight * getattr(signals, name) for name, weight in weights.items())
    return raised(1.0 / (1.0 + math.exp(-total)), signals)


def raised(estimate: float, signals: Signals) -> float:
    """Return the estimate, or what is plain to see if that is more: a short question gives the formula too little.

    >>> raised(0.4, Signals(titled=1.0)), raised(0.9, Signals(titled=1.0)), raised(0.4, Signals())
    (0.8, 0.9, 0.4)
    """
    floors = ((signals.titled > 0.99, TITLED), (signals.example, EXAMPLE))
    return max(estimate, *(floor if is_plain else 0.0 for is_plain, floor in floors))


def _is_example(question: str, terms: tuple[Term, ...], hits: Sequence[Hit], concepts: Named) -> bool:
    """Return whether the question asks for examples of one concept and a sentence of a case study names all of it."""
    if "examples" not in wanted(question):
        return False
    asked = {term.stem for term in terms}
    if not any(asked.issubset(wording) for _, wording in concepts):
        return False
    cases = (hit.passage for hit in hits if hit.meta.kind == "case_study")
    said = (kept_words(passage.text[s.start : s.end]) for passage in cases for s in passage.sentences)
    return any(words.stems.issuperset(asked) for words in said)


def _capital(question: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms written with a capital or as a figure; all of them when none is."""
    written = {stem(word) for found in _NAMED.findall(question) for word in content_words(found)}
    return tuple(term for term in terms if term.stem in written) or terms


def _peak(scores: Sequence[float]) -> float:
    """Return how far the first score stands above the mean of the others, as a share of it; 0 for a single one.

    >>> _peak([10.0, 6.0, 4.0]), _peak([10.0])
    (0.5, 0.0)
    """
    best, others = scores[0], scores[1:]
    return 1.0 - fmean(others) / best if others and best > 0 else 0.0


def _anywhere(terms: tuple[Term, ...], documents: Sequence[Words]) -> float:
    said = sum(term.weight**2 * max(mention(term, words) for words in documents) for term in terms)
    return said / sum(term.weight**2 for term in terms)
