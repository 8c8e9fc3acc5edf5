"""How the rules read a text, and how a reason quotes it. Pure."""

import re
import unicodedata
from collections.abc import Callable

from knowledge.folding import base_letters

QUOTED = 90  # characters of the place that a reason shows
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_NUMBER = re.compile(r"(?<![\w.])\+?\d[\d /().-]{5,}\d")
_MAILBOX = re.compile(r"[\w.+-]+(@[\w-]+(?:\.[\w-]+)+)")
_BLOB = re.compile(r"[A-Za-z0-9+/=]{40,}")


def cue(*patterns: str) -> Callable[[str], re.Match[str] | None]:
    """Return a search in folded text; the patterns are written in lower case with umlauts.

    >>> from knowledge.folding import fold
    >>> bool(cue("für alle")(fold("FUER ALLE"))), bool(cue("für alle")("nichts"))
    (True, False)
    """
    return re.compile("|".join(f"(?:{base_letters(pattern.replace('ß', 'ss'))})" for pattern in patterns)).search


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
