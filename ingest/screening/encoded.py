"""Texts that are there in disguise: base64, hexadecimal, turned letters, backwards. Pure."""

import base64
import binascii
import codecs
import re
from collections.abc import Iterator

_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}")
_HEX = re.compile(r"(?<!\w)(?:[0-9a-fA-F]{2}[ :]?){10,}|(?:\\x[0-9a-fA-F]{2}){8,}|(?:%[0-9a-fA-F]{2}){8,}")
_PAIR = re.compile(r"[0-9a-fA-F]{2}").fullmatch
_COMPOUND = re.compile(r"\W*(?:[A-ZÄÖÜ]?[a-zäöüß]+(?:[-/]|\b))+\W*")  # a long German word
_LONG, _PAIRS = 16, 10  # characters of one token, pairs of digits: less is not worth a look
_READABLE = re.compile(r"[^\W\d_]{2,}[ ,.:!?]+[^\W\d_]{1,}[ ,.:!?]+[^\W\d_]{2,}")
_TURNED = re.compile(r"\brot ?-?13\b", re.IGNORECASE)
_BACKWARDS = re.compile(r"rückwärts|umgekehrter reihenfolge|backwards?|reversed?\b", re.IGNORECASE)


def decoded(text: str) -> Iterator[tuple[str, str]]:
    """Yield (what stands there, what it says) for each readable text that `text` holds in disguise."""
    tokens = text.split()
    text = " ".join([token for token in tokens if len(token) >= _LONG and not _COMPOUND.fullmatch(token)])
    if sum(_PAIR(token) is not None for token in tokens if len(token) == 2) >= _PAIRS:
        text = " ".join((text, *filter(_PAIR, tokens)))
    if not text:
        return  # nearly always
    for found, said in (
        *((match.group(), _of_base64(match.group())) for match in _BASE64.finditer(text)),
        *((match.group(), _of_hex(match.group())) for match in _HEX.finditer(text)),
    ):
        if _READABLE.search(said):
            yield found, said


def turned(text: str) -> Iterator[str]:
    """Yield a text as it reads when it is turned the way it says itself."""
    lowered = text.lower()
    if "rot" in lowered and _TURNED.search(text):
        yield codecs.encode(text, "rot13")
    if (
        "rückw" in lowered or "revers" in lowered or "backw" in lowered or "reihenfolge" in lowered
    ) and _BACKWARDS.search(text):
        yield text[::-1]


def _of_base64(token: str) -> str:
    try:
        bare = token.rstrip("=").translate(str.maketrans("-_", "+/"))
        return _printable(base64.b64decode(bare + "=" * (-len(bare) % 4)))
    except (binascii.Error, ValueError):
        return ""


def _of_hex(token: str) -> str:
    digits = re.sub(r"\\x|[ :%]", "", token)
    return _printable(bytes.fromhex(digits[: len(digits) // 2 * 2]))


def _printable(data: bytes) -> str:
    try:
        said = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return said if all(letter.isprintable() or letter in "\n\t" for letter in said) else ""
