"""Says what a plainer wording has lost or changed of a statement: figures, dates, names, quotes, denials. Pure.

A list of rules, not an understanding: what it cannot compare it takes for changed, and the statement stays as it was.
"""

import re
from collections import Counter

from assistant.checking.dates import dates_of, weekdays_of, without_dates
from assistant.checking.figures import figures_of
from assistant.checking.phrases import addresses_of, without_addresses
from assistant.plain.wording import in_plain_words
from knowledge.german import stem
from knowledge.sentences import spans
from knowledge.stopwords import STOP_WORDS

LONGER = 1.6  # times as many characters as before, at most
_WORD = re.compile(r"[^\W_][\w/+|.&'’-]*[^\W_]|[^\W_]")
_NOMINAL = re.compile(r"(?:ung|heit|keit|nahm)$")
_QUOTED = re.compile(r"[„»\"]([^„“”\"»«]+)[“”\"«]")
_LIMITS = re.compile(
    r"\b(?:kein\w*|nicht|nichts|nie|niemals|niemand\w*|ohne|weder|nirgends|kaum|nur|erst|soll\w*|will|wollen|wollte\w*"
    r"|kann|können|konnte\w*|könnte\w*|muss|müssen|musste\w*|darf|dürfen|durfte\w*|möglich\w*|geplant\w*|vorgesehen\w*"
    r"|beantragt\w*|angekündigt\w*|meist\w*|oft|teil\w*|bis zu|mindestens|höchstens|rund|etwa|über|unter|knapp|gut)\b",
    re.IGNORECASE,
)


def changed(original: str, plain: str, *, nominal_style: bool = False) -> str:
    """Return what differs: `figure`, `date`, `name`, `quote`, `limit`, `address`, `length`, or "" when all is kept.

    With `nominal_style` nouns such as "Prüfung" may become verbs; names do not end as they do.

    >>> text = "Der Kreis Hof zahlte 2021 ca. 3 Mio. Euro nicht aus."
    >>> [changed(text, plain) for plain in (
    ...     "Der Kreis Hof zahlte 2021 etwa 3 Millionen Euro nicht aus.", "Der Kreis Hof zahlte 2021 ca. 4 Mio. Euro.",
    ...     "Der Kreis Ulm zahlte 2021 ca. 3 Mio. Euro nicht aus.", "Der Kreis Hof zahlte 2021 ca. 3 Mio. Euro aus.")]
    ['', 'figure', 'name', 'limit']
    """
    said, meant = in_plain_words(plain), in_plain_words(original)
    compared = {
        "figure": (_figures(original), _figures(plain)),
        "date": (_dates(original), _dates(plain)),
        "quote": (Counter(_QUOTED.findall(original)), Counter(_QUOTED.findall(plain))),
        "address": (addresses_of(original), addresses_of(plain)),
        "limit": (_limits(meant), _limits(said)),
    }
    if differing := next((name for name, (one, other) in compared.items() if one != other), ""):
        return differing
    names = {name: n for name, n in _names(meant).items() if not (nominal_style and _NOMINAL.search(name))}
    if Counter(names) - Counter(_key(word) for word in _WORD.findall(said)):
        return "name"
    return "length" if len(plain) > LONGER * len(original) + len("Das heißt: ") else ""


def _figures(text: str) -> Counter[tuple[float, str, str]]:
    """Return how often each figure occurs: value, unit and rate."""
    return Counter((f.value, f.unit, f.per) for f in figures_of(without_dates(without_addresses(text))))


def _dates(text: str) -> tuple[Counter[object], frozenset[str]]:
    return Counter(dates_of(text)), frozenset(weekdays_of(text))


def _limits(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _LIMITS.findall(text))


def _names(text: str) -> Counter[str]:
    """Return the stems of words that may be names: all with a capital or a digit.

    Of the words that open a sentence those that are no small words.
    """
    openers = {match.start() for start, end in spans(text) if (match := _WORD.search(text, start, end))}
    found = (match for match in _WORD.finditer(text) if any(c.isupper() or c.isdigit() for c in match[0]))
    return Counter(_key(one[0]) for one in found if one.start() not in openers or not _small(one[0]))


def _key(word: str) -> str:
    """Return what all forms of a word share.

    >>> _key("Rufbusses") == _key("Rufbus")
    True
    """
    return re.sub(r"ss$", "s", stem(word.lower()))


def _small(word: str) -> bool:
    return word.lower() in STOP_WORDS or word.lower() in _SMALL


_SMALL = frozenset("aber denn doch schon trotzdem außerdem zurzeit dagegen danach also jetzt nur".split())
