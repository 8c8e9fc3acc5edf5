"""Text as rules and weights read it: small letters, disguises undone, umlauts and their transcriptions alike. Pure."""

import re

from knowledge.german import clean
from knowledge.lookalikes import in_latin

_BASE_LETTERS = tuple(zip("äöüéèêáàâçñ", "aoueeeaaacn", strict=True))
_TRANSCRIBED = re.compile(r"ae|oe|(?<![qaeä])ue")
_SPELT_OUT = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*]){3,}[^\W\d_](?!\w)")  # "I g n o r i e r e"
_NOT_SPACED = re.compile(r"[ .\-_*]")


def fold(text: str) -> str:
    """Return `text` in lower case, disguises undone, umlauts and their transcriptions alike.

    >>> fold("Bür" + chr(0x200B) + "ger"), fold("Buerger"), fold("I g n o r i e r e")
    ('burger', 'burger', 'ignoriere')
    """
    lowered = base_letters(in_latin(clean(text)).lower().replace("ß", "ss").replace("’", "'"))
    return _SPELT_OUT.sub(lambda found: _NOT_SPACED.sub("", found.group()), lowered)


def base_letters(text: str) -> str:
    """Return lower-case text without marks on its letters.

    >>> base_letters("für"), base_letters("fuer")
    ('fur', 'fur')
    """
    for letter, base in _BASE_LETTERS if not text.isascii() else ():  # three times as fast as str.translate
        text = text.replace(letter, base)
    return _TRANSCRIBED.sub(lambda found: found.group()[0], text)
