"""Reads slips of the keyboard: a word that no passage holds is read as the nearest word of the found documents.

Pure. The 5-grams of the search have found the documents; only their words are candidates.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.analysis import passage_text
from knowledge.german import content_words, stem
from knowledge.matching import Term
from knowledge.places import Gazetteer
from knowledge.search import Hit

SHORTEST = 7  # letters of a word that is looked at
LONG = 12  # letters from which two slips are forgiven
_WORD = re.compile(r"(?<![^\W\d_])(?<!\w\.)[^\W\d_]+(?![^\W\d_])(?!\.\w)")  # no part of a name such as Land.Netz.Morgen


def corrected(question: str, terms: Sequence[Term], unit: float, hits: Sequence[Hit], places: Gazetteer) -> str:
    """Return the question with misspelt words put right; unchanged when there are none.

    `unit` is the rarity of a word that no passage holds. A name of the gazetteer is taken as it is.
    """
    unknown = {term.stem for term in terms if term.weight >= unit}
    if not unknown or not hits:
        return question
    names = {word for mention in places.mentions(question) for word in mention.words}
    candidates = sorted(_words_of(hits))
    careless = question == question.lower()  # else what carries the question has a capital, and a verb is left alone

    def put_right(found: re.Match[str]) -> str:
        word = found.group().lower()
        if (
            len(word) < SHORTEST
            or word in names
            or stem(word) not in unknown
            or not (careless or found.group()[0].isupper())
        ):
            return found.group()
        near = next(_near(word, candidates), word)
        return found.group() if near == word else near.capitalize() if found.group()[0].isupper() else near

    return _WORD.sub(put_right, question)


def _words_of(hits: Sequence[Hit]) -> set[str]:
    texts = {hit.passage.id: passage_text(hit.passage, hit.meta) for hit in hits}
    asked = {hit.meta.id: "\n".join(hit.meta.questions) for hit in hits}
    return {word for text in (*texts.values(), *asked.values()) for word in content_words(text)}


def is_slip_of(word: str, others: Iterable[str]) -> bool:
    """Return whether a word is one of the others but for a slip of the keyboard; short words are none.

    >>> is_slip_of("einmahlig", {"einmalig"}), is_slip_of("brand", {"strand"})
    (True, False)
    """
    return len(word) >= SHORTEST and next(_near(word, others), None) is not None


def _near(word: str, candidates: Iterable[str]) -> Iterator[str]:
    """Yield the words next to `word`, the nearest first."""
    allowed = 2 if len(word) >= LONG else 1
    near = [
        (slips(word, other, allowed), other)
        for other in candidates
        if other[0] == word[0] and abs(len(word) - len(other)) <= allowed
    ]
    yield from (other for distance, other in sorted(near) if distance <= allowed)


def slips(one: str, other: str, most: int) -> int:
    """Return how many letters must be changed, added, dropped or swapped with a neighbour, at most `most` + 1.

    Optimal string alignment (Damerau 1964, Boytsov 2011).

    >>> slips("zweckverbnd", "zweckverband", 2), slips("Glasfasre", "Glasfaser", 2), slips("bach", "dorf", 1)
    (1, 1, 2)
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
