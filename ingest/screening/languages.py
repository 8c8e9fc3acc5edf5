"""Tells German, English and other languages apart by their small words and letters; no detector, no data. Pure."""

import re
from collections.abc import Iterator

from ingest.screening.small_words import SMALL_WORDS
from ingest.screening.verdicts import Reason
from ingest.screening.wording import quoted
from knowledge.german import clean

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENOUGH = 12  # words of running text: below, a name or a title tells nothing
_SHARE = 0.16  # of the words that are small words of a language: running text has more, a list of names less
_A_PART = 20  # words: the name of an office abroad is shorter
_AT_LEAST = 4  # different ones
_WANTED = ("Deutsch", "Englisch")
_FOREIGN_LETTERS = re.compile("[\u0370-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]")
_ELSEWHERE = frozenset[str]().union(*SMALL_WORDS.values()) - SMALL_WORDS["Deutsch"] - SMALL_WORDS["Englisch"]


def languages(text: str) -> Iterator[Reason]:
    """Yield a reason where a passage is, or partly is, in another language than German and English."""
    if len(text) < _ENOUGH * 3:
        return
    if len(_ELSEWHERE.intersection(text.lower().split())) < _AT_LEAST and (
        text.isascii() or not _FOREIGN_LETTERS.search(text)
    ):
        return  # nearly every text
    plain = clean(text)
    if other := _of(plain):
        yield Reason("language", f"Der Abschnitt ist weder Deutsch noch Englisch, sondern {other}: {quoted(plain)}.")
        return
    for part in _parts(plain):
        if part.count(" ") >= _A_PART and (other := _of(part)):
            yield Reason("language", f"Mitten im Abschnitt steht {other}: {quoted(part)}.")
            return


def _of(text: str) -> str | None:
    """Return the name of the other language that a text is in, None for German, English and what tells nothing."""
    letters = sum(map(str.isalpha, text))
    if len(_FOREIGN_LETTERS.findall(text)) > max(20, 0.3 * letters):
        return "eine Sprache mit anderer Schrift"
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _ENOUGH:
        return None
    small = {name: sum(word in own for word in words) for name, own in SMALL_WORDS.items()}
    known = max(small[name] for name in _WANTED)
    best = max(small, key=lambda name: small[name])
    if best in _WANTED or small[best] < max(_AT_LEAST, 2 * known, _SHARE * len(words)):
        return None
    return best if len(SMALL_WORDS[best].intersection(words)) >= _AT_LEAST else None


def _parts(text: str) -> Iterator[str]:
    """Yield the lines of a text and the sentences of each line."""
    for line in text.split("\n"):
        pieces = re.split(r"(?<=[.!?])\s+(?=\S)", line)
        yield from pieces if len(pieces) > 1 else [line]
