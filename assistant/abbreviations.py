"""Spells out abbreviations of the vocabulary that no passage holds: "MPSC" is read as "Modellprojekte Smart Cities".

Only what is typed in capitals: other wordings are alike rather than the same, and the documents need not speak of them.
Knows no documents, only how rare a word is.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from knowledge.german import stem, stems_of
from knowledge.vocabulary import Concept, Vocabulary

Rarity = Callable[[Iterable[str]], Mapping[str, float]]
_ABBREVIATION = re.compile(r"(?<![^\W_])(?<!\w\.)[A-ZÄÖÜ]{2,8}(?![^\W_])(?!\.\w)")


def spelt_out(question: str, vocabulary: Vocabulary, rarity: Rarity, unit: float) -> str:
    """Return the question with its unknown abbreviations in words that the documents have, where there are such.

    `unit` is the rarity of a word that no passage holds.

    >>> smart = Concept("Modellprojekte Smart Cities", (("modellprojekt", "smart", "citi"), ("mpsc",)))
    >>> rare = lambda stems: {s: 9.0 if s == "mpsc" else 2.0 for s in stems}
    >>> spelt_out("Was fördert MPSC?", Vocabulary([smart]), rare, 9.0)
    'Was fördert Modellprojekte Smart Cities?'
    """

    def known(stems: Iterable[str]) -> bool:
        return all(weight < unit for weight in rarity(stems).values())

    def say(match: re.Match[str]) -> str:
        word = match.group()
        key = stem(word.lower())
        if known([key]):
            return word
        named = (concept for concept, wording in vocabulary.named_in([key]) if wording == (key,))
        return next((said for concept in named if (said := _known_wording(concept, known))), word)

    return question if question.isupper() else _ABBREVIATION.sub(say, question)


def _known_wording(concept: Concept, known: Callable[[Iterable[str]], bool]) -> str | None:
    """Return the concept's own term when the documents have its words, else its first wording that they have."""
    if known(stems_of(concept.term)):
        return concept.term
    return next((" ".join(wording) for wording in concept.wordings if known(wording)), None)
