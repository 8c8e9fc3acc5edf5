"""How the rules read a text, and how a reason quotes it. Pure."""

import re
import unicodedata
from collections.abc import Callable

from knowledge.german import clean
from knowledge.lookalikes import in_latin

QUOTED = 90  # characters of the place that a reason shows
_BASE_LETTERS = tuple(zip("äöüéèêáàâçñ", "aoueeeaaacn", strict=True))
_TRANSCRIBED = re.compile(r"ae|oe|(?<![qaeä])ue")
_SPELT_OUT = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*]){3,}[^\W\d_](?!\w)")  # "I g n o r i e r e"
_NOT_SPACED = re.compile(r"[ .\-_*]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_NUMBER = re.compile(r"(?<![\w.])\+?\d[\d /().-]{5,}\d")
_MAILBOX = re.compile(r"[\w.+-]+(@[\w-]+(?:\.[\w-]+)+)")
_BLOB = re.compile(r"[A-Za-z0-9+/=]{40,}")


def fold(text: str) -> str:
    """Return `text` in lower case, disguises undone, umlauts and their transcriptions alike.

    >>> fold("Bür" + chr(0x200B) + "ger"), fold("Buerger"), fold("I g n o r i e r e")
    ('burger', 'burger', 'ignoriere')
    """
    lowered = _base(in_latin(clean(text)).lower().replace("ß", "ss").replace("’", "'"))
    return _SPELT_OUT.sub(lambda found: _NOT_SPACED.sub("", found.group()), lowered)


def _base(text: str) -> str:
    for letter, base in _BASE_LETTERS if not text.isascii() else ():  # three times as fast as str.translate
        text = text.replace(letter, base)
    return _TRANSCRIBED.sub(lambda found: found.group()[0], text)


def cue(*patterns: str) -> Callable[[str], re.Match[str] | None]:
    """Return a search in folded text; the patterns are written in lower case with umlauts.

    >>> bool(cue("für alle")(fold("FUER ALLE"))), bool(cue("für alle")("nichts"))
    (True, False)
    """
    return re.compile("|".join(f"(?:{_base(pattern.replace('ß', 'ss'))})" for pattern in patterns)).search


def quoted(text: str) -> str:
    """Return a place of a text as a reason shows it: in quotation marks, shortened, what is not seen named.

    >>> quoted("Rufen Sie 0900 7788990" + chr(0x202E) + " an")
    '„Rufen Sie 09…90[U+202E] an“'
    """
    shown = _NUMBER.sub(_masked, _MAILBOX.sub(r"…\1", _BLOB.sub(lambda found: found.group()[:12] + "…", text)))
    shown = _UNSEEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", " ".join(shown.split()))
    return f"„{shown if len(shown) <= QUOTED else shown[: QUOTED - 1].rstrip() + '…'}“"


def named(character: str) -> str:
    """Return the name of a character, as in "RIGHT-TO-LEFT OVERRIDE (U+202E)"."""
    return f"{unicodedata.name(character, 'Steuerzeichen')} (U+{ord(character):04X})"


def _masked(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found.group())
    return found.group() if len(digits) < 7 else f"{digits[:2]}…{digits[-2:]}"
