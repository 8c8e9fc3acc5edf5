"""Checks that a sentence in other words brings nothing of its own: names, things, or whole clauses. Pure."""

import re
from collections.abc import Iterator

from assistant.checking.clauses import clauses_of
from assistant.checking.figures import figures_of
from assistant.checking.grounds import Grounds, claims, same_things
from assistant.checking.parties import places_of
from knowledge.german import stem

_CLAUSE, _WHOLE = 0.5, 0.6  # share of the words that claim something which the sources must hold
_NAME = re.compile(r"(?<=[\w,;:„“\"(–-]\s)[„(\"]?([A-ZÄÖÜ][\w-]+)|\b(\w*[a-zäöü\d]+[A-Z]\w*|[A-ZÄÖÜ]{2,}\w*)\b")
_QUOTED = re.compile(r"[„“\"»]([^„“”\"»«]+)[“”\"«]")


def goes_beyond(statement: str, grounds: Grounds) -> str:
    """Return `place`, `name` or `wording` for what a statement brings of its own, or "".

    >>> grounds = Grounds("Der Rufbus fährt in Rehau auf Bestellung.", "Landkreis Hof")
    >>> [goes_beyond(text, grounds) for text in (
    ...     "In Rehau fährt auf Bestellung ein Rufbus.", "In Fulda fährt ein Rufbus.", "Der Rufbus fährt per App.",
    ...     "Der Rufbus fährt auf Bestellung, was jeden zufrieden macht.")]
    ['', 'place', 'name', 'wording']
    """
    if places_of(statement) - places_of(f"{grounds.head}\n{grounds.text}"):
        return "place"
    known = same_things(statement, grounds.words)
    if any(not _known(word, grounds, known) for word in _names(statement)):
        return "name"
    everything = f"{grounds.head}\n{grounds.text}".lower()
    if any(quoted.lower() not in everything for quoted in _QUOTED.findall(statement)):
        return "name"
    return "" if _covered(statement, grounds, known) else "wording"


def _names(statement: str) -> Iterator[str]:
    """Yield the nouns and names of a statement that claim something, in lower case and in parts."""
    for match in _NAME.finditer(statement):
        yield from claims(match[1] or match[2])


def _known(word: str, grounds: Grounds, known: frozenset[str]) -> bool:
    return stem(word) in known or grounds.holds(word)


def _covered(statement: str, grounds: Grounds, known: frozenset[str]) -> bool:
    said = claims(statement)
    if not said:
        return bool(figures_of(statement))
    if _share(said, grounds, known) < _WHOLE:
        return False
    parts = [claims(clause.text) for clause in clauses_of(statement)]
    return all(_share(part, grounds, known) >= _CLAUSE for part in parts if part)


def _share(said: list[str], grounds: Grounds, known: frozenset[str]) -> float:
    return sum(_known(word, grounds, known) for word in said) / len(said)
