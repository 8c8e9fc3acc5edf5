"""The extractive composer: answers with sentences taken literally from the evidence. Needs no model and no key.

Reads as: find the candidates -> list the steps, or choose the sentences -> put them in order and name their subjects.
"""

from collections.abc import Sequence

from assistant.composing.candidates import Candidate, candidates
from assistant.composing.choosing import WORDS, Limits, choose
from assistant.composing.draft import Draft, Drafted, Support
from assistant.composing.narrowing import at_the_place, on_topic, one_per_place
from assistant.composing.openings import beside, opening
from assistant.composing.ordering import in_document_order, in_reading_order, leads
from assistant.composing.steps import NEAR, Step, steps_among, worded
from assistant.retrieval import Evidence
from assistant.subject import subject_of
from knowledge.asked import style, wanted

BESIDE_STEPS = 2  # sentences from elsewhere that follow a list of steps
BESIDE_WORDS = 50
BESIDE_EXAMPLES = 2  # sentences that follow a list of municipalities
EXAMPLE = 0.6  # share of the question that a sentence from a case must cover itself
POINTED = frozenset({"number", "money", "time", "place"})  # asked for: one thing, so the answer stays short
POINTED_QUESTION = 12  # words; a longer one asks for more than one thing
POINTED_STATEMENTS = 4
STATEMENTS = 9
OPENED_STATEMENTS = 6  # of an answer whose first sentence answers by itself
TOLD_STATEMENTS, TOLD_WORDS = 10, 150  # who tells a situation gets advice and how it was done: more than one fact
TOLD_DOCUMENTS = 2
LONG = 0.07  # what length costs where more is wanted than one fact: then worth per word matters


def compose(question: str, evidence: Evidence) -> Draft:
    """Return literal sentences, the best one first; numbered steps in full where the question asks how to proceed."""
    if not evidence.hits:
        return Draft(())
    kinds = wanted(question)
    found = at_the_place(question, on_topic(question, evidence, candidates(question, evidence)))
    if "sequence" in kinds and (steps := steps_among(found)):
        return Draft((*worded(steps), *_drafted(in_reading_order(_beside(steps, found, evidence)))))
    if "examples" in kinds and style(question) != "situation" and (examples := one_per_place(found)):
        words = WORDS - sum(c.said.size for c in examples)
        more = choose(found, evidence.terms, taken=examples, words=words, statements=BESIDE_EXAMPLES)
        return Draft(tuple(_drafted([*examples, *in_reading_order(more)])))
    subject = subject_of(question, evidence.terms)
    if first := opening(question, subject, found):
        behind = _behind(first, kinds, beside(first, question, subject, found), evidence)
        return Draft(tuple(_drafted(in_reading_order([first, *behind]))))
    ordered = in_reading_order if style(question) == "question" else in_document_order
    return Draft(tuple(_drafted(ordered(_chosen(question, kinds, found, evidence)))))


def _beside(steps: Sequence[Step], found: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """Return what cases as near as the steps tell beside them."""
    listed = [c for step in steps for c in step.sentences]
    nearest = evidence.hits[0].score
    cases = [c for c in found if c.hit.meta.kind == "case_study" and c.own >= EXAMPLE and c.hit.score >= NEAR * nearest]
    return choose(cases, evidence.terms, taken=listed, words=BESIDE_WORDS, statements=BESIDE_STEPS)


def _behind(first: Candidate, kinds: frozenset[str], near: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """Return what is told behind the sentence that opens the answer."""
    few = (POINTED_STATEMENTS if kinds & POINTED else OPENED_STATEMENTS) - 1
    return choose(near, evidence.terms, taken=[first], words=WORDS - first.said.size, statements=few)


def _chosen(question: str, kinds: frozenset[str], found: list[Candidate], evidence: Evidence) -> list[Candidate]:
    if kinds & POINTED and len(question.split()) <= POINTED_QUESTION and "steps" not in kinds:
        return choose(found, evidence.terms, statements=POINTED_STATEMENTS)
    put = style(question)
    if put == "situation":
        few = Limits(documents=TOLD_DOCUMENTS, long=LONG)
        return choose(found, evidence.terms, words=TOLD_WORDS, statements=TOLD_STATEMENTS, limits=few)
    limits = Limits(long=LONG if put == "keywords" else 0.0)
    return choose(found, evidence.terms, spread="examples" in kinds, statements=STATEMENTS, limits=limits)


def _drafted(ordered: Sequence[Candidate]) -> list[Drafted]:
    return [
        Drafted(one.said.text, (Support(one.hit, one.sentence.origins),), lead)
        for one, lead in zip(ordered, leads(ordered), strict=True)
    ]
