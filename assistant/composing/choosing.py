"""Chooses the sentences of an answer: the best one first, then those that add most to what is already said.

Greedy, by maximal marginal relevance (Carbonell & Goldstein 1998): worth less what repeats and what is said already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from operator import mul

from assistant.composing.candidates import Candidate
from knowledge.matching import Term, Words

STATEMENTS = 7  # at most
STANDS_ALONE = 0.35  # share of the question from which a sentence can open an answer without the one before
SAME = 0.9  # overlap from which a sentence says the same as an earlier one
WORDS = 120  # an answer aims to stay below
USUAL = 16  # words of a sentence


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop, and what repetition costs; a sentence's own coverage of the question counts 1."""

    enough: float = 0.5  # of the best sentence's worth; what falls below is left out
    said: float = 0.4  # of a word's worth that goes when an earlier sentence has taken it up
    repeats: float = 1.0  # for a sentence with the same words as an earlier one
    adrift: float = 0.2  # for an opening that points back to what neither it nor the question names
    long: float = 0.0  # for each time that a sentence is e times as long as USUAL, once something is said
    leaning: float = 0.1  # for a sentence that leans on one that is not shown
    documents: int = 3  # different ones, at most
    elsewhere: float = 0.65  # of the best worth: what a sentence that says nothing asked for needs to bring in another
    same_document: float = 0.25  # for another sentence of the document when examples from several are asked for


class _Said:
    """What an answer says so far, kept so that each new sentence is compared with every open one only once."""

    def __init__(self, found: Sequence[Candidate], terms: Sequence[Term], limits: Limits, *, spread: bool) -> None:
        self._weights = [term.weight for term in terms]
        self._total = sum(self._weights) or 1.0
        self._limits, self._spread = limits, spread
        self._spoken_of = [0.0] * len(terms)  # how clearly each term is mentioned already
        self._repeats: dict[tuple[str, int], float] = {}
        self.open = {c.key: c for c in found}
        self.keys: set[tuple[str, int]] = set()
        self._documents: set[str] = set()
        self._elsewhere = limits.elsewhere * max((c.worth for c in found), default=0.0)

    def add(self, new: Candidate) -> None:
        self.open.pop(new.key, None)
        self.keys.add(new.key)
        self._documents.add(new.hit.meta.id)
        self._spoken_of = list(map(max, self._spoken_of, new.mentions))
        for key, other in self.open.items():
            self._repeats[key] = max(self._repeats.get(key, 0.0), overlap(new.said.words, other.said.words))
        self.open = {key: c for key, c in self.open.items() if self._repeats[key] < SAME}

    def follows(self, candidate: Candidate) -> bool:
        return (candidate.hit.passage.id, candidate.place - 1) in self.keys

    def has_room_for(self, candidate: Candidate) -> bool:
        """Return whether the sentence's document is used already, or the sentence may bring in one more."""
        if not self._documents or candidate.hit.meta.id in self._documents:
            return True
        tells = candidate.own > 0.0 or candidate.worth >= self._elsewhere
        return tells and len(self._documents) < self._limits.documents

    def worth(self, candidate: Candidate) -> float:
        """Return what a sentence adds to what is said; never more than its own worth for its length."""
        limits = self._limits
        if not self.keys:
            return candidate.worth - limits.adrift * _adrift(candidate)
        again: float = sum(map(mul, self._weights, map(min, candidate.mentions, self._spoken_of)))
        worth = self._for_its_length(candidate) - limits.said * again / self._total
        worth -= limits.repeats * self._repeats.get(candidate.key, 0.0)
        worth -= limits.leaning * (candidate.said.leans and not self.follows(candidate))
        return worth - limits.same_document * (self._spread and candidate.hit.meta.id in self._documents)

    def leave_out(self, below: float, longer: int) -> None:
        """Leave out what can no longer be chosen: worth too little, too long, or of one document too many."""
        self.open = {
            key: c
            for key, c in self.open.items()
            if c.said.size <= longer and self.has_room_for(c) and self._for_its_length(c) >= below
        }

    def _for_its_length(self, candidate: Candidate) -> float:
        return candidate.worth - self._limits.long * log(max(1, candidate.said.size) / USUAL)


def choose(
    found: Sequence[Candidate],
    terms: Sequence[Term],
    *,
    spread: bool = False,
    taken: Sequence[Candidate] = (),
    words: int = WORDS,
    statements: int = STATEMENTS,
    limits: Limits = Limits(),
) -> list[Candidate]:
    """Return the chosen sentences, best first; `spread` prefers several documents, `taken` is said already.

    A sentence that leans on the one before brings it along where the limits on statements and words allow.
    """
    before = {(c.hit.passage.id, c.place + 1): c for c in found}
    said = _Said(found, terms, limits, spread=spread)
    for one in taken:
        said.add(one)
    chosen: list[Candidate] = []
    best = 0.0
    while said.open and len(chosen) < statements:
        worth, winner = max(((said.worth(c), c) for c in said.open.values()), key=lambda pair: pair[0])
        if chosen and worth < limits.enough * best:
            break
        del said.open[winner.key]
        joined = _with_what_it_leans_on(winner, before, said)
        size = sum(c.said.size for c in [*chosen, *joined])
        if chosen and (size > words or len(chosen) + len(joined) > statements):
            continue
        if not said.has_room_for(winner):
            continue
        best = best or worth
        chosen += joined
        for one in joined:
            said.add(one)
        said.leave_out(below=limits.enough * best, longer=words - size)
    return chosen


def _with_what_it_leans_on(
    winner: Candidate, before: Mapping[tuple[str, int], Candidate], said: _Said
) -> list[Candidate]:
    """Return the sentence, and in front of it the one it leans on.

    The first statement may lean on the question: when the sentence before names what was asked about, "Sie" is that.
    """
    earlier = before.get(winner.key)
    if earlier is None or not winner.said.leans or said.follows(winner) or (not said.keys and not _adrift(winner)):
        return [winner]
    return [earlier, winner]


def _adrift(candidate: Candidate) -> bool:
    """Return whether a sentence leans on one before, in its item of a list or with neither naming what was asked."""
    unrelated = candidate.own < STANDS_ALONE and candidate.before == 0.0
    return candidate.said.leans and (candidate.said.in_item or unrelated)


def overlap(one: Words, other: Words) -> float:
    """Return how much one sentence repeats another, 0 to 1 (Jaccard index of stems)."""
    shared = len(one.stems & other.stems)
    union = len(one.stems) + len(other.stems) - shared
    return shared / union if union else 1.0
