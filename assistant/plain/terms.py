"""Finds the terms of the field in a text, and what each of them means. Pure; the explanations are the vocabulary's."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.plain.values import ExplainedTerm
from knowledge.german import stem
from knowledge.vocabulary import Vocabulary

TERMS = 8  # explained at most; more would bury the answer
_KEY = re.compile(r"(.+?)(?: \((.+)\))?$")  # "Onlinezugangsgesetz (OZG)": either wording counts
_WORD = re.compile(r"[^\W_]+")
_AS_WRITTEN = re.compile(r"\d|[^\W\d_]*[A-ZÄÖÜ][^\W\d_]*[A-ZÄÖÜ]|^\w{1,3}$")  # an abbreviation or a made-up name


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    term: ExplainedTerm


def terms_in(texts: Iterable[str], vocabulary: Vocabulary) -> tuple[ExplainedTerm, ...]:
    """Return the terms that occur in texts, in order of appearance, each once and at most TERMS.

    >>> from knowledge.vocabulary import starter
    >>> [one.term for one in terms_in(["Im IoT-Netz laufen digitale Zwillinge mit offenen Daten."], starter())]
    ['Internet der Dinge (IoT)', 'Digitaler Zwilling', 'Offene Daten']
    """
    text = "\n".join(texts)
    tokens = [(match.start(), match.end(), _stem(match[0])) for match in _WORD.finditer(text)]
    found = sorted(_all(text, tokens, vocabulary), key=lambda one: (one.start, -one.end))
    reached, kept = 0, dict[ExplainedTerm, None]()
    for one in found:
        if one.end > reached:  # "Urbane Datenplattform" is no "Datenplattform" too
            kept[one.term] = None
            reached = one.end
    return tuple(kept)[:TERMS]


def _all(text: str, tokens: Sequence[tuple[int, int, str]], vocabulary: Vocabulary) -> Iterator[_Found]:
    stems = [said for _, _, said in tokens]
    said = set(stems)
    for term, wording, wanted in _wordings(vocabulary):
        if not said.issuperset(wanted):
            continue
        if _AS_WRITTEN.search(wording):
            found = re.finditer(rf"(?<!\w){re.escape(wording)}(?!\w)", text)
            yield from (_Found(match.start(), match.end(), term) for match in found)
            continue
        size = len(wanted)
        for at in range(len(stems) - size + 1):
            if tuple(stems[at : at + size]) == wanted:
                yield _Found(tokens[at][0], tokens[at + size - 1][1], term)


@lru_cache(maxsize=8)
def _wordings(vocabulary: Vocabulary) -> tuple[tuple[ExplainedTerm, str, tuple[str, ...]], ...]:
    """Return each explained term with each of its wordings, as read and as stems."""
    explained = (ExplainedTerm(*one) for concept in vocabulary.concepts for one in concept.explanations)
    return tuple(
        (term, wording, tuple(_stem(word) for word in _WORD.findall(wording)))
        for term in explained
        if (key := _KEY.match(term.term))
        for wording in key.groups()
        if wording
    )


def _stem(word: str) -> str:
    """Return the stem of a word, German or English: "Gateways" is "Gateway"."""
    return stem(word.lower()).removesuffix("s")
