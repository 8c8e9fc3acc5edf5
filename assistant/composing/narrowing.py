"""Narrows sentences down before any is chosen: to the municipality that is named, or to one for each. Pure."""

import re
from collections.abc import Sequence

from assistant.composing.candidates import Candidate, weighed
from assistant.composing.ordering import telling_of
from assistant.retrieval import Evidence
from assistant.speaking import by_document, words_said
from assistant.subject import goes_with_any
from knowledge.asked import asking_part
from knowledge.german import stems_of
from knowledge.matching import coverage

_CAPITAL = re.compile(r"\b[A-ZÄÖÜ][\w-]+")
_SEVERAL = re.compile(r"[,(/]|\bund\b")
EXAMPLES = 5  # municipalities named at most
OFF_TOPIC = 0.1  # of what the document speaking most of the question says of it; below, it only fits the asker
SPEAKS = 0.5  # of the worth of the best example; what falls below hardly tells of the matter


def at_the_place(question: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences, those of other cases left out where the question names a municipality that has one."""
    asked = frozenset(stems_of(question))
    places = {c.hit.meta.id: c.hit.meta.municipality.name for c in found if c.hit.meta.municipality}
    named = {key for key, place in places.items() if _named(place, asked)}
    return [c for c in found if not named or c.hit.meta.id in named or c.hit.meta.id not in places]


def on_topic(question: str, evidence: Evidence, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences of the documents that speak of what is asked; those that fit only the asker are left out.

    "In unserer Stadt in Hessen. Lohnt sich ein Chatbot?" wants none about another matter, however Hessian. A sentence
    that asks without naming a thing ("Was sollte man vorher fragen?") leaves all in.
    """
    asking = asking_part(question)
    things = {stem for word in _CAPITAL.findall(asking) for stem in stems_of(word)}
    heavy = tuple(term for term in evidence.terms if not goes_with_any(term.stem))
    if not any(term.stem in things for term in heavy):
        return list(found)
    asked = weighed(heavy, asking)
    spoken = {hits[0].meta.id: coverage(asked, words_said(hits)) for hits in by_document(evidence.hits)}
    least = OFF_TOPIC * max(spoken.values(), default=0.0)
    return [one for one in found if spoken[one.hit.meta.id] >= least]


def _named(place: str, asked: frozenset[str]) -> bool:
    """Return whether the question has every telling word of a place, or of one of several.

    >>> asked = frozenset(stems_of("Wer hilft in Sachsen-Anhalt?"))
    >>> _named("Anhalt-Bitterfeld", asked), _named("Olpe, Sachsen-Anhalt", asked)
    (False, True)
    """
    parts = [telling_of(part) for part in _SEVERAL.split(place)]
    return any(part and part <= asked for part in parts)


def one_per_place(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the best sentence of each case study, best first; [] for a single one.

    A sentence that leans on another is left out: an example stands alone.
    """
    of_cases: dict[str, Candidate] = {}
    for one in sorted(found, key=lambda c: -c.worth):
        if one.hit.meta.kind == "case_study" and not one.said.leans:
            of_cases.setdefault(one.hit.meta.id, one)
    examples = list(of_cases.values())[:EXAMPLES]
    kept = [one for one in examples if one.worth >= SPEAKS * examples[0].worth]
    return kept if len(kept) > 1 else []
