"""Messages without sense: keyboard mash, endless letters, babble; told by how letters follow each other."""

import re
from functools import cache

from assistant.routing.cues import Said, fold
from knowledge.stopwords import STOP_WORDS
from knowledge.vocabulary import starter

_ROWS = ("qwertzuiopu", "qwertyuiop", "asdfghjkloa", "yxcvbnm", "zxcvbnm", "1234567890")
_REPEATED = re.compile(r"(\w{1,3}?)\1{3,}|(\w{2,}?)\2{2,}")
_BABBLE = re.compile(r"(bla|la|tra|blub+|ha|he|hi|ho|lo|na|da|du|di|ta|ga|gu|wa|o|a)+l?")
_SAME_WORD = re.compile(r"\b(\w{2,})(?:\W+\1\b){2,}")
_LOOKED_AT = 60  # letters of a word
_MASH_FROM = 0.6  # share of letter triples that no word of the field has


def is_nonsense(said: Said) -> bool:
    """Return whether no word of a message looks like a word.

    >>> from assistant.routing.cues import listen
    >>> [is_nonsense(listen(text)) for text in ("asdfghjkl", "xkcvb wqpl", "DSGVO", "Rufbus", "Göllheim")]
    [True, True, False, False, False]
    """
    tokens = [word for word in said.words if len(word) > 1 and not word.isdigit()]
    if not tokens or any(word in STOP_WORDS and len(word) > 2 for word in tokens):
        return False
    if sum(map(len, tokens)) < 4 or (len(tokens) == 1 and said.text.strip(" .!?").isupper() and len(tokens[0]) <= 7):
        return False  # an abbreviation
    if _SAME_WORD.search(said.folded):
        return True
    noise = sum(len(token) for token in tokens if _is_noise(token))
    return noise >= 0.75 * sum(map(len, tokens))


def _is_noise(token: str) -> bool:
    token = token[:_LOOKED_AT]
    babble = len(token) > 2 and _BABBLE.fullmatch(token)
    return bool(_REPEATED.search(token) or babble or _runs(token) or _strange(token) >= _MASH_FROM)


def _runs(token: str) -> bool:
    """Return whether the letters lie side by side on a keyboard."""
    pairs = [token[i : i + 2] for i in range(len(token) - 1)]
    beside = sum(any(pair in row or pair[::-1] in row for row in _ROWS) for pair in pairs)
    return len(token) > 2 and beside / len(pairs) > 0.7


def _strange(token: str) -> float:
    """Return the share of letter triples, the word's start included, that no known word has."""
    triples = _triples(token)
    return sum(triple not in _known() for triple in triples) / len(triples)


def _triples(word: str) -> list[str]:
    marked = f"_{word}"
    return [marked[i : i + 3] for i in range(max(1, len(marked) - 2))]


@cache
def _known() -> frozenset[str]:
    wordings = (stem for concept in starter().concepts for wording in concept.wordings for stem in wording)
    terms = (word for concept in starter().concepts for word in fold(concept.term).split())
    return frozenset(triple for word in (*wordings, *terms, *map(fold, STOP_WORDS)) for triple in _triples(fold(word)))
