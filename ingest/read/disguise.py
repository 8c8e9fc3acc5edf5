"""Tells invisible characters that disguise a word from those that typesetting and editors leave behind. Pure.

A soft hyphen, a byte order mark, a place where a long word may break: all harmless, and gone. What stands inside a word
for no such reason stays in the text, so that screening sees it.
"""

import re
import unicodedata

_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_TAGS = "\U000e0000-\U000e007f"
_SMUGGLED = "(?:[\ufe00-\ufe0f\U000e0100-\U000e01ef]){3,}"  # variation selectors carry bytes; emoji take one each
_FLAG = re.compile(f"(?<=\U0001f3f4)[{_TAGS}]+")  # of England, Scotland and Wales
_BREAK = re.compile("(?<=[^\\W\\d_]{4})[\u200b\u2060\ufeff](?=[^\\W\\d_]{4})|(?<=[/.:@_-])\u200b|\u200b(?=[/.:@_-])")
_DISGUISE = re.compile(f"(?<=\\w)[\u180e\u200b-\u200f\u2060-\u2064\ufeff]+(?=\\w)|[{_BIDI}{_TAGS}]|{_SMUGGLED}")
_CONTROL = re.compile(r"(?<=\w)[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+(?=\w)")
_ANY = re.compile(f"[{_INVISIBLE}{_BIDI}{_TAGS}\ufe00-\ufe0f\U000e0100-\U000e01ef\x01-\x08\x0e-\x1f\x7f-\x9f]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def legible(text: str) -> str:
    """Return `text` in NFKC without invisible characters, but for those that disguise a word.

    >>> legible("Bürger" + chr(0xAD) + "bus"), len(legible("Ig" + chr(0x200B) + "noriere"))
    ('Bürgerbus', 10)
    """
    if text.isascii() and text.isprintable():
        return text
    kept, last = [], 0
    plain = _FLAG.sub("", _BREAK.sub("", text.replace("\u00ad", "")))
    for found in disguises(plain):
        kept += [_bare(plain[last : found.start()]), found.group()]
        last = found.end()
    return "".join([*kept, _bare(plain[last:])])


def disguises(text: str) -> list[re.Match[str]]:
    """Return the invisible characters of `text` that have no harmless reason, in order."""
    if not _ANY.search(text):
        return []
    found = [*_DISGUISE.finditer(text), *_CONTROL.finditer(text)]
    return sorted(found, key=lambda match: match.start())


def _bare(text: str) -> str:
    plain = _CONTROLS.sub(lambda found: " " if found.group() in "\x85" else "", text)
    plain = re.sub(f"[{_INVISIBLE}]", "", plain)
    return plain if unicodedata.is_normalized("NFKC", plain) else unicodedata.normalize("NFKC", plain)
