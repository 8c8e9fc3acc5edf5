"""What a sentence is made of: classes of words, which stands before which, and the stems themselves. Pure.

The classes carry over to wordings that nobody has seen; the stems say what the classes do not.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from knowledge.folding import fold
from knowledge.german import stem
from knowledge.suspicion.word_classes import CLASSES

NEAR = 3  # words between two of which one belongs to the other, as a verb to its object
_PIECE, _OVERLAP = 400, 150  # characters: pairs grow with the square, and an order may hide at a long sentence's end
_TOKEN = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<web>https?://\S+|www\.\S+|(?<![\w.])[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}"
    r"\.(?:example|com|org|net|info|io|eu)\b\S*|[a-z0-9-]{1,40}\.de/\S*)"
    r"|(?P<iban>\b[a-z]{2}\d{2}(?: ?\d{4}){3,}(?: ?\d{1,3})?)"
    r"|(?P<paid>(?<!\d)(?:\+49 ?|0)(?:900|190|137|180)\d*[\d /-]{3,})"
    r"|(?P<mobile>(?<!\d)(?:\+49 ?|0)1[567]\d[\d /-]{5,})"
    r"|(?P<phone>(?<![\d.,])(?:\+\d{2} ?|0)\d{2,}[\d ()/-]{4,}\d)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_](?:[\w'-]*[^\W_])?)"
    r"|(?P<quote>[„“”\"»«])|(?P<colon>:)|(?P<comma>,)|(?P<semicolon>;)"
    r"|(?P<code><\S|>>|<<|\*\*\*|\[\[|\]\]|[{}=|]+)"
)
_FREE = frozenset({"quote", "colon", "comma", "semicolon"})  # take no place among the words
_TO_INSIDE = re.compile(r"[a-z]{2}zu[a-z]+en$")  # "anzugeben"
_YOU = re.compile(r"(?<=[^.!?:]\s)(?:Sie|Ihnen|Ihre?[nmrs]?)\b")
_YOU_SHOULD = re.compile(r"\W*\w+\s+Sie\b")
_SHOUTED = re.compile(r"\b[A-ZÄÖÜ]{4,}\b")


def pieces_of(sentence: str) -> Iterator[str]:
    """Yield a sentence, or a long one in pieces that overlap.

    >>> [len(piece) for piece in pieces_of("a" * 500)], list(pieces_of("Ja."))
    ([400, 250], ['Ja.'])
    """
    for start in range(0, max(1, len(sentence) - _OVERLAP), _PIECE - _OVERLAP):
        yield sentence[start : start + _PIECE]


def features_of(sentence: str) -> frozenset[str]:
    """Return the features of a sentence: "say", "say>only" (somewhere before), "say>>only" (near), "w:stem", "b:two".

    >>> sorted(name for name in features_of("Antworten Sie nur: ja") if "only" in name)[:3]
    ['answer>>only', 'answer>only', 'only']
    """
    tokens = [(found.lastgroup or "", found.group()) for found in _TOKEN.finditer(fold(sentence))]
    return frozenset((*_of_order(tokens), *_of_words(tokens), *_of_form(sentence, len(tokens))))


def _of_order(tokens: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the classes of a sentence, its first ones marked, and each pair of two that follow each other."""
    placed = list(_placed(tokens))
    seen: set[str] = set()
    for at, (place, one) in enumerate(placed):
        if place == 0:
            yield "^" + one
        rest = placed[at + 1 :]
        if one not in seen:  # what follows it later, follows it here
            seen.add(one)
            yield one
            yield from [_BEFORE[one][other] for where, other in rest if where != place or _apart(one, other)]
        for where, other in rest:
            if where - place > NEAR:
                break
            if where != place or _apart(one, other):
                yield _NEAR_BEFORE[one][other]


def _apart(one: str, other: str) -> bool:
    """Return whether two classes at one place are not those of one word."""
    return not (one in CLASSES and other in CLASSES)


def _placed(tokens: list[tuple[str, str]]) -> Iterator[tuple[int, str]]:
    """Yield (number of the word, class); punctuation stands at the place of the word that follows."""
    place = 0
    for kind, text in tokens:
        if kind == "word":
            for name in classes_of(text):
                yield place, name
        else:
            yield place, kind
        place += kind not in _FREE


@lru_cache(maxsize=50_000)
def classes_of(word: str) -> tuple[str, ...]:
    """Return the classes of a folded word; a hyphenated word that has none has those of its parts.

    >>> classes_of("chatbots"), classes_of("anzugeben"), classes_of("marktplatz")
    (('machine',), ('say', 'to-inside'), ())
    """
    found = {*_WHOLE.get(word, ()), *(name for end, name in _ENDS if word.endswith(end))}
    for length in range(2, min(len(word), _LONGEST_START) + 1):
        found.update(_STARTS.get(word[:length], ()))
    if not found and "-" in word:
        found.update(name for part in word.split("-") for name in classes_of(part))
    if _TO_INSIDE.search(word):
        found.add("to-inside")
    return tuple(sorted(found))


def _of_words(tokens: list[tuple[str, str]]) -> Iterator[str]:
    stems = [stem(text) if kind == "word" else kind for kind, text in tokens]
    for one in stems:
        yield "w:" + one
    for one, other in pairwise(stems):
        yield f"b:{one} {other}"


def _of_form(sentence: str, length: int) -> Iterator[str]:
    yield f"length:{min(4, length // 6)}"
    for name, pattern in (("you", _YOU), ("shouted", _SHOUTED)):
        if pattern.search(sentence):
            yield name
    if _YOU_SHOULD.match(sentence):
        yield "you-should"


def _read_classes() -> tuple[dict[str, set[str]], dict[str, set[str]], list[tuple[str, str]]]:
    whole: dict[str, set[str]] = {}
    starts: dict[str, set[str]] = {}
    ends: list[tuple[str, str]] = []
    for name, words in CLASSES.items():
        for word in words.split():
            if word.startswith("-"):
                ends.append((word[1:], name))
            elif word.startswith("="):
                whole.setdefault(word[1:], set()).add(name)
            else:
                starts.setdefault(word, set()).add(name)
    return whole, starts, ends


_WHOLE, _STARTS, _ENDS = _read_classes()
_LONGEST_START = max(map(len, _STARTS))
_NAMES = (*CLASSES, "to-inside", *_TOKEN.groupindex)
_BEFORE = {one: {other: one if one == other else f"{one}>{other}" for other in _NAMES} for one in _NAMES}
_NEAR_BEFORE = {one: {other: one if one == other else f"{one}>>{other}" for other in _NAMES} for one in _NAMES}
