"""What the question names and the evidence does not speak about, and what follows: answer, answer in part, or not.

A question about Coburg is not answered with what is known of Lemgo as if that were Coburg. Pure.
"""

from collections.abc import Sequence
from typing import Literal

from assistant.missing.details import detail_gaps, year_gaps
from assistant.missing.gap import Gap
from assistant.missing.places import about_places, place_gaps
from assistant.missing.scope import citable, spoken_in
from assistant.missing.words import name_gaps, term_gaps
from assistant.retrieval import Evidence
from assistant.topical import is_light
from knowledge.german import stems_of
from knowledge.places import Gazetteer
from knowledge.vocabulary import Vocabulary

Decision = Literal["answer", "partial", "clarify", "hand_over"]
MOST = 3  # gaps that a reply names


def gaps(
    question: str, evidence: Evidence, gazetteer: Gazetteer, vocabulary: Vocabulary, *, language: str = "de"
) -> tuple[Gap, ...]:
    """Return up to MOST things that the question asks about and the evidence does not, the clearest first.

    A question in another language than the documents' is only searched for places and years: its words are foreign.
    """
    if question.isupper():  # nothing can be told from capitals then
        question = question.lower()
    everything = spoken_in(evidence)
    documents = citable(everything)
    found = [*place_gaps(question, everything, gazetteer), *year_gaps(question, documents)]
    if language == "de" and documents:
        about = about_places(question, documents, gazetteer)
        named = vocabulary.named_in(stems_of(question))
        found += name_gaps(question, evidence, documents)
        terms = term_gaps(question, evidence, documents, about, named)
        found += (gap for gap in terms if not any(mention.is_state for mention in gazetteer.mentions(gap.wording)))
        found += detail_gaps(question, evidence, documents, about)
    return _distinct(found)[:MOST]


def _distinct(found: Sequence[Gap]) -> tuple[Gap, ...]:
    """Return the gaps without those whose wording another one holds already."""
    kept: list[Gap] = []
    for gap in found:
        if not any(gap.wording.lower() in other.wording.lower() for other in kept):
            kept.append(gap)
    return tuple(kept)


def decision(
    evidence: Evidence, found: Sequence[Gap], choices: Sequence[str] = (), *, answer_from: float, partial_from: float
) -> Decision:
    """Return how the turn goes on, by the confidence, the gaps and what the question may mean (assistant/options.py).

    >>> sure, gap = Evidence((), (), 0.9), Gap("place", "Coburg")
    >>> [decision(sure, found, answer_from=0.7, partial_from=0.35) for found in ([], [gap])]
    ['answer', 'partial']
    """
    if choices and not found:
        return "clarify"
    if found and _nothing_left(evidence, found):
        return "hand_over"
    if found:
        return "partial" if evidence.confidence >= partial_from else "hand_over"
    return "answer" if evidence.confidence >= answer_from else "hand_over"


def _nothing_left(evidence: Evidence, found: Sequence[Gap]) -> bool:
    """Return whether all that the question turns on is missing: then there is no part to answer."""
    missing = {stem for gap in found if gap.kind in ("term", "programme", "place") for stem in stems_of(gap.wording)}
    terms = [term.stem for term in evidence.typed or evidence.terms if not is_light(term.stem)]
    return bool(terms) and missing.issuperset(terms)
