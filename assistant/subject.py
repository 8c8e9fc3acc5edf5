"""What a question turns on when it names nothing but one subject, and which documents are named after it. Pure.

"Was bringt LoRaWAN?", "Was kostet ein Rufbus?": so short a question says little to a ranking; the verb in it may even
lead away from the subject. Whoever asks so wants the documents whose titles name it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.missing.framing import is_framing
from assistant.speaking import kept_words
from assistant.topical import is_light
from knowledge.asked import wanted
from knowledge.german import stem
from knowledge.matching import Term, coverage
from knowledge.search import Hit

BARE_KINDS = frozenset({"meaning", "effect", "price", "payer"})
MOST_TERMS = 4  # of a subject; more describe a case
MOST_WORDS = 10  # of the question
NAMED = 0.75  # share of the subject that a title names: as a part of a compound it counts 0.8
# By itself: "Kostenaufteilung" and "Nobelpreis" are matters of their own.
_PRICE = re.compile(r"\b(?:kosten|kostet|gekostet|preise?s?|teuer|euro|geld|budget)\b", re.IGNORECASE)
_ASKED = "finanzieren finanziert finanzierte fördern fördert gefördert bezuschusst vorteil nutzen jahr monat woche tag"
_ASKERS = "stadt kleinstadt mittelstadt gemeinde dorf ort kommune kreis landkreis region amt rathaus bürger"
_ASIDE = frozenset(map(stem, f"{_ASKED} {_ASKERS}".split()))
LIFT = 0.4  # share of the score that a document named after the subject gains


def subject_of(question: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms of the one subject of a short question for a meaning, an effect, a price or a payer, else ().

    >>> from knowledge.matching import terms_of
    >>> asked = "Was bringt ein Rufbus?"
    >>> [term.stem for term in subject_of(asked, terms_of(asked, {"bringt": 4.0, "rufbus": 4.0}))]
    ['rufbus']
    """
    kinds = wanted(question) & BARE_KINDS
    if not kinds or len(question.split()) > MOST_WORDS or ("price" in kinds and not _PRICE.search(question)):
        return ()
    subject = tuple(term for term in terms if not goes_with_any(term.stem))
    return subject if len(subject) <= MOST_TERMS else ()


def goes_with_any(stem: str) -> bool:
    """Return whether a word's stem goes with any subject: a light word, one that frames or asks, the asker's place."""
    return stem in _ASIDE or is_light(stem) or is_framing(stem)


def on_subject(hit: Hit, subject: tuple[Term, ...]) -> bool:
    """Return whether the head of a passage's document speaks of the subject: its title, summary or lay questions."""
    head = kept_words("\n".join([hit.meta.title, hit.meta.summary, *hit.meta.questions]))
    return bool(subject) and coverage(subject, head) >= NAMED


def named_after(hit: Hit, subject: tuple[Term, ...]) -> bool:
    """Return whether the title of a passage's document names the subject."""
    return bool(subject) and coverage(subject, kept_words(hit.meta.title)) >= NAMED


def lifted(hits: Sequence[Hit], subject: tuple[Term, ...]) -> list[Hit]:
    """Return the hits, those of documents named after the subject scoring LIFT more, best first."""
    scored = [replace(hit, score=hit.score * (1 + LIFT)) if named_after(hit, subject) else hit for hit in hits]
    return sorted(scored, key=lambda hit: -hit.score)
