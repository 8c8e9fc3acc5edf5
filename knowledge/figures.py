"""The figures of a German text in one form: "1.200", "1 200" and "1200" are one, "zwölf" is 12. Pure."""

import re

from knowledge.german import clean

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"\d+,\d+")
_WRITTEN = {
    name: str(value)
    for value, name in enumerate("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(), start=2)
}
_WORD = re.compile(rf"\b({'|'.join(_WRITTEN)})\b", re.IGNORECASE)


def figures(text: str) -> frozenset[str]:
    """Return the figures of a text, digits and the written-out numbers from two to twelve; a date gives its parts.

    >>> sorted(figures("Am 01.05.2024 zahlten zwölf Orte 1.200 oder 1 300 Euro, das sind 3,5 Prozent"))
    ['01', '05', '12', '1200', '1300', '2024', '3.5']
    """
    found = {part for figure in _FIGURE.findall(_SPACED.sub(r"\1", clean(text))) for part in _plain(figure)}
    return frozenset(found | {_WRITTEN[word.lower()] for word in _WORD.findall(text)})


def _plain(figure: str) -> list[str]:
    if _THOUSANDS.fullmatch(figure):
        return [figure.replace(".", "").replace(",", ".")]
    return [figure.replace(",", ".")] if _DECIMAL.fullmatch(figure) else re.split(r"[.,]", figure)
