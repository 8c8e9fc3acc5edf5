"""Which sentences could answer, and how well each would: a weighted sum of what it says and where it stands.

The weights are those of a conditional logit on XQuAD-de, in shares of that of a sentence's own coverage: docs/log.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from operator import mul

from assistant.composing.draft import LEAD_IN
from assistant.composing.roles import Role, affinity, asked_roles, role_of
from assistant.composing.sentence_features import Analysis, analyse_sentence, analysed
from assistant.retrieval import Evidence
from assistant.speaking import kept_words
from knowledge.asked import Style, asking_part, frames, gives, style, wanted
from knowledge.documents import Sentence
from knowledge.german import stem, stems_of
from knowledge.matching import Term, mention
from knowledge.search import Hit

NEAR = 0.5  # of the best passage's score; what ranks below is not about the question
ASIDE = 0.4  # weight of a word that describes the asker's situation, beside one of the sentence that asks
UNSAID = 0.6  # of a mention: what the head of a document names, a sentence that answers need not repeat
POINTS_BACK = 0.25  # share of the words' weight; a question that asks with less takes its topic from the others
SHORT = 6  # words; less is a heading or a fragment
_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_WHO = re.compile(r"\b(wer|wem|wen|wessen|who)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bwie ?viele?n?\s+(?:[a-zäöüß]+\s+){0,2}([A-ZÄÖÜ]\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign of an answer counts beside the share of the question that the sentence covers (1)."""

    before: float = 0.32  # share of the question that only the sentence before covers
    after: float = 0.15  # share that only the sentence after covers
    passage: float = 0.38  # share that the passage and the head of its document cover
    rank: float = 0.71  # score of the passage over the best score
    leading: float = 0.15  # the passage belongs to the best document
    fitting: float = 0.15  # the same, once more, when the asker describes a situation: one that fits it is the answer
    frame: float = 0.12  # share of the words that frame the question
    lead_in: float = 0.08  # opens with words of its own before a colon: "Betrieb: …", what editors thought key
    close: float = 0.05  # the question's words stand close together
    late: float = (
        -0.25
    )  # place in its passage, 0 to 1, where more than one fact is asked for: texts open with the point
    figure: float = 0.18  # a figure that the question lacks, when a number or an amount is asked for
    money: float = 0.6  # an amount that the question lacks, when one is asked for; set by hand, XQuAD has too few
    price: float = 0.7  # an amount in euros, when nothing but that is asked for
    body: float = 0.8  # tells who pays or runs something, when that is asked for; set by hand too
    counted: float = 0.23  # a count right before what is counted
    time: float = 0.30
    reason: float = 0.12
    place: float = 0.10
    name: float = 0.12  # names that the question lacks, when a person or a body is asked for
    short: float = -0.16
    summary: float = 0.4  # share of the document's summary that the sentence speaks of: what matters in the document
    sources: float = -0.15  # speaks of the document's sources, not of the matter
    asks: float = -0.5  # a question says little by itself
    role: float = 1.25  # what the section is for, beside what the style of the question wants: roles.py


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that could be a statement; `mentions` says how clearly it mentions each term of the question."""

    hit: Hit
    sentence: Sentence
    place: int  # among the sentences of its passage
    said: Analysis
    mentions: tuple[float, ...]
    worth: float
    own: float  # share of the question that it covers
    before: float  # share that only the sentence before covers

    @property
    def key(self) -> tuple[str, int]:
        """The passage and the place in it."""
        return self.hit.passage.id, self.place


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question made ready to compare sentences with."""

    kinds: frozenset[str]
    terms: tuple[Term, ...]
    weights: tuple[float, ...]  # of the terms
    total: float
    frames: frozenset[str]
    said: Analysis
    who: bool
    style: Style
    roles: frozenset[Role]
    counted: str | None

    def share(self, mentions: Sequence[float]) -> float:
        return float(sum(map(mul, self.weights, mentions))) / self.total


def candidates(question: str, evidence: Evidence, weights: Weights = Weights()) -> list[Candidate]:
    """Return the sentences of the passages that come near the best one, in the order of the evidence."""
    asked = _asked(question, evidence.terms)
    telling = [hit for hit in evidence.hits if not _points(hit)]
    near = [hit for hit in telling if hit.score >= NEAR * telling[0].score]
    return [found for hit in near for found in _of_passage(asked, hit, near[0], weights)]


def _points(hit: Hit) -> bool:
    return role_of(hit.passage.headings) == "reading"  # names sources instead of stating something


def _asked(question: str, terms: tuple[Term, ...]) -> _Asked:
    said = analyse_sentence(question)
    asking = asking_part(question)
    terms = weighed(terms, asking)
    counted = _COUNTED.search(question)
    return _Asked(
        kinds=wanted(question),
        terms=terms,
        weights=tuple(term.weight for term in terms),
        total=sum(term.weight for term in terms) or 1.0,
        frames=frozenset(word for word in said.words.stems if frames(word)),
        said=said,
        style=style(question),
        roles=asked_roles(asking),
        who=bool(_WHO.search(question)),
        counted=stem(counted.group(1).lower()) if counted else None,
    )


def weighed(terms: tuple[Term, ...], asking: str) -> tuple[Term, ...]:
    """Return the terms, those that only describe the asker's situation weighing ASIDE.

    A question that only points back ("Lohnt sich das?") leaves them as they are.
    """
    asked_for = set(stems_of(asking))
    if sum(t.weight for t in terms if t.stem in asked_for) < POINTS_BACK * sum(t.weight for t in terms):
        return terms
    return tuple(t if t.stem in asked_for else replace(t, weight=t.weight * ASIDE) for t in terms)


def _of_passage(asked: _Asked, hit: Hit, best: Hit, weights: Weights) -> Iterator[Candidate]:
    sentences = analysed(hit.passage)
    mentions = [tuple(mention(term, said.words) for term in asked.terms) for _, said in sentences]
    head = kept_words(f"{hit.meta.context}. {hit.passage.heading}")
    named = tuple(mention(term, head) for term in asked.terms)
    whole = tuple(map(max, zip(*mentions, named, strict=True)))
    if asked.style == "question":
        unsaid = [UNSAID * share for share in named]
        mentions = [tuple(map(max, own, unsaid)) for own in mentions]
    summary = _stems_of(hit.meta.summary)
    none = (0.0,) * len(asked.terms)
    leading = weights.leading + weights.fitting * (asked.style == "situation")
    base = weights.rank * hit.score / best.score + leading * (hit.meta.id == best.meta.id)
    base += weights.passage * asked.share(whole) + weights.role * affinity(
        asked.style, asked.roles, hit.passage.headings
    )
    late = weights.late * (asked.style != "question") / max(1, len(sentences) - 1)
    around = zip([none, *mentions], mentions, [*mentions[1:], none], strict=False)
    for place, (before, own, after) in enumerate(around):
        gained = asked.share(_beyond(before, own))
        covered = asked.share(own)
        worth = (
            base + late * place + covered + weights.before * gained + weights.after * asked.share(_beyond(after, own))
        )
        sentence, said = sentences[place]
        worth += _answering(asked, said, weights) + weights.summary * _share(said.words.stems, summary)
        yield Candidate(hit, sentence, place, said, own, worth, covered, gained)


@lru_cache(maxsize=256)
def _stems_of(text: str) -> frozenset[str]:
    return frozenset(stems_of(text))


def _share(stems: frozenset[str], of: frozenset[str]) -> float:
    return len(stems & of) / len(of) if of else 0.0


def _beyond(other: Sequence[float], own: Sequence[float]) -> list[float]:
    return [there - here if there > here else 0.0 for there, here in zip(other, own, strict=True)]


def _answering(asked: _Asked, said: Analysis, weights: Weights) -> float:
    """Return what a sentence gains by holding the kind of thing that is asked for, and how it is worded."""
    new_figures = said.figures - asked.said.figures
    amount = any(not _YEAR.fullmatch(figure) for figure in new_figures)
    gained = weights.figure * (amount and "number" in asked.kinds)
    price = amount and _gives("price", asked, said)
    gained += weights.money * (price or (amount and "price" not in asked.kinds and _gives("money", asked, said)))
    gained += weights.price * (price and asked.style == "question")
    gained += weights.counted * (asked.counted in said.counted)
    gained += weights.body * (_gives("payer", asked, said) + _gives("operator", asked, said))
    gained += weights.time * _gives("time", asked, said)
    gained += weights.reason * _gives("reason", asked, said)
    new_names = said.names - asked.said.words.stems
    gained += weights.place * (bool(new_names) and _gives("place", asked, said))
    gained += weights.name * asked.who * min(3, len(new_names)) / 3
    gained += weights.frame * len(asked.frames & said.words.stems) / max(1, len(asked.frames))
    gained += weights.short * (said.size < SHORT) + weights.asks * said.text.endswith("?")
    gained += weights.lead_in * (": " in said.text[:LEAD_IN])
    gained += weights.sources * ("Quellen" in said.text)
    return gained + weights.close * _closeness(asked, said)


def _gives(kind: str, asked: _Asked, said: Analysis) -> bool:
    return kind in asked.kinds and gives(kind, said.text)


def _closeness(asked: _Asked, said: Analysis) -> float:
    """Return how close together the question's words stand in the sentence, 0 to 1 (1: side by side)."""
    places = sorted(said.order[term.stem] for term in asked.terms if term.stem in said.order)
    gaps = [later - earlier for earlier, later in pairwise(places)]
    return len(gaps) / sum(gaps) if gaps else 0.0
