"""The extractive composer: answers with sentences taken literally from the evidence. Needs no model and no key.

Reads as: find the candidates -> list the steps, or choose the sentences -> put them in order and name their subjects.
"""

from collections.abc import Sequence

from assistant.composing.candidates import Candidate, candidates
from assistant.composing.choosing import choose
from assistant.composing.draft import Draft, Drafted, Support
from assistant.composing.ordering import in_reading_order, leads
from assistant.composing.steps import steps_among, worded
from assistant.retrieval import Evidence
from knowledge.asked import wanted

BESIDE_STEPS = 2  # sentences from elsewhere that follow a list of steps
BESIDE_WORDS = 50
EXAMPLE = 0.5  # share of the question that a sentence from a case must cover itself
POINTED = frozenset({"number", "money", "time", "place"})  # asked for: one thing, so the answer stays short
POINTED_QUESTION = 12  # words; a longer one asks for more than one thing
POINTED_STATEMENTS = 4


def compose(question: str, evidence: Evidence) -> Draft:
    """Return literal sentences, the best one first; numbered steps in full where the question asks how to proceed."""
    if not evidence.hits:
        return Draft(())
    kinds, found = wanted(question), candidates(question, evidence)
    if "sequence" in kinds and (steps := steps_among(found)):
        listed = [c for step in steps for c in step.sentences]
        elsewhere = [c for c in found if c.hit.meta.kind == "case_study" and c.own >= EXAMPLE]
        beside = choose(elsewhere, evidence.terms, taken=listed, words=BESIDE_WORDS, statements=BESIDE_STEPS)
        return Draft((*worded(steps), *_drafted(in_reading_order(beside))))
    if kinds & POINTED and len(question.split()) <= POINTED_QUESTION and "steps" not in kinds:
        chosen = choose(found, evidence.terms, statements=POINTED_STATEMENTS)
    else:
        chosen = choose(found, evidence.terms, spread="examples" in kinds)
    return Draft(tuple(_drafted(in_reading_order(chosen))))


def _drafted(ordered: Sequence[Candidate]) -> list[Drafted]:
    return [
        Drafted(one.said.text, (Support(one.hit, one.sentence.origins),), lead)
        for one, lead in zip(ordered, leads(ordered), strict=True)
    ]
