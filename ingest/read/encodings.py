"""Turns the bytes of a text file into text, never into mojibake; the one door to charset_normalizer."""

import re
from contextlib import suppress
from dataclasses import dataclass

SAMPLE = 64_000  # bytes that are looked at where the encoding must be found out
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_CANDIDATES = ("cp1252", "iso8859_15", "cp850", "mac_roman")  # what German offices have written, the likeliest first
_ALPHABET = frozenset("äöüÄÖÜß")
_NEIGHBOURS = frozenset("éèêëàâçñôîïûåøæÉ")
_SIGNS = frozenset("„“”‚‘’»«–—…€§°²³µ·•×½¼¾£™®©´ ")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_CONTINUING = bytes(range(0x80, 0x100))
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LEAST_BROKEN = 20  # whole characters of UTF-8 for each broken byte: then it is UTF-8 that was damaged


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and how many characters of it could not be read and stand as U+FFFD."""

    text: str
    lost: int = 0


def decoded(data: bytes) -> Decoded | None:
    """Return the text in `data`, None when it is none.

    >>> decoded("Größe: 5 €".encode("cp1252")), decoded(bytes(range(32)))
    (Decoded(text='Größe: 5 €', lost=0), None)
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _wide(data)
    if encoding:
        return _tidy(_strict(data, encoding))
    if b"\0" in data:
        return None
    text = _strict(data, "utf-8")
    if text is not None:
        return _tidy(text)
    return _damaged(data) or _tidy(_old(data))


def beginning(data: bytes, size: int) -> str | None:
    """Return about the first `size` bytes of a text, None when they are none."""
    cut = data[:size]
    if len(data) > size and b"\0" not in cut:  # not within a character of several bytes
        cut = cut[: max(cut.rfind(b"\n"), cut.rfind(b" ")) + 1] or cut.rstrip(_CONTINUING)
    found = decoded(cut)
    return found.text if found else None


def storable(text: str) -> str:
    """Return `text` without NUL and lone surrogates, which no database takes.

    >>> storable("Rat" + chr(0) + "haus")
    'Rathaus'
    """
    if "\0" not in text:
        with suppress(UnicodeEncodeError):
            text.encode()  # much faster than looking for what is not there
            return text
    return _UNSTORABLE.sub("", text)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _tidy(text: str | None) -> Decoded | None:
    """Return the text, None when control characters show that it is none."""
    if text is None:
        return None
    text = text.removeprefix("\ufeff")
    if len(_CONTROL.findall(text[:SAMPLE])) * 100 > len(text[:SAMPLE]):
        return None
    return Decoded(text)


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 of a text without a mark: nearly every second byte of German in it is zero."""
    sample = data[: SAMPLE // 16]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or half < 2:
        return None
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _damaged(data: bytes) -> Decoded | None:
    """Return the text of UTF-8 that is broken in few places, as cutting and pasting of files leaves it."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    whole = sum(1 for char in text[:SAMPLE] if ord(char) > 127) - text[:SAMPLE].count("\ufffd")
    in_sample = text[:SAMPLE].count("\ufffd") or 1
    return Decoded(text, lost) if whole >= _LEAST_BROKEN * in_sample else None


def _old(data: bytes) -> str | None:
    """Return the text of a file in an encoding of one byte per character.

    Short texts tell charset_normalizer too little: where its choice shows signs that German does not write, the
    candidate with fewer of them wins.
    """
    from charset_normalizer import from_bytes

    sample = _around_signs(data)
    best = from_bytes(sample, cp_isolation=list(_CANDIDATES), enable_fallback=False).best()
    first = [best.encoding] if best else []
    order = dict.fromkeys([*first, *_CANDIDATES])
    costs = {name: _strangeness(text) for name in order if (text := _strict(sample, name)) is not None}
    for name in sorted(costs, key=costs.__getitem__):
        if (text := _strict(data, name)) is not None:
            return text
    return None


def _around_signs(data: bytes) -> bytes:
    """Return the lines of `data` that are not plain ASCII, up to SAMPLE bytes; all the others fit every candidate."""
    telling = b"\n".join(line for line in data[: 16 * SAMPLE].splitlines() if not line.isascii())
    return (telling or data)[:SAMPLE]


def _strangeness(text: str) -> int:
    """Return how little a text looks like German: letters of other languages count little, signs inside words much.

    >>> _strangeness("Größe"), _strangeness("Café"), _strangeness("Gr”áe")
    (0, 1, 5)
    """
    around = zip(" " + text, text, text[1:] + " ", strict=False)
    return sum(_cost(before, char, after) for before, char, after in around if not char.isascii())


def _cost(before: str, char: str, after: str) -> int:
    if before.islower() and char.isupper():
        return 3
    if char in _ALPHABET:
        return 0
    if char in _SIGNS:
        return 3 if before.isalpha() and after.isalpha() and char not in "’·" else 0
    return 1 if char in _NEIGHBOURS else 2
