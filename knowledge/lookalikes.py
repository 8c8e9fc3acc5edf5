"""Puts look-alikes of other alphabets back into Latin, in words that mix both: a disguise, never a language. Pure."""

import re

_ALIKE = str.maketrans(
    "аеорсухіјѕԁԛԝһӏкмтвнгАВЕКМНОРСТХІЈЅУαεορυνικτχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdqwhlkmtbhrABEKMHOPCTXIJSYaeopuviktxABEZHIKMNOPTYX",
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN, _OTHER = re.compile(r"[a-zA-Z]"), re.compile(r"[\u0370-\u03ff\u0400-\u052f]")


def in_latin(text: str) -> str:
    """Return the text with look-alikes put right; words wholly in another alphabet stay as they are.

    >>> in_latin("Ign" + chr(0x43E) + "riere"), in_latin("Привет")
    ('Ignoriere', 'Привет')
    """
    return _WORD.sub(lambda found: _word(found[0]), text) if _OTHER.search(text) else text


def _word(word: str) -> str:
    return word.translate(_ALIKE) if _LATIN.search(word) and _OTHER.search(word) else word
