"""Which sentence opens the answer to a short question for one kind of thing: a meaning, an effect, a price, a payer.

The weights of the other sentences weigh what a passage is about; the first sentence has to be the answer itself.
"""

import re
from collections.abc import Sequence

from assistant.composing.candidates import Candidate
from assistant.defining import defines
from assistant.subject import named_after, on_subject
from knowledge.asked import gives, wanted
from knowledge.matching import Term, coverage

TITLED = 0.6  # worth of a document named after the subject, beside a sentence's own coverage of the question (1)
NAMED = 0.8  # worth of naming the subject in the sentence itself
NAMES = 0.7  # share of the subject from which a sentence names it; as a part of a compound it counts 0.8
EXPLAINS = 1.0  # worth of an explanation where an effect is asked for
GUIDE = 0.3  # worth of guidance where a meaning is asked for: a case explains in passing
_PAYS = re.compile(
    r"\b(?:finanzier(?:t|te|en|ten)|förder(?:t|te|ten)|(?:be)?zahl(?:t|te|en|ten)|bezuschuss\w+|gab|gaben|trägt|trug|tragen"
    r"|trugen|übernimmt|übernahm\w*|übernehmen|teil(?:en|ten)|kam|kamen|stammt\w*)\b"
)
_PURSE = re.compile(
    r"\b(?:Bund(?:es\w*)?|Land(?:es\w*|kreis\w*)?|Länder\w*|Freistaat\w*|Kreis\w*|Stadt\w*|Städte\w*|Gemeinden?|Kommunen?"
    r"|EU(?:-\w+)?|Europ\w+|\w*[Mm]inisterium\w*|Verein\w*|Genossenschaft\w*|\w*[Tt]räger\w*|LEADER|\w*[Ff]onds|Stiftung\w*"
    r"|Sparkasse\w*|Partner\w*|Firm\w+|Unternehmen|\w*[Pp]rogramm\w*|Zweckverb\w+|Krankenkassen?)\b"
)


def opening(question: str, subject: tuple[Term, ...], found: Sequence[Candidate]) -> Candidate | None:
    """Return the sentence that answers a question about a bare subject by itself; None when there is none.

    It leans on no other sentence, and names the subject or belongs to a document that is about it.
    """
    if not subject:
        return None
    kinds = wanted(question)
    best: tuple[float, Candidate] | None = None
    for one in found:
        worth = _worth(one, kinds, subject)
        if worth and (best is None or worth > best[0]):
            best = worth, one
    return best[1] if best else None


def beside(first: Candidate, question: str, subject: tuple[Term, ...], found: Sequence[Candidate]) -> list[Candidate]:
    """Return what may stand behind the opening: more of its document, what names the subject, what answers likewise."""
    document, kinds = first.hit.meta.id, wanted(question)
    return [one for one in found if one.hit.meta.id == document or _goes_on(one, kinds, subject)]


def _goes_on(one: Candidate, kinds: frozenset[str], subject: tuple[Term, ...]) -> bool:
    names = coverage(subject, one.said.words) >= NAMES
    return names or (named_after(one.hit, subject) and _fits(one, kinds, subject) > 0.0)


def _worth(one: Candidate, kinds: frozenset[str], subject: tuple[Term, ...]) -> float:
    titled, named = named_after(one.hit, subject), coverage(subject, one.said.words)
    fits = _fits(one, kinds, subject)
    if one.said.leans or not fits or (named < NAMES and not on_subject(one.hit, subject)):
        return 0.0
    return one.worth + fits + TITLED * titled + NAMED * named


def _fits(one: Candidate, kinds: frozenset[str], subject: tuple[Term, ...]) -> float:
    """Return how well a sentence is of a kind asked for; 0 when it is of none."""
    text, fits = one.said.text, 0.0
    if kinds & {"meaning", "effect"} and defines(text, subject):
        fits = EXPLAINS + GUIDE * (one.hit.meta.kind == "guidance")
    if "effect" in kinds and gives("effect", text):
        fits += EXPLAINS
    if "price" in kinds and gives("price", text):
        fits += EXPLAINS
    if "payer" in kinds and _PAYS.search(text) and _PURSE.search(text):
        fits += EXPLAINS
    return fits
