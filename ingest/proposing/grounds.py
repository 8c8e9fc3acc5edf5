"""Whether what a model says rests on the words that it names, and a question on the text; pure."""

import re
from collections.abc import Collection
from functools import cache

from ingest.proposing.amounts import amounts_in
from ingest.proposing.dates import dates_in
from ingest.proposing.wording import LONGEST, Wording
from knowledge.german import stem, words
from knowledge.places import Gazetteer, inhabitants_at
from knowledge.stopwords import STOP_WORDS
from knowledge.vocabulary import Vocabulary

SHORTEST, LONGEST_QUESTION = 12, 160  # characters
_NUMBER = re.compile(r"\d[\d.,]*")
_DATES = ("as_of", "valid_until", "funding.deadline")
_LITERAL = ("title", "publisher", "technologies", "period", "funding.rate")
_GERMAN = frozenset(
    "der die das ein eine einen wir uns ist sind was wie wo wer wann warum welche welcher gibt kann können man für und "
    "im den dem bei mit auf nach muss müssen darf unser unsere".split()
)
_ORDERS = re.compile(
    r"\bignorier|\bvergiss|\bmissacht|\banweisung(?:en)?\b|\binstructions?\b|prompt\b|\bantworte\b|"
    r"\bsetze (?:den|das|die|als)\b|\bschlag\w* vor\b|\bgib\b.*\baus\b",
    re.I,
)
_ADDRESSES = re.compile(r"https?:|www\.|@|[<>{}\[\]`|]", re.I)
_NAMELIKE = re.compile(r"[A-ZÄÖÜ][\w-]*|\w*\d\w*|\w+[A-ZÄÖÜ]\w*")


def rests_on(field: str, value: object, because: str) -> bool:
    """Return whether `because` itself says `value`: its date, its number, its words. Choices only need some words.

    Words that give orders are no ground for anything.

    >>> rests_on("as_of", "2024-05", "Stand: Mai 2024"), rests_on("cost_eur", 5, "Es kostete 4 Euro.")
    (True, False)
    """
    if len(because) > LONGEST or _ORDERS.search(because):
        return False
    if field in _DATES:
        return any(dated.stamp == value for dated in dates_in(because))
    if field in ("cost_eur", "funding.max_eur"):
        return any(amount.euros == value for amount in amounts_in(because))
    if field == "municipality.population":
        counted = (inhabitants_at(because, found.start()) for found in _NUMBER.finditer(because))
        return any(found[0] == value for found in counted if found)
    if field == "municipality":
        return isinstance(value, dict) and "population" not in value and _says(value.get("name"), because)
    return all(_says(one, because) for one in _listed(value)) if field in _LITERAL else True


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _says(value: object, because: str) -> bool:
    return isinstance(value, str) and bool(words(value)) and set(words(value)) <= set(words(because))


def is_fair(question: str, wording: Wording, vocabulary: Vocabulary, gazetteer: Gazetteer) -> bool:
    """Return whether a question is German, asks, commands nothing, and names nothing that the text does not hold.

    A word in capitals must be one of the text, or one that the thesaurus of the field knows; a place one of the text.
    """
    if not (SHORTEST <= len(question) <= LONGEST_QUESTION and question.endswith("?") and "\n" not in question):
        return False
    said = words(question)
    if _ORDERS.search(question) or _ADDRESSES.search(question) or not _GERMAN & set(said) or _english(said):
        return False
    held = _stems(wording)
    if any(number not in held for number in map(_plain, _NUMBER.findall(question))):
        return False
    if any(not set(mention.words) <= wording.words for mention in gazetteer.mentions(question)):
        return False
    named = (found.group() for found in _NAMELIKE.finditer(question) if found.start())
    return all(_known(name, held, _of_thesaurus(vocabulary)) for name in named)


def _english(said: Collection[str]) -> bool:
    return bool({"the", "what", "how", "is", "are", "which"} & set(said))


def _known(name: str, held: Collection[str], thesaurus: Collection[str]) -> bool:
    return all(word in STOP_WORDS or {word, stem(word)} & {*held} or stem(word) in thesaurus for word in words(name))


def _plain(number: str) -> str:
    return (words(number) or [""])[0]


def _stems(wording: Wording) -> frozenset[str]:
    return frozenset(one for word in wording.words for one in (word, stem(word)))


@cache
def _of_thesaurus(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(one for concept in vocabulary.concepts for wording in concept.wordings for one in wording)
