"""Writes the numbers of a German text in digits and in full: "zwanzig" becomes 20, "2,5 Millionen" 2500000. Pure."""

import re
from decimal import Decimal

_ONES = "ein zwei drei vier fünf sechs sieben acht neun".split()
_TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_NUMBERS = {
    **{word: n for n, word in enumerate(_ONES[1:], start=2)},  # "ein" is mostly an article
    **{word: n for n, word in enumerate(_TEENS, start=10)},
    **{word: 10 * n for n, word in enumerate(_TENS, start=2)},
    **{f"{one}und{ten}": 10 * n + m for n, ten in enumerate(_TENS, start=2) for m, one in enumerate(_ONES, start=1)},
    "hundert": 100,
}
_SCALES = {"tausend": 10**3, "million": 10**6, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9}
_WORD = re.compile(rf"\b({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b", re.IGNORECASE)
_ONE = re.compile(r"\bein(?:e|en|er)?(?= (?:Tausend|Million|Milliarde)\b)", re.IGNORECASE)
_SCALED = re.compile(rf"(?<![\d.,])(\d{{1,3}}(?:\.\d{{3}})+|\d+)(,\d+)? ({'|'.join(_SCALES)})\b", re.IGNORECASE)


def in_digits(text: str) -> str:
    """Return a text with its numbers in digits and in full.

    >>> in_digits("Zwanzig Orte, 2,5 Millionen Euro, eine Million Menschen und eine Bank")
    '20 Orte, 2500000 Euro, 1000000 Menschen und eine Bank'
    """
    text = _WORD.sub(lambda match: str(_NUMBERS[match[1].lower()]), _ONE.sub("1", text))
    return _SCALED.sub(_in_full, text)


def _in_full(match: re.Match[str]) -> str:
    value = Decimal(match[1].replace(".", "") + (match[2] or "").replace(",", ".")) * _SCALES[match[3].lower()]
    return str(int(value)) if value == int(value) else match[0]
