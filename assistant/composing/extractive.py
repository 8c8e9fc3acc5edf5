"""The extractive composer: answers with sentences taken literally from the evidence. Needs no model and no key.

Greedy choice by marginal relevance: each sentence is worth what it adds to the question's words still open
(Carbonell & Goldstein 1998 in spirit), plus how well its passage ranks and whether it gives the kind of thing asked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.composing.draft import Draft, Drafted, Support
from assistant.retrieval import Evidence
from knowledge.analysis import passage_text
from knowledge.asked import gives, wanted
from knowledge.documents import Sentence
from knowledge.matching import Term, Words, coverage, mention, words_of
from knowledge.search import Hit

STATEMENTS = 5  # at most
WORDS = 110  # an answer aims to stay below
NEAR = 0.5  # of the best passage's score; what ranks below is not about the question
ENOUGH = 0.35  # of the best sentence's worth; what falls below is left out
_RANK, _PASSAGE, _GIVES, _STEP = 0.45, 0.25, 0.3, 0.2  # weights beside a sentence's own coverage of 1
_DANGLING, _TOO_SHORT, _POINTER = 0.3, 0.4, 0.5  # deductions
_AGAIN = 0.4  # worth of a question's word that an earlier sentence has already taken up
_LEANS_BACK = re.compile(
    r"(er|sie|es|dies\w{0,2}|das|dort|dabei|damit|danach|daraus|dazu|dafür|davon|daher|deshalb|so|auch|beide|zudem"
    r"|außerdem|hinzu|doch|aber|allerdings|stattdessen|ihr\w*|sein\w*|solche\w*|beides|letzter\w*)\b",
    re.IGNORECASE,
)
_POINTERS = ("Zum Weiterlesen",)  # sections that name sources instead of stating something


@dataclass(frozen=True, slots=True)
class _Candidate:
    hit: Hit
    sentence: Sentence
    place: int  # of the sentence in its passage
    text: str
    words: Words
    base: float


def compose(question: str, evidence: Evidence) -> Draft:
    """Return up to STATEMENTS literal sentences, grouped by document, in reading order within it."""
    candidates = list(_candidates(question, evidence))
    chosen: list[_Candidate] = []
    covered: dict[str, int] = {}
    best = 0.0
    while candidates and len(chosen) < STATEMENTS:
        worth, winner = max(((_worth(c, evidence.terms, covered, chosen), c) for c in candidates), key=lambda x: x[0])
        best = max(best, worth)
        size = sum(len(c.text.split()) for c in [*chosen, winner])
        if chosen and (worth < ENOUGH * best or size > WORDS):
            break
        chosen.append(winner)
        candidates.remove(winner)
        for term in evidence.terms:
            covered[term.stem] = covered.get(term.stem, 0) + (mention(term, winner.words) > 0)
    return Draft(tuple(Drafted(c.text, (Support(c.hit, c.sentence.origins),)) for c in _reading_order(chosen)))


def _candidates(question: str, evidence: Evidence) -> Iterator[_Candidate]:
    kinds = wanted(question)
    for hit in evidence.hits:
        if hit.score < NEAR * evidence.hits[0].score:
            continue
        passage = hit.passage
        rank = _RANK * hit.score / evidence.hits[0].score
        spoken = _PASSAGE * coverage(evidence.terms, words_of(passage_text(passage, hit.meta)))
        for place, sentence in enumerate(passage.sentences):
            text = passage.text[sentence.start : sentence.end]
            base = rank + spoken + _GIVES * sum(gives(kind, text) for kind in kinds)
            base += _STEP * ("steps" in kinds and passage.heading == "Schritte")
            base -= _TOO_SHORT * (len(text.split()) < 6) + _POINTER * (passage.heading in _POINTERS)
            yield _Candidate(hit, sentence, place, text, words_of(text), base)


def _worth(
    candidate: _Candidate, terms: Sequence[Term], covered: dict[str, int], chosen: Sequence[_Candidate]
) -> float:
    total = sum(term.weight for term in terms) or 1.0
    fresh = sum(t.weight * mention(t, candidate.words) * _AGAIN ** covered.get(t.stem, 0) for t in terms) / total
    follows = any(c.hit.passage.id == candidate.hit.passage.id and c.place == candidate.place - 1 for c in chosen)
    leaning = _DANGLING * (bool(_LEANS_BACK.match(candidate.text)) and not follows and candidate.place > 0)
    repeats = max((_overlap(candidate.words, c.words) for c in chosen), default=0.0)
    return candidate.base + fresh - leaning - repeats


def _overlap(one: Words, other: Words) -> float:
    """Return how much one sentence repeats another, 0 to 1 (Jaccard index of stems)."""
    union = one.stems | other.stems
    return len(one.stems & other.stems) / len(union) if union else 1.0


def _reading_order(chosen: Sequence[_Candidate]) -> list[_Candidate]:
    documents = list(dict.fromkeys(c.hit.meta.id for c in chosen))
    return sorted(chosen, key=lambda c: (documents.index(c.hit.meta.id), c.hit.passage.position, c.place))
