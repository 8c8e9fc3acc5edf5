"""Puts the lines of a paragraph together again: words that were cut at the end of a line become whole."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_HYPHENS = "\u2010\u2011-"  # a mark of its own, one that must not break, and the one that is typed
_SOFT = "\u00ad"
_LAST = re.compile(rf"([^\W\d_](?:[\w{_HYPHENS}]*\w)?)[{_HYPHENS}]$")  # a word of letters that ends with a hyphen
_FIRST = re.compile(r"\w[\w-]*")
_WORD = re.compile(r"\w[\w-]*\w")
_AND = frozenset(("und", "oder", "bzw", "sowie", "bis", "als", "noch", "wie", "statt", "and", "or", "to"))
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$|\S+@\S*$")


@dataclass(frozen=True, slots=True)
class Joining:
    """Joins lines; `words` counts the words of the document that stand whole within a line, in lower case."""

    words: Counter[str] = field(default_factory=Counter)

    def joined(self, lines: Sequence[str]) -> tuple[str, tuple[int, ...]]:
        """Return the text of lines, and where in it each line begins.

        >>> Joining().joined(["Die Kommu-", "nen planen eine Smart-City-", "Strategie für Ein-", "und Ausgang."])[0]
        'Die Kommunen planen eine Smart-City-Strategie für Ein- und Ausgang.'
        >>> Joining(Counter({"e-mail": 2})).joined(["per E-", "Mail und e-", "mail 2024-", "2025"])[0]
        'per E-Mail und e-mail 2024-2025'
        """
        text = ""
        begins: list[int] = []
        for line in (one.strip() for one in lines):
            if text:
                text = self._before(text, line)
            begins.append(len(text))
            text += line
        return text.replace(_SOFT, ""), tuple(begin - text.count(_SOFT, 0, begin) for begin in begins)

    def _before(self, text: str, line: str) -> str:
        """Return the text as it goes on with a line: with a blank, without one, or without its hyphen."""
        if text.endswith(_SOFT):
            return text
        if _ADDRESS.search(text):
            return text if text[-1] in "/-_.=?&" and not line[:1].isupper() else f"{text} "
        if text[-1] not in _HYPHENS or text[-2:-1] in ("", " "):
            return f"{text} "
        cut, first = _LAST.search(text), _FIRST.match(line)
        if first is None or first[0].lower().split("-")[0] in _AND:
            return f"{text} "
        if cut is None or not first[0][0].islower():
            return text
        return text if self._is_compound(cut[1].lower(), first[0].lower()) else text[:-1]

    def _is_compound(self, last: str, first: str) -> bool:
        """Tell whether the document elsewhere writes the word with its hyphen, and more often so than without."""
        end = re.split(rf"[{_HYPHENS}]", last)[-1]
        spelt = max(self.words[f"{last}-{first}"], self.words[f"{end}-{first}"])
        return spelt > self.words[f"{end}{first}"]


def counted(lines: Iterable[str]) -> Counter[str]:
    """Return how often each word stands whole within a line; the last of a line may be cut, the first a rest.

    >>> sorted(counted(["men die E-Mail der Kommu-"]))
    ['der', 'die', 'e-mail']
    """
    words: Counter[str] = Counter()
    for line in lines:
        words.update(word.lower() for word in _WORD.findall(line)[1:-1])
    return words
