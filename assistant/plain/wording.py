"""Writes abbreviations out and says officialese in everyday words, from lists. Pure.

What stands in quotation marks is another's wording and stays; so do names, figures and addresses.
"""

import re
from collections.abc import Iterator

from assistant.checking.phrases import addresses_of
from assistant.plain.plain_words import ABBREVIATIONS, PHRASES, WORDS

_KEPT = re.compile(r"„[^“”\"]*[“”\"]|\"[^\"]*\"|»[^«]*«")
_BY_LENGTH = sorted(WORDS, key=len, reverse=True)
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _BY_LENGTH))})(?![\w-])")
_FIRST = re.compile(
    rf"(?:(?<=^)|(?<=[.!?:–] ))(?:{'|'.join(re.escape(word[0].upper() + word[1:]) for word in _BY_LENGTH)})(?![\w-])"
)


def in_plain_words(text: str) -> str:
    """Return a text with listed abbreviations written out and listed words replaced.

    >>> in_plain_words("Die Stadt verfügt über ca. 1.200 EW, z. B. im Ort „Alt-z. B.“.")
    'Die Stadt hat etwa 1.200 Einwohner, zum Beispiel im Ort „Alt-z. B.“.'
    """
    return "".join(piece if kept else _said(piece) for piece, kept in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, each with whether it must stay as it is."""
    addresses = "|".join(map(re.escape, sorted(addresses_of(text), key=len, reverse=True)))
    kept = re.compile(f"{_KEPT.pattern}|{addresses}") if addresses else _KEPT
    last = 0
    for match in kept.finditer(text):
        yield text[last : match.start()], False
        yield match[0], True
        last = match.end()
    yield text[last:], False


def _said(text: str) -> str:
    for pattern, written in ABBREVIATIONS:
        text = pattern.sub(written, text)
    for pattern, plain in PHRASES:
        text = pattern.sub(plain, text)
    text = _WORD.sub(lambda found: WORDS[found[0]], text)
    return _FIRST.sub(lambda found: _capital(WORDS[found[0][0].lower() + found[0][1:]]), text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
