"""Whether a document speaks of a word that the question turns on, in that word or in another. Pure.

An inflection, a compound of two words that it has, a slip of the keyboard and the name of its people count as well.
"""

import re
from collections.abc import Collection

from assistant.missing.framing import before_general_head, names_amount
from assistant.missing.scope import Spoken
from assistant.speaking import OTHER_WORDING, Named, spoken_by
from assistant.spelling import is_slip_of
from knowledge.german import grams, parts, stem, words
from knowledge.matching import Term

EXACT = OTHER_WORDING  # its own word, or another wording of its concept
MENTIONED = 0.41  # a softer mention than that is none
_PIECE = 3  # shortest part of a compound, in letters
_LINKS = ("", "s", "n", "en", "es", "er", "e")
_NAME = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")
_FROM = re.compile(r"([A-ZÄÖÜ]\w{2,}?)(?:er|ern|ers|erin|erinnen)")
_LOST = 3  # letters of a place's name that its people's lacks


def mentions(document: Spoken, term: Term, named: Named, token: str) -> bool:
    """Return whether a document speaks of a term, written as `token` in the question, in any wording of its concept."""
    said = spoken_by(term, document.words, named)
    pieces = [part for word in words(token) for part in parts(word) if stem(part) == term.stem]
    if said >= EXACT or (said >= MENTIONED and any(_begins(piece, document) for piece in pieces)):
        return True
    if any(_compound_of(piece, document.words.stems) or _turns_on(piece, document) for piece in pieces):
        return True
    return is_slip_of(term.stem, document.words.stems) or _comes_from(token, document)


def _begins(word: str, document: Spoken) -> bool:
    """Return whether a word of the document begins alike: that it ends alike says little, "-verordnung" of nothing."""
    return grams(word)[0] in document.words.marked


def _turns_on(word: str, document: Spoken) -> bool:
    """Return whether a document has what a compound with a general head turns on: "Bundesgeld" where the "Bund" pays.

    What names an amount may stand in another compound there; what names a thing must be a word of its own.
    """
    before = before_general_head(word)
    if before is None:
        return False
    if names_amount(word):
        return re.search(rf"\b{re.escape(before)}", document.text) is not None
    return stem(before) in document.words.stems


def _comes_from(token: str, document: Spoken) -> bool:
    """Return whether a word names the people of a document's place: "Ettelner" of Etteln, "Bremer" of Bremen."""
    place, people = document.meta.municipality, _FROM.fullmatch(token)
    if place is None or people is None:
        return False
    root = people.group(1).removesuffix("n")
    return any(name.startswith(root) and len(name) - len(root) <= _LOST for name in _NAME.findall(place.name))


def _compound_of(word: str, stems: Collection[str]) -> bool:
    """Return whether both parts of a compound stand in a text: "Dorfwagen" where a village has a "Wagen"."""
    for at in range(_PIECE, len(word) - _PIECE + 1):
        first, second = word[:at], stem(word[at:])
        if second in stems and any(stem(first.removesuffix(link)) in stems for link in _LINKS if first.endswith(link)):
            return True
    return False
